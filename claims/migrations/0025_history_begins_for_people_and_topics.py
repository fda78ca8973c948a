"""What was there before it was tracked: a first event, so that the first change can be told from it."""

from django.db import migrations

PEOPLE = """
INSERT INTO claims_userevent (
    id, username, first_name, last_name, email, is_staff, is_active, is_superuser, date_joined,
    public_id, public_name, mail_when, pgh_obj_id, pgh_label, pgh_created_at
)
SELECT id, username, first_name, last_name, email, is_staff, is_active, is_superuser, date_joined,
       public_id, public_name, mail_when, id, 'found', clock_timestamp()
FROM claims_user;
"""
TOPICS = """
INSERT INTO claims_claimtopicevent (id, claim_id, topic_id, pgh_label, pgh_created_at)
SELECT id, claim_id, topic_id, 'found', clock_timestamp() FROM claims_claim_topics;
"""
GROUPS = """
INSERT INTO claims_houseevent (id, name, pgh_obj_id, pgh_label, pgh_created_at)
SELECT id, name, id, 'found', clock_timestamp() FROM auth_group;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_history_is_kept_and_erased_by_law_alone")]

    operations = [migrations.RunSQL(PEOPLE + TOPICS + GROUPS, migrations.RunSQL.noop)]
