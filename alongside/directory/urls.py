"""The directory's pages."""

from django.urls import path

from alongside.directory.views import pages, search

app_name = "directory"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("organizations/<uuid:pk>/", pages.organization, name="organization"),
    path("profile/", pages.profile, name="profile"),
]
