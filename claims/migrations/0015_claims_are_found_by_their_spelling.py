"""Claims whose statements are spelt much alike are found without reading them all."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_since_when_is_taken_from_the_history")]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('statement'), 'gin_trgm_ops'), name='claims_by_spelling'),
        ),
    ]
