"""Referrals stay between two: the database takes none within a group, whatever the code does.

Afterwards, so that row-level security and the foreign keys have said no to a stranger before.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION referral_stays_between_two() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.partnerships_partnership WHERE id = NEW.partnership_id AND pair IS NULL) THEN
        RAISE EXCEPTION 'a referral stays between two organizations';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER referral_stays_between_two AFTER INSERT ON referrals_referral
FOR EACH ROW EXECUTE FUNCTION referral_stays_between_two();
"""
ALLOW = """
DROP TRIGGER referral_stays_between_two ON referrals_referral;
DROP FUNCTION referral_stays_between_two();
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0009_groups"), ("referrals", "0004_lost")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
