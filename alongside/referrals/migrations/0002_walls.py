"""The database's own walls: whoever asks, two organizations see a referral, and one opens its letter."""

from django.db import migrations

MINE = "ANY (string_to_array(nullif(current_setting('alongside.orgs', true), ''), ',')::uuid[])"
EITHER = f"(sender_id = {MINE} OR recipient_id = {MINE})"
AUTHOR = f"((NOT backward AND sender_id = {MINE}) OR (backward AND recipient_id = {MINE}))"
READER = f"((NOT backward AND recipient_id = {MINE}) OR (backward AND sender_id = {MINE}))"
PERMITTED = """(
    EXISTS (SELECT 1 FROM referrals_release r
            WHERE r.sender_id = referrals_letter.sender_id AND r.recipient_id = referrals_letter.recipient_id
              AND r.referral_id = referrals_letter.referral_id AND r.id = referrals_letter.id
              AND r.withdrawn_at IS NULL AND r.until > now())
    AND EXISTS (SELECT 1 FROM referrals_referral f
            WHERE f.sender_id = referrals_letter.sender_id AND f.id = referrals_letter.referral_id
              AND f.state IN ('sent', 'received') AND f.ends_at > now())
)"""

# Every key begins with an organization, so that no check tells a stranger whether a row exists.
KEYS = """
ALTER TABLE referrals_referral DROP CONSTRAINT referrals_referral_pkey,
    ADD PRIMARY KEY (sender_id, id),
    ADD CONSTRAINT referral_of_two UNIQUE (sender_id, recipient_id, id),
    ADD CONSTRAINT referral_within_senders_partnership FOREIGN KEY (sender_id, partnership_id)
        REFERENCES partnerships_member (organization_id, partnership_id),
    ADD CONSTRAINT referral_within_recipients_partnership FOREIGN KEY (recipient_id, partnership_id)
        REFERENCES partnerships_member (organization_id, partnership_id);
CREATE INDEX referral_by_id ON referrals_referral (id);
CREATE INDEX referral_by_recipient ON referrals_referral (recipient_id, sent_at);
CREATE INDEX referral_by_sender ON referrals_referral (sender_id, sent_at);

ALTER TABLE referrals_release DROP CONSTRAINT referrals_release_pkey,
    ADD PRIMARY KEY (sender_id, recipient_id, referral_id, id),
    ADD CONSTRAINT release_of_referral FOREIGN KEY (sender_id, recipient_id, referral_id)
        REFERENCES referrals_referral (sender_id, recipient_id, id) ON DELETE CASCADE;
CREATE INDEX release_by_id ON referrals_release (id);

ALTER TABLE referrals_letter DROP CONSTRAINT referrals_letter_pkey,
    ADD PRIMARY KEY (sender_id, recipient_id, referral_id, id),
    ADD CONSTRAINT letter_under_release FOREIGN KEY (sender_id, recipient_id, referral_id, id)
        REFERENCES referrals_release (sender_id, recipient_id, referral_id, id) ON DELETE CASCADE,
    ADD CONSTRAINT letter_has_the_one_size CHECK (octet_length(sealed) = 16384),
    ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX letter_by_id ON referrals_letter (id);

ALTER TABLE referrals_receipt DROP CONSTRAINT referrals_receipt_pkey,
    ADD PRIMARY KEY (organization_id, referral_id),
    ADD CONSTRAINT receipt_of_referral FOREIGN KEY (sender_id, organization_id, referral_id)
        REFERENCES referrals_referral (sender_id, recipient_id, id) ON DELETE CASCADE,
    ADD CONSTRAINT receipt_answer_has_the_one_size CHECK (octet_length(answer) = 4096);
"""
SITE, WORKER = "alongside_site", "alongside_worker"
WALLS = f"""
ALTER TABLE referrals_referral ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON referrals_referral FROM {SITE}, {WORKER};
GRANT SELECT, INSERT, UPDATE (state, phrase) ON referrals_referral TO {SITE};
GRANT SELECT, UPDATE (state, phrase, reminders), DELETE ON referrals_referral TO {WORKER};
CREATE POLICY two_see_it ON referrals_referral FOR SELECT TO {SITE}, {WORKER} USING ({EITHER});
CREATE POLICY sender_makes_it ON referrals_referral FOR INSERT TO {SITE}
    WITH CHECK (sender_id = {MINE} AND state = 'sent');
CREATE POLICY each_side_moves_its_own_way ON referrals_referral FOR UPDATE TO {SITE}
    USING ({EITHER} AND state IN ('sent', 'received'))
    WITH CHECK ((sender_id = {MINE} AND state = 'withdrawn')
             OR (recipient_id = {MINE} AND state IN ('received', 'returned')));
CREATE POLICY the_calendar_ends_it ON referrals_referral FOR UPDATE TO {WORKER}
    USING ({EITHER}) WITH CHECK ({EITHER});
CREATE POLICY gone_after_a_week ON referrals_referral FOR DELETE TO {WORKER}
    USING ({EITHER} AND ends_at < now() - interval '7 days');

ALTER TABLE referrals_release ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON referrals_release FROM {SITE}, {WORKER};
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON referrals_release TO {SITE};
GRANT SELECT ON referrals_release TO {WORKER};
CREATE POLICY two_see_it ON referrals_release FOR SELECT TO {SITE}, {WORKER} USING ({EITHER});
CREATE POLICY releasing_side_makes_it ON referrals_release FOR INSERT TO {SITE} WITH CHECK ({AUTHOR});
CREATE POLICY releasing_side_withdraws_it ON referrals_release FOR UPDATE TO {SITE}
    USING ({AUTHOR} AND withdrawn_at IS NULL) WITH CHECK ({AUTHOR} AND withdrawn_at IS NOT NULL);

ALTER TABLE referrals_receipt ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON referrals_receipt FROM {SITE}, {WORKER};
GRANT SELECT, INSERT, UPDATE (closed_at, answer, answer_number) ON referrals_receipt TO {SITE};
CREATE POLICY receiving_side_only ON referrals_receipt TO {SITE}
    USING (organization_id = {MINE}) WITH CHECK (organization_id = {MINE});

ALTER TABLE referrals_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE referrals_letter FORCE ROW LEVEL SECURITY;
REVOKE ALL ON referrals_letter FROM {SITE}, {WORKER};
GRANT SELECT, INSERT, DELETE ON referrals_letter TO {SITE};
GRANT SELECT (id, sender_id, recipient_id, referral_id, backward), DELETE ON referrals_letter TO {WORKER};
CREATE POLICY reader_opens_while_permitted ON referrals_letter FOR SELECT TO {SITE}
    USING ({READER} AND {PERMITTED});
CREATE POLICY author_seals_while_permitted ON referrals_letter FOR INSERT TO {SITE}
    WITH CHECK ({AUTHOR} AND {PERMITTED});
CREATE POLICY reader_erases ON referrals_letter FOR DELETE TO {SITE} USING ({READER});
CREATE POLICY worker_sees_that_it_lies_there ON referrals_letter FOR SELECT TO {WORKER} USING ({EITHER});
CREATE POLICY worker_erases_what_is_over ON referrals_letter FOR DELETE TO {WORKER}
    USING ({EITHER} AND NOT {PERMITTED});
ALTER TABLE referrals_letter OWNER TO alongside_keeper;
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("partnerships", "0001_initial")]
    # No way back on purpose: a database without these walls must not hold a referral.
    operations = [migrations.RunSQL(KEYS), migrations.RunSQL(WALLS)]
