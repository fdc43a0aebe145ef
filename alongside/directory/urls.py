"""The directory's pages."""

from django.urls import path

from alongside.directory.described import described
from alongside.directory.views import (
    card,
    claims,
    confirming,
    corrections,
    imports,
    out,
    pages,
    pairs,
    quality,
    records,
    search,
    suggest,
)

app_name = "directory"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("search/map.svg", search.map_of, name="map"),
    path("organizations/<uuid:pk>/", pages.organization, name="organization"),
    path("sites/<uuid:pk>/", pages.site, name="site"),
    path("services/<uuid:pk>/", pages.service, name="service"),
    path("about/<slug:slug>/", pages.explainer, name="explainer"),
    path("card.pdf", card.card, name="card"),
    path("copies/", out.copies, name="copies"),
    path("copies/ask/", out.ask_for_copy, name="ask_for_copy"),
    path("copies/<uuid:pk>/", out.copy, name="copy"),
    path("copies/<uuid:pk>/file/", out.copy_file, name="copy_file"),
    path("booklet/", out.copies, name="booklet"),
    path("api/v1/docs", out.api_docs, {"described": described}, name="api_docs"),
    path("duplicates/", pairs.duplicates, name="duplicates"),
    path("duplicates/<uuid:pk>/one-place/", pairs.one_place, name="one_place"),
    path("duplicates/<uuid:pk>/two-places/", pairs.two_places, name="two_places"),
    path("duplicates/<uuid:pk>/take-back/", pairs.take_back, name="take_back"),
    path("duplicates/organizations/", pairs.organization_pairs, name="organization_pairs"),
    path(
        "duplicates/organizations/<uuid:pk>/one/", pairs.one_organization, name="one_organization"
    ),
    path(
        "duplicates/organizations/<uuid:pk>/two/", pairs.two_organizations, name="two_organizations"
    ),
    path(
        "duplicates/organizations/<uuid:pk>/take-back/",
        pairs.take_back_organizations,
        name="take_back_organizations",
    ),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one_import, name="import"),
    path("imports/<uuid:pk>/columns/", imports.columns, name="columns"),
    path("imports/<uuid:pk>/columns/forget/", imports.forget_columns, name="forget_columns"),
    path("imports/<uuid:pk>/cancel/", imports.cancel_import, name="cancel_import"),
    path("imports/<uuid:pk>/undo/", imports.undo_import, name="undo_import"),
    path("imports/<uuid:pk>/rows.csv", imports.rows_csv, name="rows_csv"),
    path("profile/", pages.profile, name="profile"),
    path("organizations/<uuid:pk>/claim/", claims.claim, name="claim"),
    path("organizations/<uuid:pk>/claim/ours/", claims.claim_also, name="claim_also"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<uuid:pk>/", claims.decide_claim, name="decide_claim"),
    path("claims/<uuid:pk>/decline/", claims.decline_claim, name="decline_claim"),
    path("claims/<uuid:pk>/part/", claims.undo_join, name="undo_join"),
    path("records/", records.records, name="records"),
    path("records/confirm/", records.confirm_records, name="confirm_records"),
    path("records/sites/new/", records.add_site, name="add_site"),
    path("records/sites/<uuid:pk>/", records.edit_site, name="edit_site"),
    path("records/services/new/", records.add_service, name="add_service"),
    path("records/services/<uuid:pk>/", records.edit_service, name="edit_service"),
    path("records/<str:kind>/<uuid:pk>/retire/", records.retire, name="retire"),
    path("records/<str:kind>/<uuid:pk>/bring-back/", records.bring_back, name="bring_back"),
    path("records/<str:kind>/<uuid:pk>/settle/", records.settle, name="settle"),
    path("wrong/<str:kind>/<uuid:pk>/", corrections.wrong, name="wrong"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<uuid:pk>/", corrections.decide_correction, name="decide_correction"),
    path(
        "corrections/<uuid:pk>/decline/",
        corrections.decline_correction,
        name="decline_correction",
    ),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("quality/", quality.quality, name="quality"),
    path("quality.csv", quality.quality_csv, name="quality_csv"),
]
