"""The directory's pages."""

from django.urls import path

from alongside.directory.views import card, duplicates, pages, search

app_name = "directory"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/map.svg", search.map_of, name="map"),
    path("organizations/<uuid:pk>/", pages.organization, name="organization"),
    path("card.pdf", card.card, name="card"),
    path("sites/<uuid:pk>/", pages.site, name="site"),
    path("services/<uuid:pk>/", pages.service, name="service"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:pk>/one-place/", duplicates.one_place, name="one_place"),
    path("duplicates/<uuid:pk>/two-places/", duplicates.two_places, name="two_places"),
    path("duplicates/<uuid:pk>/take-back/", duplicates.take_back, name="take_back"),
    path("profile/", pages.profile, name="profile"),
]
