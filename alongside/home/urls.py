"""Pages that gather from several apps."""

from django.urls import path

from alongside.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("status/", views.status, name="status"),
    path("handover/<uuid:pk>/", views.handover, name="handover"),
    path("handover/<uuid:pk>/call-off/", views.call_off_leaving, name="call_off_leaving"),
    path("handover/<uuid:pk>/give/", views.give, name="give"),
    path("keys/export/", views.export, name="export"),
]
