import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0004_claims_in_the_hands_of_a_team'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecondVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked')),
                ('reason', models.TextField(blank=True, max_length=5000, verbose_name='reason')),
                ('given_at', models.DateTimeField(null=True, verbose_name='given')),
            ],
            options={
                'verbose_name': 'second verdict',
                'verbose_name_plural': 'second verdicts',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='SecondVerdictEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked')),
                ('reason', models.TextField(blank=True, max_length=5000, verbose_name='reason')),
                ('given_at', models.DateTimeField(null=True, verbose_name='given')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('event', 'Event'), ('quantity', 'Quantity'), ('attribution', 'Attribution'), ('causal', 'Cause and effect'), ('comparison', 'Comparison'), ('prediction', 'Prediction'), ('opinion', 'Opinion')], help_text='Empty: for every kind that has no standard of its own.', max_length=12, unique=True, verbose_name='kind of claim')),
                ('evidence_at_least', models.PositiveSmallIntegerField(default=1, verbose_name='pieces of evidence, at least')),
                ('publishers_at_least', models.PositiveSmallIntegerField(default=1, help_text='Sources that took it from the same original publisher count as one.', verbose_name='independent publishers, at least')),
                ('needs_primary', models.BooleanField(default=False, verbose_name='at least one primary source, or a reason why not')),
                ('needs_archive', models.BooleanField(default=False, verbose_name='every online source archived, or waived')),
                ('needs_reply', models.BooleanField(default=False, verbose_name='right of reply recorded, or waived with a reason')),
                ('needs_quantity', models.BooleanField(default=False, verbose_name='a number claimed is compared with a number found')),
                ('summary_at_least', models.PositiveSmallIntegerField(default=0, verbose_name='characters of the summary, at least')),
                ('summary_at_most', models.PositiveSmallIntegerField(default=280, verbose_name='characters of the summary, at most')),
                ('needs_second_verdict', models.BooleanField(default=False, verbose_name='a blind second verdict')),
            ],
            options={
                'verbose_name': 'publishing standard',
                'verbose_name_plural': 'publishing standards',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='StandardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(blank=True, choices=[('event', 'Event'), ('quantity', 'Quantity'), ('attribution', 'Attribution'), ('causal', 'Cause and effect'), ('comparison', 'Comparison'), ('prediction', 'Prediction'), ('opinion', 'Opinion')], help_text='Empty: for every kind that has no standard of its own.', max_length=12, verbose_name='kind of claim')),
                ('evidence_at_least', models.PositiveSmallIntegerField(default=1, verbose_name='pieces of evidence, at least')),
                ('publishers_at_least', models.PositiveSmallIntegerField(default=1, help_text='Sources that took it from the same original publisher count as one.', verbose_name='independent publishers, at least')),
                ('needs_primary', models.BooleanField(default=False, verbose_name='at least one primary source, or a reason why not')),
                ('needs_archive', models.BooleanField(default=False, verbose_name='every online source archived, or waived')),
                ('needs_reply', models.BooleanField(default=False, verbose_name='right of reply recorded, or waived with a reason')),
                ('needs_quantity', models.BooleanField(default=False, verbose_name='a number claimed is compared with a number found')),
                ('summary_at_least', models.PositiveSmallIntegerField(default=0, verbose_name='characters of the summary, at least')),
                ('summary_at_most', models.PositiveSmallIntegerField(default=280, verbose_name='characters of the summary, at most')),
                ('needs_second_verdict', models.BooleanField(default=False, verbose_name='a blind second verdict')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('evidence', 'Enough evidence'), ('publishers', 'Independent publishers'), ('primary', 'A primary source'), ('archived', 'Online sources archived'), ('reply', 'Right of reply'), ('quantity', 'The number compared'), ('summary', 'Length of the summary'), ('second_person', 'Approved by somebody else'), ('second_verdict', 'Blind second verdict')], max_length=14, verbose_name='rule')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('waived_at', models.DateTimeField(auto_now=True, verbose_name='waived')),
            ],
            options={
                'verbose_name': 'waiver',
                'verbose_name_plural': 'waivers',
                'ordering': ['claim', 'rule'],
            },
        ),
        migrations.CreateModel(
            name='WaiverEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('rule', models.CharField(choices=[('evidence', 'Enough evidence'), ('publishers', 'Independent publishers'), ('primary', 'A primary source'), ('archived', 'Online sources archived'), ('reply', 'Right of reply'), ('quantity', 'The number compared'), ('summary', 'Length of the summary'), ('second_person', 'Approved by somebody else'), ('second_verdict', 'Blind second verdict')], max_length=14, verbose_name='rule')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('waived_at', models.DateTimeField(auto_now=True, verbose_name='waived')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='secondverdict',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='secondverdict',
            name='asked_of',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_verdicts', to=settings.AUTH_USER_MODEL, verbose_name='asked of'),
        ),
        migrations.AddField(
            model_name='secondverdict',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_verdicts', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='secondverdict',
            name='first_rating',
            field=models.ForeignKey(help_text="What the first checker's verdict said when the second was given.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.rating', verbose_name='first rating'),
        ),
        migrations.AddField(
            model_name='secondverdict',
            name='rating',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.rating', verbose_name='second rating'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='asked_of',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked of'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='first_rating',
            field=models.ForeignKey(db_constraint=False, help_text="What the first checker's verdict said when the second was given.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.rating', verbose_name='first rating'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.secondverdict'),
        ),
        migrations.AddField(
            model_name='secondverdictevent',
            name='rating',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.rating', verbose_name='second rating'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'event', 'quantity', 'attribution', 'causal', 'comparison', 'prediction', 'opinion'])), name='standard_kind_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.CheckConstraint(condition=models.Q(('evidence_at_least__gte', 1), ('publishers_at_least__gte', 1)), name='standard_asks_for_evidence', violation_error_message='Every claim needs at least one piece of evidence.'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.CheckConstraint(condition=models.Q(('summary_at_least__lte', models.F('summary_at_most')), ('summary_at_most__lte', 280)), name='standard_summary_can_be_written', violation_error_message="The summary's least length is above its greatest, or that above 280."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_standardevent" ("evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most") VALUES (NEW."evidence_at_least", NEW."id", NEW."kind", NEW."needs_archive", NEW."needs_primary", NEW."needs_quantity", NEW."needs_reply", NEW."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."publishers_at_least", NEW."summary_at_least", NEW."summary_at_most"); RETURN NULL;', hash='440e433e784cbba601846333377a1a1d691ab563', operation='INSERT', pgid='pgtrigger_insert_insert_0d865', table='claims_standard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_standardevent" ("evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most") VALUES (NEW."evidence_at_least", NEW."id", NEW."kind", NEW."needs_archive", NEW."needs_primary", NEW."needs_quantity", NEW."needs_reply", NEW."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."publishers_at_least", NEW."summary_at_least", NEW."summary_at_most"); RETURN NULL;', hash='ad58a8fc2c9811a4032902b90e439cb84246dd64', operation='UPDATE', pgid='pgtrigger_update_update_042c4', table='claims_standard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standard',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_standardevent" ("evidence_at_least", "id", "kind", "needs_archive", "needs_primary", "needs_quantity", "needs_reply", "needs_second_verdict", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers_at_least", "summary_at_least", "summary_at_most") VALUES (OLD."evidence_at_least", OLD."id", OLD."kind", OLD."needs_archive", OLD."needs_primary", OLD."needs_quantity", OLD."needs_reply", OLD."needs_second_verdict", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."publishers_at_least", OLD."summary_at_least", OLD."summary_at_most"); RETURN NULL;', hash='a203faacba0249b43d8570b808b5c8681e9ea50d', operation='DELETE', pgid='pgtrigger_delete_delete_958c2', table='claims_standard', when='AFTER')),
        ),
        migrations.AddField(
            model_name='standardevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.standard'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='waived_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='waived by'),
        ),
        migrations.AddField(
            model_name='waiverevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='waiverevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.waiver'),
        ),
        migrations.AddField(
            model_name='waiverevent',
            name='waived_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='waived by'),
        ),
        migrations.AddConstraint(
            model_name='secondverdict',
            constraint=models.UniqueConstraint(condition=models.Q(('given_at', None)), fields=('claim',), name='second_verdict_is_asked_for_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='secondverdict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_rating', None), ('given_at', None), ('rating', None)), models.Q(('first_rating__isnull', False), ('given_at__isnull', False), ('rating__isnull', False)), _connector='OR'), name='second_verdict_is_given_with_both_ratings'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondverdict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_secondverdictevent" ("asked_at", "asked_by_id", "asked_of_id", "claim_id", "first_rating_id", "given_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."asked_of_id", NEW."claim_id", NEW."first_rating_id", NEW."given_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."rating_id", NEW."reason"); RETURN NULL;', hash='b743f95fd29a2678efb6faaf1cd367e1bbc88ff5', operation='INSERT', pgid='pgtrigger_insert_insert_f7207', table='claims_secondverdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondverdict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_secondverdictevent" ("asked_at", "asked_by_id", "asked_of_id", "claim_id", "first_rating_id", "given_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."asked_of_id", NEW."claim_id", NEW."first_rating_id", NEW."given_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."rating_id", NEW."reason"); RETURN NULL;', hash='f9dbcb6de71ef3f7c7d331a73cb24c4c3ebcccd8', operation='UPDATE', pgid='pgtrigger_update_update_cbc15', table='claims_secondverdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondverdict',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_secondverdictevent" ("asked_at", "asked_by_id", "asked_of_id", "claim_id", "first_rating_id", "given_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."asked_of_id", OLD."claim_id", OLD."first_rating_id", OLD."given_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."rating_id", OLD."reason"); RETURN NULL;', hash='df111d0c7672036f5219cdd52344e5568c87625a', operation='DELETE', pgid='pgtrigger_delete_delete_1c88f', table='claims_secondverdict', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.UniqueConstraint(fields=('claim', 'rule'), name='waiver_is_given_once_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('rule__in', ['primary', 'archived', 'reply', 'quantity'])), name='waiver_is_of_a_rule_that_can_be_waived', violation_error_message='This rule cannot be waived.'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waiver_has_a_reason', violation_error_message='This may not be empty.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waiver',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_waiverevent" ("claim_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "waived_at", "waived_by_id") VALUES (NEW."claim_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."rule", NEW."waived_at", NEW."waived_by_id"); RETURN NULL;', hash='763b17385961b095f71324f83bab452bd748c38b', operation='INSERT', pgid='pgtrigger_insert_insert_a1aa4', table='claims_waiver', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waiver',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_waiverevent" ("claim_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "waived_at", "waived_by_id") VALUES (NEW."claim_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."rule", NEW."waived_at", NEW."waived_by_id"); RETURN NULL;', hash='7bc311a3cbd29ba597766dc709655f42b5c54ac9', operation='UPDATE', pgid='pgtrigger_update_update_9e307', table='claims_waiver', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waiver',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_waiverevent" ("claim_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "waived_at", "waived_by_id") VALUES (OLD."claim_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."rule", OLD."waived_at", OLD."waived_by_id"); RETURN NULL;', hash='505e0ce85183552efa82f5fba94650833fd67ecb', operation='DELETE', pgid='pgtrigger_delete_delete_573f3', table='claims_waiver', when='AFTER')),
        ),
    ]
