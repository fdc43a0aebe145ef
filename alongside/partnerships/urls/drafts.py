"""Addresses of writing an agreement in turns, and of looking at a text."""

from django.urls import path

from alongside.partnerships.views import comparing, coverage, drafting, passages, remarks

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
