"""The directory's pages."""

from django.urls import path

from alongside.directory import views

app_name = "directory"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("organizations/<uuid:pk>/", views.organization, name="organization"),
    path("profile/", views.profile, name="profile"),
]
