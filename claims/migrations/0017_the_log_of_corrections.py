"""The log of corrections is read newest first, all of it or one kind."""

from django.db import migrations, models
from django.db.models import F, Q

NOTICES = Q(act__in=["correct", "withdraw", "restore", "merge"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_rechecks_and_impact")]

    operations = [
        migrations.AddIndex(
            "publication", models.Index(F("number").desc(), condition=NOTICES, name="notices_newest_first")
        ),
        migrations.AddIndex(
            "publication",
            models.Index(F("act"), F("correction"), F("number").desc(), condition=NOTICES, name="notices_by_kind"),
        ),
    ]
