"""Since when each claim stands where it stands, as the events of its history tell it."""

from django.db import migrations

FROM_THE_HISTORY = """
UPDATE claims_claim claim SET version = claim.version + 1, status_since = coalesce((
    SELECT min(entered.pgh_created_at) FROM claims_claimevent entered
    WHERE entered.pgh_obj_id = claim.id AND entered.pgh_id > coalesce((
        SELECT max(elsewhere.pgh_id) FROM claims_claimevent elsewhere
        WHERE elsewhere.pgh_obj_id = claim.id AND elsewhere.status <> claim.status
    ), 0)
), claim.changed_at)
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_claims_know_since_when")]

    operations = [migrations.RunSQL(FROM_THE_HISTORY, migrations.RunSQL.noop)]
