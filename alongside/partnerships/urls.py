"""Pages about partnerships."""

from django.urls import path

from alongside.partnerships.kept_urls import kept
from alongside.partnerships.signing_urls import signed
from alongside.partnerships.views import (
    bounds,
    comparing,
    confirming,
    coverage,
    drafting,
    groups,
    outside,
    pages,
    passages,
    people,
    remarks,
    rota,
    votes,
)

app_name = "partnerships"
DRAFT = "partnerships/<uuid:pk>/draft/<int:number>/"
PASSAGE = f"{DRAFT}passages/<uuid:passage>/"
REMARK = f"{DRAFT}remarks/<uuid:remark>/"
drafts = [
    path("partnerships/check-text/", coverage.check_text, name="check_text"),
    path("partnerships/<uuid:pk>/draft/", drafting.drafts, name="drafts"),
    path("partnerships/<uuid:pk>/draft/start/", drafting.start_draft, name="start_draft"),
    path("partnerships/<uuid:pk>/draft/upload/", drafting.upload_draft, name="upload_draft"),
    path(DRAFT, drafting.draft, name="draft"),
    path(f"{DRAFT}terms/", drafting.set_terms, name="set_terms"),
    path(f"{DRAFT}document/", drafting.draft_document, name="draft_document"),
    path(f"{DRAFT}pass/<uuid:to>/", drafting.pass_turn, name="pass_turn"),
    path(f"{DRAFT}approve/", drafting.approve_text, name="approve_text"),
    path(f"{DRAFT}reopen/", drafting.reopen, name="reopen"),
    path(f"{DRAFT}set-aside/", drafting.set_aside_draft, name="set_aside_draft"),
    path(f"{DRAFT}coverage/", coverage.draft_coverage, name="draft_coverage"),
    path(f"{DRAFT}editions/", comparing.editions, name="editions"),
    path(f"{DRAFT}editions/<int:edition>/", comparing.edition, name="edition"),
    path(f"{DRAFT}compare/", comparing.compare_editions, name="compare_editions"),
    path(f"{DRAFT}add/", passages.add_passage, name="add_passage"),
    path(f"{DRAFT}add/<int:clause>/<slug:option>/", passages.add_clause, name="add_clause"),
    path(f"{DRAFT}remark/", remarks.remark, name="remark_on_draft"),
    path(PASSAGE, passages.passage, name="passage"),
    path(f"{PASSAGE}edit/", passages.edit_passage, name="edit_passage"),
    path(f"{PASSAGE}move/<str:where>/", passages.move_passage, name="move_passage"),
    path(f"{PASSAGE}take-out/", passages.take_out_passage, name="take_out_passage"),
    path(f"{PASSAGE}bring-back/", passages.bring_back_passage, name="bring_back_passage"),
    path(f"{PASSAGE}remark/", remarks.remark, name="remark"),
    path(f"{PASSAGE}suggest/", remarks.suggest, name="suggest"),
    path(f"{REMARK}accept/<int:revision>/", remarks.accept_suggestion, name="accept_suggestion"),
    path(f"{REMARK}decline/", remarks.decline_suggestion, name="decline_suggestion"),
    path(f"{REMARK}answer/", remarks.answer_remark, name="answer_remark"),
]
urlpatterns = [
    path("partnerships/", pages.partnerships, name="partnerships"),
    path("partnerships/propose/", pages.propose, name="propose"),
    path("partnerships/capacity/", people.capacity, name="capacity"),
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
    path("partnerships/<uuid:pk>/", pages.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/agree/<int:number>/", bounds.agree, name="agree"),
    path("partnerships/<uuid:pk>/decline/<int:number>/", bounds.decline, name="decline"),
    path("partnerships/<uuid:pk>/change/", bounds.change, name="change"),
    path(
        "partnerships/<uuid:pk>/agree-change/<int:number>/",
        bounds.agree_change,
        name="agree_change",
    ),
    path(
        "partnerships/<uuid:pk>/decline-change/<int:number>/",
        bounds.decline_change,
        name="decline_change",
    ),
    path("partnerships/<uuid:pk>/people/", people.people, name="people"),
    path("partnerships/<uuid:pk>/people/confirm/", people.confirm_people, name="confirm_people"),
    path("partnerships/<uuid:pk>/talk/", people.talk, name="talk"),
    path("partnerships/<uuid:pk>/confirm/", confirming.confirm, name="confirm"),
    path("partnerships/<uuid:pk>/confirmation/", confirming.confirmation, name="confirmation"),
    path("partnerships/<uuid:pk>/spoke/", people.note_spoke, name="spoke"),
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
    path("partnerships/<uuid:pk>/end/", pages.end, name="end"),
    *drafts,
    path("rota/", rota.rota, name="rota"),
    path("rota/team/", rota.team, name="team"),
    path("rota/add/", rota.add, name="add_rota_time"),
    path("rota/<uuid:pk>/", rota.rota_time, name="rota_time"),
    path("rota/<uuid:pk>/change/", rota.change, name="change_rota_time"),
    path("rota/<uuid:pk>/exception/", rota.exception, name="add_exception"),
    path(
        "rota/<uuid:pk>/exception/<uuid:exception>/remove/",
        rota.remove_exception,
        name="remove_exception",
    ),
    path("rota/<uuid:pk>/give/", rota.give, name="give_rota_time"),
    path("rota/<uuid:pk>/end/", rota.end, name="end_rota_time"),
    path("rota/<uuid:pk>/bring-back/", rota.bring_back, name="bring_back_rota_time"),
    path("rota/<uuid:pk>/take-over/", rota.take_over, name="take_over"),
    *signed,
    *kept,
]
