"""Every page of the house, and who looks at it."""

import re

NOWHERE = "/there/is/nothing/"
ANYBODY = [
    "/",
    "/search/",
    "/search/?near=60608",
    "/search/?near=60608&need=1&language=es&trait=101",
    "/search/?q=shelter",
    "/search/?near=Chicgo",
    "/search/?near=00000",
    "/organizations/{harbor}/",
    "/organizations/{lakeside}/",
    "/sites/{site}/",
    "/services/{service}/",
    "/about/advocate/",
    "/about/health-center/",
    "/account/login/",
    "/account/password/reset/",
    "/account/signup/",
    "/invitations/none/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
    "/status/",
    "/copies/",
    "/api/v1/docs",
    "/organizations/{unclaimed}/claim/",
    "/wrong/organization/{lakeside}/",
    "/wrong/site/{site}/",
    "/wrong/service/{service}/",
    "/confirm/none/",
    NOWHERE,
]
NORA = [
    "/copies/?area=IL",
    "/today/",
    "/partnerships/",
    "/partnerships/{partnership}/",
    "/partnerships/{partnership}/write/",
    "/call/{harbor}/",
    "/call/noted/",
    "/referrals/",
    "/referrals/?side=sent",
    "/rota/",
    "/rota/team/",
    "/rota/{rota_time}/",
    "/people/",
    "/keys/",
    "/choose/",
    "/account/second-factor/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/second-factor/reauthenticate/",
    "/account/logout/",
]
NILS = [
    "/today/",
    "/partnerships/propose/",
    "/partnerships/capacity/",
    "/partnerships/?show=groups",
    "/partnerships/groups/propose/",
    "/partnerships/outside/add/",
    "/partnerships/{partnership}/change/",
    "/partnerships/{partnership}/people/",
    "/partnerships/{partnership}/talk/",
    "/partnerships/{partnership}/confirm/",
    "/partnerships/{partnership}/end/",
    "/rota/add/",
    "/rota/{rota_time}/change/",
    "/rota/{rota_time}/exception/",
    "/rota/{rota_time}/give/",
    "/rota/{rota_time}/end/",
    "/partnerships/{partnership}/draft/",
    "/partnerships/{partnership}/draft/start/",
    "/partnerships/{partnership}/draft/upload/",
    "/partnerships/check-text/",
    "/partnerships/{partnership}/signing/",
    "/partnerships/{partnership}/agreements/",
    "/partnerships/{partnership}/procedure/",
    "/partnerships/{partnership}/procedure/add/",
    "/partnerships/{partnership}/procedure/versions/",
    "/partnerships/{partnership}/commitments/",
    "/partnerships/{partnership}/commitments/add/",
    "/partnerships/{partnership}/held-times/",
    "/held-times/",
    "/held-times/publish/",
    "/people/",
    "/handover/{nora}/",
    "/people/invite/",
    "/people/{nora}/change-roles/",
    "/keys/",
    "/profile/",
    "/organizations/{unclaimed}/claim/ours/",
    "/records/",
    "/records/sites/new/",
    "/records/sites/{site}/",
    "/records/services/new/",
    "/records/services/{service}/",
    "/corrections/",
    "/quality/",
]
HOPE = [
    "/today/",
    "/organizations/",
    "/organizations/admit/",
    "/keys/",
    "/claims/",
    "/corrections/",
    "/quality/",
    "/imports/",
    "/duplicates/",
    "/duplicates/?decided=1",
    "/duplicates/organizations/",
    "/duplicates/organizations/?decided=1",
]
PAGES = {"": ANYBODY, "Nora": NORA, "Nils": NILS, "Hope": HOPE, "Mallory": ["/today/", "/keys/"]}


# Acts and interfaces, which have no page; and pages that tests below or elsewhere come to on their way.
NOT_PAGES = re.compile(
    "account/email/|api:|directory:(bring_back|confirm_records|decline_correction|quality_csv|retire|settle"
    "|undo_join|cancel_import|forget_columns|one_organization|one_place|rows_csv|take_back|take_back_organizations|two_organizations|two_places)|directory:(ask_for_copy|booklet|card|copy_file|map|suggest)|hsds:|health|home:export"
    "|home:(call_off_leaving|give)"
    "|orgs:(end_membership|grant|keys_mine|keys_session|lock|make_key|rotate"
    "|set_up|stay)|partnerships:(agree|decline|confirmation|confirm_people)"
    "|partnerships:(draft_document|make_document|pass_turn|approve_text|reopen|add_clause|move_passage"
    "|take_out_passage|bring_back_passage|accept_suggestion|decline_suggestion|answer_remark)"
    "|partnerships:(amend|confirm_scan|document|move_signatory|remove_signatory)"
    "|partnerships:(remove_way|procedure_pdf|accept_commitment|give_commitment|skip_held_time|hold_again)"
    "|partnerships:(accept_invitation|archive_outside|bring_back_outside|cast_vote|spoke|withdraw_question)"
    "|partnerships:(bring_back_rota_time|remove_exception|take_over)|referrals:(answer|close|give_back"
    "|note_call|open|send|withdraw)"
)
ON_THE_WAY = {
    "partnerships:change_way",
    "partnerships:procedure_page",
    "partnerships:procedure_version",
    "partnerships:commitment",
    "partnerships:keep_commitment",
    "partnerships:end_commitment",
    "partnerships:change_held_time",
    "partnerships:end_held_time",
    "directory:copy",
    "directory:columns",
    "directory:import",
    "directory:undo_import",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_reset_password_from_key",
    "account_set_password",
    "directory:decide_claim",
    "directory:decide_correction",
    "directory:decline_claim",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    # tests/e2e/test_drafts.py
    "partnerships:draft",
    "partnerships:set_terms",
    "partnerships:set_aside_draft",
    "partnerships:draft_coverage",
    "partnerships:editions",
    "partnerships:edition",
    "partnerships:compare_editions",
    "partnerships:add_passage",
    "partnerships:remark_on_draft",
    "partnerships:passage",
    "partnerships:edit_passage",
    "partnerships:remark",
    "partnerships:suggest",
    "partnerships:give_notice",
    "partnerships:name_signatory",
    "partnerships:record_scan",
    "partnerships:renew",
    "partnerships:set_aside_signing",
    "partnerships:sign",
    "partnerships:change_outside",
    "partnerships:invite",
    "partnerships:leave_group",
    "partnerships:open_question",
    "partnerships:outside",
    "partnerships:questions",
    "referrals:referral",
    "referrals:write_back",
}
IDS = """
SELECT 'partnership', id FROM partnerships_partnership WHERE state = 'active'
  AND id IN (SELECT partnership_id FROM partnerships_member JOIN orgs_organization o
             ON o.id = organization_id WHERE o.name = 'Harbor House')
UNION ALL SELECT 'harbor', id FROM orgs_organization WHERE name = 'Harbor House'
UNION ALL SELECT 'lakeside', id FROM orgs_organization WHERE name = 'Lakeside Health Center'
  AND admitted_at IS NOT NULL
UNION ALL SELECT 'unclaimed', (SELECT o.id FROM orgs_organization o JOIN directory_site s
  ON s.organization_id = o.id WHERE o.admitted_at IS NULL AND s.retired_at IS NULL ORDER BY o.name LIMIT 1)
UNION ALL SELECT 'site', (SELECT s.id FROM directory_site s JOIN orgs_organization o
  ON o.id = s.organization_id WHERE o.name = 'Lakeside Health Center' AND o.admitted_at IS NOT NULL LIMIT 1)
UNION ALL SELECT 'service', (SELECT s.id FROM directory_service s JOIN orgs_organization o
  ON o.id = s.organization_id WHERE o.name = 'Lakeside Health Center' AND o.admitted_at IS NOT NULL LIMIT 1)
UNION ALL SELECT 'rota_time', (SELECT t.id FROM partnerships_rotatime t JOIN orgs_organization o
  ON o.id = t.organization_id WHERE o.name = 'Lakeside Health Center' LIMIT 1)
UNION ALL SELECT 'nora', m.id FROM orgs_membership m JOIN orgs_person p ON p.id = person_id
  WHERE p.name = 'Nora'
"""
