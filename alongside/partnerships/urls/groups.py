"""Addresses of groups, their votes, and partners without an account."""

from django.urls import path

from alongside.partnerships.views import groups, outside, votes

together = [
    path("partnerships/groups/propose/", groups.propose_group, name="propose_group"),
    path("partnerships/outside/add/", outside.add_outside, name="add_outside"),
    path("partnerships/outside/<uuid:pk>/", outside.outside, name="outside"),
    path("partnerships/outside/<uuid:pk>/change/", outside.change_outside, name="change_outside"),
    path("partnerships/outside/<uuid:pk>/spoke/", outside.note_spoke_outside, name="spoke_outside"),
    path(
        "partnerships/outside/<uuid:pk>/archive/", outside.archive_outside, name="archive_outside"
    ),
    path(
        "partnerships/outside/<uuid:pk>/bring-back/",
        outside.bring_back_outside,
        name="bring_back_outside",
    ),
    path("partnerships/<uuid:pk>/invite/", groups.invite, name="invite"),
    path("partnerships/<uuid:pk>/accept/", groups.accept_invitation, name="accept_invitation"),
    path(
        "partnerships/<uuid:pk>/decline-invitation/",
        groups.decline_invitation,
        name="decline_invitation",
    ),
    path("partnerships/<uuid:pk>/leave/", groups.leave_group, name="leave_group"),
    path("partnerships/<uuid:pk>/questions/", votes.questions, name="questions"),
    path("partnerships/<uuid:pk>/questions/open/", votes.open_question, name="open_question"),
    path(
        "partnerships/<uuid:pk>/questions/<uuid:question>/vote/",
        votes.cast_vote,
        name="cast_vote",
    ),
    path(
        "partnerships/<uuid:pk>/questions/<uuid:question>/withdraw/",
        votes.withdraw_question,
        name="withdraw_question",
    ),
]
