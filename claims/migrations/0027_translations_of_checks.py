import claims.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# No review was translated so far: what each tells was written when it last changed.
TOLD = "UPDATE claims_review SET told_at = changed_at;"
TRIGGERS = """
CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_translation
    FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
SELECT keep_history('claims_translationevent');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0026_pages_about_the_house'),
    ]

    operations = [
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('language', models.CharField(help_text='As a tag: en, az, zh-Hant.', max_length=35, verbose_name='language')),
                ('statement', models.CharField(max_length=500, validators=[claims.models.fields.without_bad_characters], verbose_name='statement')),
                ('summary', models.CharField(blank=True, max_length=400, validators=[claims.models.fields.without_bad_characters], verbose_name='summary')),
                ('rationale', models.TextField(blank=True, help_text='Markdown, with every citation of the original: [5].', max_length=25000, validators=[claims.models.fields.without_bad_characters], verbose_name='rationale')),
                ('conflicts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(max_length=1000), blank=True, default=list, size=None, verbose_name='where sources conflict')),
                ('open_questions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(max_length=1000), blank=True, default=list, size=None, verbose_name='open questions')),
                ('findings', models.JSONField(blank=True, default=dict, verbose_name='findings')),
                ('rating_label', models.CharField(blank=True, max_length=60, validators=[claims.models.fields.without_bad_characters], verbose_name='label')),
                ('rating_definition', models.TextField(blank=True, max_length=500, validators=[claims.models.fields.without_bad_characters], verbose_name='definition')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'ordering': ['claim', 'language'],
            },
        ),
        migrations.CreateModel(
            name='TranslationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('language', models.CharField(help_text='As a tag: en, az, zh-Hant.', max_length=35, verbose_name='language')),
                ('statement', models.CharField(max_length=500, validators=[claims.models.fields.without_bad_characters], verbose_name='statement')),
                ('summary', models.CharField(blank=True, max_length=400, validators=[claims.models.fields.without_bad_characters], verbose_name='summary')),
                ('rationale', models.TextField(blank=True, help_text='Markdown, with every citation of the original: [5].', max_length=25000, validators=[claims.models.fields.without_bad_characters], verbose_name='rationale')),
                ('conflicts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(max_length=1000), blank=True, default=list, size=None, verbose_name='where sources conflict')),
                ('open_questions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(max_length=1000), blank=True, default=list, size=None, verbose_name='open questions')),
                ('findings', models.JSONField(blank=True, default=dict, verbose_name='findings')),
                ('rating_label', models.CharField(blank=True, max_length=60, validators=[claims.models.fields.without_bad_characters], verbose_name='label')),
                ('rating_definition', models.TextField(blank=True, max_length=500, validators=[claims.models.fields.without_bad_characters], verbose_name='definition')),
            ],
            options={
                'abstract': False,
            },
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
            model_name='review',
            name='told_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text='When what it tells was written; a later translation says it again.', verbose_name='told'),
        ),
        migrations.AlterField(
            model_name='publication',
            name='act',
            field=models.CharField(choices=[('publish', 'Published'), ('correct', 'Corrected'), ('update', 'Updated'), ('confirm', 'Checked again: still stands'), ('withdraw', 'Withdrawn'), ('restore', 'Restored'), ('merge', 'Merged into another'), ('translate', 'Translated')], max_length=10, verbose_name='act'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['publish', 'translate']), ('correction', 'typo'), models.Q(('note', ''), _negated=True), _connector='OR'), name='publication_that_changes_another_says_why', violation_error_message='Say what changed and why.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['publish', 'correct', 'update', 'confirm', 'withdraw', 'restore', 'merge', 'translate'])), name='publication_act_is_in_the_vocabulary'),
        ),
        migrations.AddField(
            model_name='translation',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='translation',
            name='original',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.publication', verbose_name='entry that it translates'),
        ),
        migrations.AddField(
            model_name='translation',
            name='translated_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='translated by'),
        ),
        migrations.AddField(
            model_name='translation',
            name='writers',
            field=models.ManyToManyField(editable=False, help_text='Everybody who wrote on it since it was last published: none of them may approve it.', related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='translationevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='translationevent',
            name='original',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.publication', verbose_name='entry that it translates'),
        ),
        migrations.AddField(
            model_name='translationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.translation'),
        ),
        migrations.AddField(
            model_name='translationevent',
            name='translated_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='translated by'),
        ),
        migrations.AddConstraint(
            model_name='translation',
            constraint=models.CheckConstraint(condition=models.Q(('statement', ''), _negated=True), name='translation_has_a_statement', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='translation',
            constraint=models.CheckConstraint(condition=models.Q(('language__regex', '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')), name='translation_language_is_a_tag', violation_error_message='Write a language tag: en, az, zh-Hant.'),
        ),
        migrations.AddConstraint(
            model_name='translation',
            constraint=models.UniqueConstraint(fields=('claim', 'language'), name='translation_into_a_language_is_there_once', violation_error_message='There is a translation into this language already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_translationevent" ("changed_at", "claim_id", "conflicts", "created_at", "findings", "id", "language", "open_questions", "original_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_definition", "rating_label", "rationale", "statement", "summary", "translated_by_id", "version") VALUES (NEW."changed_at", NEW."claim_id", NEW."conflicts", NEW."created_at", NEW."findings", NEW."id", NEW."language", NEW."open_questions", NEW."original_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."rating_definition", NEW."rating_label", NEW."rationale", NEW."statement", NEW."summary", NEW."translated_by_id", NEW."version"); RETURN NULL;', hash='df189150315f921917b6b19c23876cdab710446e', operation='INSERT', pgid='pgtrigger_insert_insert_f24e1', table='claims_translation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_translationevent" ("changed_at", "claim_id", "conflicts", "created_at", "findings", "id", "language", "open_questions", "original_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_definition", "rating_label", "rationale", "statement", "summary", "translated_by_id", "version") VALUES (NEW."changed_at", NEW."claim_id", NEW."conflicts", NEW."created_at", NEW."findings", NEW."id", NEW."language", NEW."open_questions", NEW."original_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."rating_definition", NEW."rating_label", NEW."rationale", NEW."statement", NEW."summary", NEW."translated_by_id", NEW."version"); RETURN NULL;', hash='d6da45086f6364fcf0b086cad137b4722bf7e01e', operation='UPDATE', pgid='pgtrigger_update_update_0077f', table='claims_translation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_translationevent" ("changed_at", "claim_id", "conflicts", "created_at", "findings", "id", "language", "open_questions", "original_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_definition", "rating_label", "rationale", "statement", "summary", "translated_by_id", "version") VALUES (OLD."changed_at", OLD."claim_id", OLD."conflicts", OLD."created_at", OLD."findings", OLD."id", OLD."language", OLD."open_questions", OLD."original_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."rating_definition", OLD."rating_label", OLD."rationale", OLD."statement", OLD."summary", OLD."translated_by_id", OLD."version"); RETURN NULL;', hash='36125affe61d3226da5e0db1b84736e9c0eefd3a', operation='DELETE', pgid='pgtrigger_delete_delete_a3d5b', table='claims_translation', when='AFTER')),
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
    ]
