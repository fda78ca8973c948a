import claims.models.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_three_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(help_text='For colleagues: what the conflict is.', max_length=500, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'recusal',
                'verbose_name_plural': 'recusals',
                'ordering': ['person', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecusalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(help_text='For colleagues: what the conflict is.', max_length=500, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='claim',
            options={'ordering': ['-pk'], 'permissions': [('work_on_claim', 'Can take up claims, write verdicts and send them to review'), ('assign_claim', 'Can give claims to others, set deadlines and priorities'), ('publish_claim', 'Can publish, correct, update, restore and send back claims'), ('withdraw_claim', 'Can withdraw published claims'), ('override_gate', 'Can publish against the gate with a reason'), ('erase_person', "Can erase a person's data where the law asks for it")], 'verbose_name': 'claim', 'verbose_name_plural': 'claims'},
        ),
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
        migrations.RemoveConstraint(
            model_name='claim',
            name='claim_status_is_in_the_vocabulary',
        ),
        migrations.AddField(
            model_name='claim',
            name='declined_because',
            field=models.TextField(blank=True, editable=False, max_length=2000, verbose_name='declined because'),
        ),
        migrations.AddField(
            model_name='claim',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='deadline'),
        ),
        migrations.AddField(
            model_name='claim',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='claims.claim', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='claim',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Normal'), (3, 'High'), (4, 'Urgent')], default=2, verbose_name='priority'),
        ),
        migrations.AddField(
            model_name='claim',
            name='public_interest',
            field=models.TextField(blank=True, max_length=1000, validators=[claims.models.fields.without_bad_characters], verbose_name='why we check this'),
        ),
        migrations.AddField(
            model_name='claim',
            name='queue',
            field=models.CharField(blank=True, choices=[('writers', 'Any writer'), ('editors', 'Any editor')], help_text='Who may take it up, while nobody has it.', max_length=7, verbose_name='queue'),
        ),
        migrations.AddField(
            model_name='claim',
            name='recheck_because',
            field=models.TextField(blank=True, editable=False, max_length=2000, verbose_name='to be checked again because'),
        ),
        migrations.AddField(
            model_name='claim',
            name='split_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='split_off', to='claims.claim', verbose_name='split from'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='declined_because',
            field=models.TextField(blank=True, editable=False, max_length=2000, verbose_name='declined because'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='deadline'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Normal'), (3, 'High'), (4, 'Urgent')], default=2, verbose_name='priority'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='public_interest',
            field=models.TextField(blank=True, max_length=1000, validators=[claims.models.fields.without_bad_characters], verbose_name='why we check this'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='queue',
            field=models.CharField(blank=True, choices=[('writers', 'Any writer'), ('editors', 'Any editor')], help_text='Who may take it up, while nobody has it.', max_length=7, verbose_name='queue'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='recheck_because',
            field=models.TextField(blank=True, editable=False, max_length=2000, verbose_name='to be checked again because'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='split_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='split from'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='status',
            field=models.CharField(choices=[('spotted', 'Spotted'), ('checking', 'Being checked'), ('review', 'In review'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('withdrawn', 'Withdrawn'), ('declined', 'Declined'), ('merged', 'Merged into another')], default='spotted', editable=False, max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='claimevent',
            name='status',
            field=models.CharField(choices=[('spotted', 'Spotted'), ('checking', 'Being checked'), ('review', 'In review'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('withdrawn', 'Withdrawn'), ('declined', 'Declined'), ('merged', 'Merged into another')], default='spotted', editable=False, max_length=10, verbose_name='status'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='claims_by_deadline'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "version") VALUES (NEW."assignee_id", NEW."changed_at", NEW."created_at", NEW."declined_because", NEW."due_at", NEW."figure_as_of", NEW."figure_calculation", NEW."figure_comparator", NEW."figure_high", NEW."figure_low", NEW."figure_note", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."priority", NEW."public_id", NEW."public_interest", NEW."queue", NEW."recheck_because", NEW."sent_back_because", NEW."slug", NEW."split_from_id", NEW."statement", NEW."status", NEW."version"); RETURN NULL;', hash='010439c933e3738fd736b564db808f78bdb57892', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "version") VALUES (NEW."assignee_id", NEW."changed_at", NEW."created_at", NEW."declined_because", NEW."due_at", NEW."figure_as_of", NEW."figure_calculation", NEW."figure_comparator", NEW."figure_high", NEW."figure_low", NEW."figure_note", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."priority", NEW."public_id", NEW."public_interest", NEW."queue", NEW."recheck_because", NEW."sent_back_because", NEW."slug", NEW."split_from_id", NEW."statement", NEW."status", NEW."version"); RETURN NULL;', hash='e7bee9839ab3111b0c36617b411d8c7ff5ea8fea', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("assignee_id", "changed_at", "created_at", "declined_because", "due_at", "figure_as_of", "figure_calculation", "figure_comparator", "figure_high", "figure_low", "figure_note", "figure_unit", "figure_value", "id", "kind", "language", "merged_into_id", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "public_interest", "queue", "recheck_because", "sent_back_because", "slug", "split_from_id", "statement", "status", "version") VALUES (OLD."assignee_id", OLD."changed_at", OLD."created_at", OLD."declined_because", OLD."due_at", OLD."figure_as_of", OLD."figure_calculation", OLD."figure_comparator", OLD."figure_high", OLD."figure_low", OLD."figure_note", OLD."figure_unit", OLD."figure_value", OLD."id", OLD."kind", OLD."language", OLD."merged_into_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."priority", OLD."public_id", OLD."public_interest", OLD."queue", OLD."recheck_because", OLD."sent_back_because", OLD."slug", OLD."split_from_id", OLD."statement", OLD."status", OLD."version"); RETURN NULL;', hash='fb0444c31d4b41195f217952dbb80706c83206ee', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['spotted', 'checking', 'review', 'scheduled', 'published', 'withdrawn', 'declined', 'merged'])), name='claim_status_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('queue__in', ['', 'writers', 'editors'])), name='claim_queue_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [1, 2, 3, 4])), name='claim_priority_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='claim_that_is_merged_says_into_which'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='claim_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('declined_because', ''), _negated=True), _connector='OR'), name='claim_that_is_declined_says_why'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='claims.topic', verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='recusalevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='recusalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.recusal'),
        ),
        migrations.AddField(
            model_name='recusalevent',
            name='speaker',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='recusalevent',
            name='topic',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.topic', verbose_name='topic'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('speaker', None), ('topic__isnull', False)), models.Q(('speaker__isnull', False), ('topic', None)), _connector='OR'), name='recusal_is_from_a_speaker_or_a_topic', violation_error_message='Name one speaker or one topic, not both.'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('person', 'speaker'), name='recusal_from_a_speaker_is_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('person', 'topic'), name='recusal_from_a_topic_is_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recusal_has_a_reason', violation_error_message='This may not be empty.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_recusalevent" ("id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "speaker_id", "topic_id") VALUES (NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."speaker_id", NEW."topic_id"); RETURN NULL;', hash='75d6fc7365b9625d7e6dbaf19ce570818c82ffb4', operation='INSERT', pgid='pgtrigger_insert_insert_b18f7', table='claims_recusal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_recusalevent" ("id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "speaker_id", "topic_id") VALUES (NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."speaker_id", NEW."topic_id"); RETURN NULL;', hash='680c2c266649a8fb326803f5a8db5965afbda70e', operation='UPDATE', pgid='pgtrigger_update_update_211bb', table='claims_recusal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_recusalevent" ("id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "speaker_id", "topic_id") VALUES (OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."speaker_id", OLD."topic_id"); RETURN NULL;', hash='bddbbe5f0dfb16401f25ad1d5f5e850215c1e49f', operation='DELETE', pgid='pgtrigger_delete_delete_ea07f', table='claims_recusal', when='AFTER')),
        ),
    ]
