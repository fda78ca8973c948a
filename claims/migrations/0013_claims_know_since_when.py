"""Each claim knows since when it stands where it stands; a trigger keeps it, so that bulk and SQL changes count too."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION note_since_when_it_stands_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.status_since := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER state_is_entered_now BEFORE UPDATE ON claims_claim FOR EACH ROW
    WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION note_since_when_it_stands_there();
"""
DROP_TRIGGER = "DROP FUNCTION note_since_when_it_stands_there() CASCADE"


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_administrators_tend_jobs'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='claim',
            name='status_since',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='in this state since'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='status_since',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='in this state since'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['status', 'status_since'], name='claims_by_state_longest_there'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "status_since", "version") VALUES (NEW."assignee_id", NEW."changed_at", NEW."created_at", NEW."declined_because", NEW."due_at", NEW."figure_as_of", NEW."figure_calculation", NEW."figure_comparator", NEW."figure_high", NEW."figure_low", NEW."figure_note", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."priority", NEW."public_id", NEW."public_interest", NEW."queue", NEW."recheck_because", NEW."sent_back_because", NEW."slug", NEW."split_from_id", NEW."statement", NEW."status", NEW."status_since", NEW."version"); RETURN NULL;', hash='4ba4a300b7f35c4a818313cd056b358a1e283671', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "status_since", "version") VALUES (NEW."assignee_id", NEW."changed_at", NEW."created_at", NEW."declined_because", NEW."due_at", NEW."figure_as_of", NEW."figure_calculation", NEW."figure_comparator", NEW."figure_high", NEW."figure_low", NEW."figure_note", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."priority", NEW."public_id", NEW."public_interest", NEW."queue", NEW."recheck_because", NEW."sent_back_because", NEW."slug", NEW."split_from_id", NEW."statement", NEW."status", NEW."status_since", NEW."version"); RETURN NULL;', hash='a423518ff544aac38952eb3c371e2ca67df80b26', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "status_since", "version") VALUES (OLD."assignee_id", OLD."changed_at", OLD."created_at", OLD."declined_because", OLD."due_at", OLD."figure_as_of", OLD."figure_calculation", OLD."figure_comparator", OLD."figure_high", OLD."figure_low", OLD."figure_note", OLD."figure_unit", OLD."figure_value", OLD."id", OLD."kind", OLD."language", OLD."merged_into_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."priority", OLD."public_id", OLD."public_interest", OLD."queue", OLD."recheck_because", OLD."sent_back_because", OLD."slug", OLD."split_from_id", OLD."statement", OLD."status", OLD."status_since", OLD."version"); RETURN NULL;', hash='d798bec9a1f6330fe1008ab19062377397804d36', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
        migrations.RunSQL(TRIGGER, DROP_TRIGGER),
    ]
