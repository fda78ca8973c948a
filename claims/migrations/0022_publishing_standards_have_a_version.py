import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0021_comments_are_about_one_thing'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='standard',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='standard',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='standard',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='standard',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, verbose_name='changed'),
        ),
        migrations.AddField(
            model_name='standard',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standard',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='standardevent',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, verbose_name='changed'),
        ),
        migrations.AddField(
            model_name='standardevent',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='standardevent',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_standardevent" ("changed_at", "created_at", "evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."evidence_at_least", NEW."id", NEW."kind", NEW."needs_archive", NEW."needs_primary", NEW."needs_quantity", NEW."needs_reply", NEW."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."publishers_at_least", NEW."summary_at_least", NEW."summary_at_most", NEW."version"); RETURN NULL;', hash='528ed56965f44843a8df9a3a35f7187b0c96a30b', operation='INSERT', pgid='pgtrigger_insert_insert_0d865', table='claims_standard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_standardevent" ("changed_at", "created_at", "evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."evidence_at_least", NEW."id", NEW."kind", NEW."needs_archive", NEW."needs_primary", NEW."needs_quantity", NEW."needs_reply", NEW."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."publishers_at_least", NEW."summary_at_least", NEW."summary_at_most", NEW."version"); RETURN NULL;', hash='500104cf04325ede5b8f6c6ac55b051fabb0adee', operation='UPDATE', pgid='pgtrigger_update_update_042c4', table='claims_standard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_standardevent" ("changed_at", "created_at", "evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."evidence_at_least", OLD."id", OLD."kind", OLD."needs_archive", OLD."needs_primary", OLD."needs_quantity", OLD."needs_reply", OLD."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."publishers_at_least", OLD."summary_at_least", OLD."summary_at_most", OLD."version"); RETURN NULL;', hash='50a5313cda962b02db457171e498cfda31462f65', operation='DELETE', pgid='pgtrigger_delete_delete_958c2', table='claims_standard', when='AFTER')),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_standard"
            " FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();",
            "DROP TRIGGER version_counts_up_by_one ON claims_standard;",
        ),
    ]
