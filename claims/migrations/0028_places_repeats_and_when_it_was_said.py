"""Topics may be places; reviews know how often a claim was made, and when each speaker first made it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What the record holds already, without a rebuild; as text, a year comes before its months.
FROM_THE_DOCUMENTS = """
UPDATE claims_review SET
    appearances = jsonb_array_length(document::jsonb -> 'appearances'),
    said = coalesce((
        SELECT jsonb_object_agg(speaker, said_on) FROM (
            SELECT made -> 'speaker' ->> 'slug' AS speaker, min((made ->> 'said_on') COLLATE "C") AS said_on
            FROM jsonb_array_elements(document::jsonb -> 'appearances') AS made
            WHERE made -> 'speaker' ->> 'slug' IS NOT NULL AND made ->> 'said_on' <> ''
            GROUP BY 1
        ) AS known
    ), '{}')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0027_translations_of_checks'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='topic',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='topic',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='topic',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='review',
            name='appearances',
            field=models.PositiveIntegerField(default=0, verbose_name='appearances'),
        ),
        migrations.AddField(
            model_name='review',
            name='said',
            field=models.JSONField(default=dict, help_text='The earliest known date of each speaker, by their address.', verbose_name='when it was said'),
        ),
        migrations.AddField(
            model_name='topic',
            name='kind',
            field=models.CharField(choices=[('theme', 'Theme'), ('place', 'Place')], default='theme', help_text='Readers find the places in a list of their own.', max_length=8, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='topicevent',
            name='kind',
            field=models.CharField(choices=[('theme', 'Theme'), ('place', 'Place')], default='theme', help_text='Readers find the places in a list of their own.', max_length=8, verbose_name='kind'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(models.OrderBy(models.F('appearances'), descending=True), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('public_id'), descending=True), condition=models.Q(('withdrawn', False)), name='reviews_most_repeated_first'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_topicevent" ("changed_at", "created_at", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;', hash='f2b67b217454e32ac80c35a5cc99ba02b016dd8d', operation='INSERT', pgid='pgtrigger_insert_insert_5f998', table='claims_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_topicevent" ("changed_at", "created_at", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;', hash='b05c370b1e07871daf5000e33e3e0472e7ad4377', operation='UPDATE', pgid='pgtrigger_update_update_010ac', table='claims_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_topicevent" ("changed_at", "created_at", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."slug", OLD."version"); RETURN NULL;', hash='7b5ef43879bb283c4d4d8a8870c6c6dd64922ebc', operation='DELETE', pgid='pgtrigger_delete_delete_a32b8', table='claims_topic', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['theme', 'place'])), name='topic_kind_is_in_the_vocabulary'),
        ),
        migrations.RunSQL(FROM_THE_DOCUMENTS, migrations.RunSQL.noop),
    ]
