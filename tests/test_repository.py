"""Rules the whole repository keeps: who may come in, what lies in the tables, which walls stand."""

import pytest
from django.apps import apps
from django.db import connections, models
from django.urls import URLPattern, get_resolver

from alongside.directory.api import api
from alongside.directory.hsds.api import api as hsds_api
from alongside.orgs.roles import POWERS, SENTENCES, Can, Role

MODELS = [model for model in apps.get_models() if model.__module__.startswith("alongside.")]

# Pages that anybody may open. A page that is not here asks who you are.
PUBLIC = {
    "account_login",
    "account_signup",  # says that nobody signs themselves up
    "account_inactive",
    "account_logout",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "api:all_needs",
    "api:all_traits",
    "api:api-root",
    "api:openapi-json",
    "api:search",
    "api:search_here",
    "directory:api_docs",
    "directory:booklet",
    "directory:card",
    "directory:claim",
    "directory:confirm",
    "directory:copies",
    "directory:copy",
    "directory:copy_file",
    "directory:explainer",
    "directory:map",
    "directory:organization",
    "directory:search",
    "directory:service",
    "directory:site",
    "directory:suggest",
    "directory:wrong",
    "health",
    "hsds:about",
    "hsds:all_taxonomies",
    "hsds:api-root",
    "hsds:nothing_here",
    "hsds:openapi-json",
    "hsds:organization",
    "hsds:organizations",
    "hsds:service",
    "hsds:service_at_location",
    "hsds:service_at_locations",
    "hsds:services",
    "hsds:taxonomy",
    "hsds:taxonomy_term",
    "hsds:taxonomy_terms",
    "home:front",
    "home:status",
    "mfa_authenticate",
    "orgs:accept",
    "orgs:lock",
}
# A search by POST reads too: a person's own point comes in its body, so that no address holds it.
PUBLIC_API = {("GET", "/needs"), ("GET", "/traits"), ("GET", "/search"), ("POST", "/search")}

# Text that no person types about a person: words of ours, and names and addresses of organizations.
KNOWN_TEXT = {
    "audit.Event.act",
    "audit.Seal.events",
    "audit.Tally.key",
    "directory.Entry.state",
    "directory.Before.kind",
    "directory.Copy.area",
    "directory.Correction.field",
    "directory.Entry.time_zone",
    "directory.Listing.source_key",
    "directory.Service.source_key",
    "directory.Site.source_key",
    "directory.Site.state",
    "directory.Site.time_zone",
    "directory.Source.key",
    "directory.Source.layout",
    "orgs.MemberKey.recipient",
    "orgs.OpeningKey.recipient",
    "orgs.Organization.name",
    "orgs.Person.language",
    "orgs.RecoverySheet.recipient",
    "orgs.SigningKey.fingerprint",
    "partnerships.Confirmation.fingerprint",
    "partnerships.RotaTime.time_zone",
}


def pages(patterns, app=""):
    """Every address with its name and its view, whatever it is included by."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield app + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else app
            yield from pages(pattern.url_patterns, inner)


PAGES = list(pages(get_resolver().url_patterns))


def name_of(model):
    return model._meta.label


@pytest.mark.parametrize(("name", "view"), PAGES, ids=[name for name, view in PAGES])
def test_a_page_is_listed_as_public_or_asks_who_you_are(name, view):
    assert getattr(view, "login_required", True) == (name not in PUBLIC)


def test_every_public_page_is_there():
    assert {name for name, view in PAGES} >= PUBLIC


def operations(api):
    return {
        (method, path)
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def test_the_json_interface_only_reads_and_only_what_is_listed():
    assert operations(api) == PUBLIC_API


def test_the_hsds_interface_only_reads_and_only_what_the_standard_names():
    names = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
    paths = {"/", *(f"/{name}{one}" for name in names for one in ("", "/{id}"))}
    assert operations(hsds_api) == {("GET", path) for path in paths}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_model_says_which_of_its_fields_are_routine_and_which_are_sealed(model):
    names = {field.name for field in model._meta.fields}
    routine = model.Privacy.routine
    sealed = getattr(model.Privacy, "sealed", set())
    assert (routine | sealed) - names == set()
    assert routine & sealed == set()


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_sealed_field_is_binary(model):
    sealed = getattr(model.Privacy, "sealed", set())
    kinds = {type(model._meta.get_field(name)) for name in sealed}
    assert kinds <= {models.BinaryField}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_no_routine_field_is_text_that_people_type(model):
    typed = {
        f"{model._meta.label}.{field.name}"
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name in model.Privacy.routine
    }
    assert typed - KNOWN_TEXT == set()


def test_text_known_to_be_nobodys_words_is_still_there():
    there = {
        f"{model._meta.label}.{field.name}" for model in MODELS for field in model._meta.fields
    }
    assert KNOWN_TEXT - there == set()


WALLED = """
SELECT relname FROM pg_class
WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity
  AND (relname LIKE 'referrals\\_%' OR relname LIKE 'audit\\_%')
"""
OWNED = """
SELECT rolname, relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND rolname LIKE 'alongside\\_%'
  AND relnamespace = 'public'::regnamespace AND rolname <> 'alongside_owner'
"""
KEYS = """
SELECT conrelid::regclass::text, conname, attname FROM pg_constraint
JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE contype IN ('p', 'u', 'f', 'x') AND conrelid::regclass::text LIKE 'referrals\\_%'
"""
LOOSE = """
SELECT proname FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
WHERE prosecdef AND nspname = 'public' AND NOT ('search_path=""' = ANY (coalesce(proconfig, '{}')))
UNION ALL
SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
  AND NOT ('security_invoker=true' = ANY (coalesce(reloptions, '{}')))
"""


def asked(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_table_of_referrals_and_of_the_log_has_walls():
    assert asked(WALLED) == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_roles_that_serve_own_nothing_and_the_keeper_owns_the_letters():
    assert asked(OWNED) == [("alongside_keeper", "referrals_letter")]


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_key_of_referrals_begins_with_an_organization():
    organizations = {"sender_id", "recipient_id", "organization_id"}
    assert [row for row in asked(KEYS) if row[2] not in organizations] == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_no_function_and_no_view_looks_over_a_wall():
    assert asked(LOOSE) == []


def test_every_power_has_a_sentence_and_every_role_its_powers():
    assert set(SENTENCES) == set(Can)
    assert set(POWERS) == set(Role)
