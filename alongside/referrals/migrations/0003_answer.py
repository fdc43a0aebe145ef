"""An answer lies there only while it is kept; a letter is made at once with its release, and says if it was opened."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

MINE = "ANY (string_to_array(nullif(current_setting('alongside.orgs', true), ''), ',')::uuid[])"
AUTHOR = f"((NOT backward AND sender_id = {MINE}) OR (backward AND recipient_id = {MINE}))"
READER = f"((NOT backward AND recipient_id = {MINE}) OR (backward AND sender_id = {MINE}))"
RELEASE = """SELECT 1 FROM referrals_release r
            WHERE r.sender_id = referrals_letter.sender_id AND r.recipient_id = referrals_letter.recipient_id
              AND r.referral_id = referrals_letter.referral_id AND r.id = referrals_letter.id"""
PERMITTED = f"""(
    EXISTS ({RELEASE} AND r.withdrawn_at IS NULL AND r.until > now())
    AND EXISTS (SELECT 1 FROM referrals_referral f
            WHERE f.sender_id = referrals_letter.sender_id AND f.id = referrals_letter.referral_id
              AND f.state IN ('sent', 'received') AND f.ends_at > now())
)"""
# Put in again later, it would tell its author whether the reader has closed: taken if so, else a duplicate.
AT_ONCE = f"EXISTS ({RELEASE} AND r.made_at = now())"
LIES_THERE = """EXISTS (SELECT 1 FROM referrals_letter l
            WHERE l.sender_id = referrals_answer.sender_id AND l.recipient_id = referrals_answer.organization_id
              AND l.referral_id = referrals_answer.referral_id AND NOT l.backward)"""
SITE = "alongside_site"

# An answer that is kept moves over. The site puts one in anew instead of changing it.
ANSWERS = """
INSERT INTO referrals_answer (referral_id, sender_id, organization_id, number, sealed)
SELECT referral_id, sender_id, organization_id, answer_number, answer
FROM referrals_receipt WHERE answer IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE referrals_answer DROP CONSTRAINT referrals_answer_pkey,
    ADD PRIMARY KEY (organization_id, referral_id),
    ADD CONSTRAINT answer_of_referral FOREIGN KEY (sender_id, organization_id, referral_id)
        REFERENCES referrals_referral (sender_id, recipient_id, id) ON DELETE CASCADE,
    ADD CONSTRAINT answer_has_the_one_size CHECK (octet_length(sealed) = 4096);
"""
WALLS = f"""
DROP POLICY releasing_side_makes_it ON referrals_release;
CREATE POLICY releasing_side_makes_it ON referrals_release FOR INSERT TO {SITE}
    WITH CHECK ({AUTHOR} AND made_at = now());

ALTER TABLE referrals_answer ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON referrals_answer FROM {SITE}, alongside_worker;
GRANT SELECT, INSERT, DELETE ON referrals_answer TO {SITE};
CREATE POLICY receiving_side_only ON referrals_answer TO {SITE}
    USING (organization_id = {MINE}) WITH CHECK (organization_id = {MINE} AND {LIES_THERE});

GRANT UPDATE (opened) ON referrals_letter TO {SITE};
DROP POLICY author_seals_while_permitted ON referrals_letter;
CREATE POLICY author_seals_while_permitted ON referrals_letter FOR INSERT TO {SITE}
    WITH CHECK ({AUTHOR} AND {PERMITTED} AND {AT_ONCE});
CREATE POLICY reader_marks_it_opened ON referrals_letter FOR UPDATE TO {SITE}
    USING ({READER} AND {PERMITTED}) WITH CHECK (opened);
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_walls")]
    # No way back on purpose: a database without these walls must not hold a referral.
    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "referral",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="referrals.referral",
                    ),
                ),
                ("number", models.IntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(ANSWERS),
        migrations.DeleteModel(name="Receipt"),
        migrations.RemoveField(model_name="referral", name="day"),
        migrations.AddField(
            model_name="letter", name="opened", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="release",
            name="made_at",
            field=models.DateTimeField(
                db_default=django.contrib.postgres.functions.TransactionNow(), editable=False
            ),
        ),
        migrations.RunSQL(WALLS),
    ]
