"""The directory's pages."""

from django.urls import path

from alongside.directory.views import card, pages, search

app_name = "directory"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("organizations/<uuid:pk>/", pages.organization, name="organization"),
    path("card.pdf", card.card, name="card"),
    path("profile/", pages.profile, name="profile"),
]
