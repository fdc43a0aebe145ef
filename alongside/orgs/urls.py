"""Pages about organizations, people and keys."""

from django.urls import path

from alongside.orgs.views import keys, organizations, people, session

app_name = "orgs"
urlpatterns = [
    path("choose/", session.choose, name="choose"),
    path("stay/", session.stay, name="stay"),
    path("lock/", session.lock, name="lock"),
    path("invitations/<str:token>/", session.accept, name="accept"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<uuid:pk>/change-roles/", people.change_roles, name="change_roles"),
    path("people/<uuid:pk>/end/", people.end_membership, name="end_membership"),
    path("keys/", keys.keys, name="keys"),
    path("keys/session/", keys.session_key, name="keys_session"),
    path("keys/mine/", keys.mine, name="keys_mine"),
    path("keys/member/", keys.make_key, name="make_key"),
    path("keys/setup/", keys.set_up, name="set_up"),
    path("keys/grant/", keys.grant, name="grant"),
    path("keys/rotation/", keys.rotate, name="rotate"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/admit/", organizations.admit, name="admit"),
]
