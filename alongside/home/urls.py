"""Pages that gather from several apps."""

from django.urls import path

from alongside.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("status/", views.status, name="status"),
    path("keys/export/", views.export, name="export"),
]
