import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# Corrections that were published before they had kinds take back a fact.
# The digest of an entry does not cover the kind, so the record still verifies.
CORRECTIONS_SO_FAR = """
ALTER TABLE claims_publication DISABLE TRIGGER record_is_only_added_to;
UPDATE claims_publication SET correction = 'factual' WHERE act = 'correct';
ALTER TABLE claims_publication ENABLE TRIGGER record_is_only_added_to;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0005_publishing_standards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Embargo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('publish_at', models.DateTimeField(verbose_name='publish at')),
                ('text', models.TextField(verbose_name='canonical document')),
                ('nonce', models.BinaryField(max_length=32, verbose_name='nonce')),
                ('commitment', models.CharField(max_length=64, unique=True, verbose_name='commitment')),
                ('override_reason', models.TextField(blank=True, verbose_name='reason for the override')),
                ('scheduled_at', models.DateTimeField(auto_now_add=True, verbose_name='scheduled')),
            ],
            options={
                'verbose_name': 'embargo',
                'verbose_name_plural': 'embargoes',
                'ordering': ['publish_at'],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(help_text='Without the name.', max_length=200, verbose_name='what was erased')),
                ('basis', models.CharField(max_length=500, verbose_name='legal basis')),
                ('erased_at', models.DateTimeField(auto_now_add=True, verbose_name='erased')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
                'ordering': ['-pk'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verdict',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verdict',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verdict',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_that_changes_another_says_why',
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_act_is_in_the_vocabulary',
        ),
        migrations.AddField(
            model_name='publication',
            name='correction',
            field=models.CharField(blank=True, choices=[('typo', 'Typo'), ('clarification', 'Clarification'), ('factual', 'Factual correction'), ('verdict', 'Verdict change')], max_length=13, verbose_name='kind of correction'),
        ),
        migrations.AddField(
            model_name='review',
            name='impact',
            field=models.JSONField(default=list, verbose_name='corrections asked for'),
        ),
        migrations.AddField(
            model_name='review',
            name='moved_to',
            field=models.CharField(blank=True, help_text='The address of the claim that it was merged into.', max_length=80, verbose_name='moved to'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='review_by',
            field=models.DateField(blank=True, help_text="When it may no longer hold: new figures, a court's ruling.", null=True, verbose_name='check again by'),
        ),
        migrations.AddField(
            model_name='verdictevent',
            name='review_by',
            field=models.DateField(blank=True, help_text="When it may no longer hold: new figures, a court's ruling.", null=True, verbose_name='check again by'),
        ),
        migrations.AlterField(
            model_name='publication',
            name='act',
            field=models.CharField(choices=[('publish', 'Published'), ('correct', 'Corrected'), ('update', 'Updated'), ('confirm', 'Checked again: still stands'), ('withdraw', 'Withdrawn'), ('restore', 'Restored'), ('merge', 'Merged into another')], max_length=10, verbose_name='act'),
        ),
        migrations.AlterField(
            model_name='review',
            name='number',
            field=models.PositiveBigIntegerField(help_text="None from an embargo's moment until it is entered.", null=True, unique=True, verbose_name='entry of the record'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_verdictevent" ("as_of", "claim_id", "conflicts", "id", "open_questions", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "rationale", "review_by", "scope", "summary", "written_by_id") VALUES (NEW."as_of", NEW."claim_id", NEW."conflicts", NEW."id", NEW."open_questions", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."rating_id", NEW."rationale", NEW."review_by", NEW."scope", NEW."summary", NEW."written_by_id"); RETURN NULL;', hash='cf959df01f5cbd571999e23bbac3634dec08a70e', operation='INSERT', pgid='pgtrigger_insert_insert_3cb73', table='claims_verdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_verdictevent" ("as_of", "claim_id", "conflicts", "id", "open_questions", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "rationale", "review_by", "scope", "summary", "written_by_id") VALUES (NEW."as_of", NEW."claim_id", NEW."conflicts", NEW."id", NEW."open_questions", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."rating_id", NEW."rationale", NEW."review_by", NEW."scope", NEW."summary", NEW."written_by_id"); RETURN NULL;', hash='0ff0f09d24fca5127198096e012e49bd57079d50', operation='UPDATE', pgid='pgtrigger_update_update_05fe6', table='claims_verdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_verdictevent" ("as_of", "claim_id", "conflicts", "id", "open_questions", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "rationale", "review_by", "scope", "summary", "written_by_id") VALUES (OLD."as_of", OLD."claim_id", OLD."conflicts", OLD."id", OLD."open_questions", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."rating_id", OLD."rationale", OLD."review_by", OLD."scope", OLD."summary", OLD."written_by_id"); RETURN NULL;', hash='67b6ac2902681a9fd9e977b4476ed6f20bb70f4a', operation='DELETE', pgid='pgtrigger_delete_delete_83861', table='claims_verdict', when='AFTER')),
        ),
        migrations.RunSQL(CORRECTIONS_SO_FAR, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('act', 'publish'), ('correction', 'typo'), models.Q(('note', ''), _negated=True), _connector='OR'), name='publication_that_changes_another_says_why', violation_error_message='Say what changed and why.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['publish', 'correct', 'update', 'confirm', 'withdraw', 'restore', 'merge'])), name='publication_act_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('correction__in', ['', 'typo', 'clarification', 'factual', 'verdict'])), name='publication_correction_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'correct'), models.Q(('correction', ''), _negated=True)), models.Q(models.Q(('act', 'correct'), _negated=True), ('correction', '')), _connector='OR'), name='publication_that_corrects_says_how_much', violation_error_message='Say what kind of correction it is.'),
        ),
        migrations.AddField(
            model_name='embargo',
            name='approved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
        ),
        migrations.AddField(
            model_name='embargo',
            name='claim',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='embargo', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='embargo',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='erased_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erased by'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='publications',
            field=models.ManyToManyField(related_name='erasures', to='claims.publication', verbose_name='entries'),
        ),
        migrations.AddConstraint(
            model_name='embargo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by', models.F('written_by')), _negated=True), models.Q(('override_reason', ''), _negated=True), _connector='OR'), name='embargo_has_four_eyes_or_a_reason', violation_error_message='Somebody other than the writer must approve.'),
        ),
        migrations.AddConstraint(
            model_name='embargo',
            constraint=models.CheckConstraint(condition=models.Q(('commitment__regex', '^[0-9a-f]{64}$')), name='embargo_commitment_is_sha256'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='erasure_has_a_subject', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='erasure_has_a_basis', violation_error_message='This may not be empty.'),
        ),
    ]
