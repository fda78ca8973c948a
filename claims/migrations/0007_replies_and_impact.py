import claims.models.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0006_corrections_and_embargoes'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', models.CharField(max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='whom we asked')),
                ('channel', models.CharField(choices=[('email', 'By e-mail'), ('phone', 'By telephone'), ('letter', 'By letter'), ('message', 'By message'), ('in person', 'In person'), ('form', 'Through a form on their site')], default='email', max_length=10, verbose_name='how')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('corrected', 'Corrected'), ('removed', 'Removed'), ('refused', 'Refused'), ('silent', 'No answer')], default='waiting', max_length=9, verbose_name='what came of it')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='since')),
                ('url', claims.models.fields.WebAddressField(blank=True, verbose_name='where it can be seen')),
                ('note', models.TextField(blank=True, max_length=1000, validators=[claims.models.fields.without_bad_characters], verbose_name='note for readers')),
                ('public', models.BooleanField(default=True, help_text="With the claim's next publication.", verbose_name='tell readers')),
            ],
            options={
                'verbose_name': 'correction we asked for',
                'verbose_name_plural': 'corrections we asked for',
                'ordering': ['claim', 'asked_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CorrectionRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('addressee', models.CharField(max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='whom we asked')),
                ('channel', models.CharField(choices=[('email', 'By e-mail'), ('phone', 'By telephone'), ('letter', 'By letter'), ('message', 'By message'), ('in person', 'In person'), ('form', 'Through a form on their site')], default='email', max_length=10, verbose_name='how')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('corrected', 'Corrected'), ('removed', 'Removed'), ('refused', 'Refused'), ('silent', 'No answer')], default='waiting', max_length=9, verbose_name='what came of it')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='since')),
                ('url', claims.models.fields.WebAddressField(blank=True, verbose_name='where it can be seen')),
                ('note', models.TextField(blank=True, max_length=1000, validators=[claims.models.fields.without_bad_characters], verbose_name='note for readers')),
                ('public', models.BooleanField(default=True, help_text="With the claim's next publication.", verbose_name='tell readers')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReplyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', models.CharField(max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='whom we asked')),
                ('channel', models.CharField(choices=[('email', 'By e-mail'), ('phone', 'By telephone'), ('letter', 'By letter'), ('message', 'By message'), ('in person', 'In person'), ('form', 'Through a form on their site')], default='email', max_length=10, verbose_name='how')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='deadline')),
                ('question', models.TextField(blank=True, help_text='Not public.', max_length=5000, verbose_name='what we asked')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answer', models.TextField(blank=True, help_text='As it came. Not public.', max_length=20000, verbose_name='what they answered')),
                ('public_answer', models.TextField(blank=True, help_text='What of the answer readers see with the next publication.', max_length=5000, validators=[claims.models.fields.without_bad_characters], verbose_name='the answer for readers')),
                ('public', models.BooleanField(default=True, help_text='With the next publication.', verbose_name='tell readers that we asked')),
                ('reminded_at', models.DateTimeField(editable=False, null=True, verbose_name='reminded')),
            ],
            options={
                'verbose_name': 'right of reply',
                'verbose_name_plural': 'rights of reply',
                'ordering': ['claim', 'asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('addressee', models.CharField(max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='whom we asked')),
                ('channel', models.CharField(choices=[('email', 'By e-mail'), ('phone', 'By telephone'), ('letter', 'By letter'), ('message', 'By message'), ('in person', 'In person'), ('form', 'Through a form on their site')], default='email', max_length=10, verbose_name='how')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='deadline')),
                ('question', models.TextField(blank=True, help_text='Not public.', max_length=5000, verbose_name='what we asked')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answer', models.TextField(blank=True, help_text='As it came. Not public.', max_length=20000, verbose_name='what they answered')),
                ('public_answer', models.TextField(blank=True, help_text='What of the answer readers see with the next publication.', max_length=5000, validators=[claims.models.fields.without_bad_characters], verbose_name='the answer for readers')),
                ('public', models.BooleanField(default=True, help_text='With the next publication.', verbose_name='tell readers that we asked')),
                ('reminded_at', models.DateTimeField(editable=False, null=True, verbose_name='reminded')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='correction_requests', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='correctionrequest',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='correction_requests', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='correctionrequestevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='correctionrequestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.correctionrequest'),
        ),
        migrations.AddField(
            model_name='correctionrequestevent',
            name='speaker',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reply_requests', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reply_requests', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='replyrequestevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='replyrequestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.replyrequest'),
        ),
        migrations.AddField(
            model_name='replyrequestevent',
            name='speaker',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.speaker', verbose_name='speaker'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('addressee', ''), _negated=True), name='correction_request_has_an_addressee', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'phone', 'letter', 'message', 'in person', 'form'])), name='correction_request_channel_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'corrected', 'removed', 'refused', 'silent'])), name='correction_request_outcome_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('url__iregex', '^https?://'), _connector='OR'), name='correction_request_url_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'waiting'), ('outcome_on', None)), models.Q(models.Q(('outcome', 'waiting'), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='correction_request_outcome_has_a_day', violation_error_message='Say since when, once something came of it.'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('outcome_on', None), ('outcome_on__gte', models.F('asked_on')), _connector='OR'), name='correction_request_outcome_is_after_it_was_asked', violation_error_message='The outcome is before the day on which it was asked.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_correctionrequestevent" ("addressee", "asked_on", "channel", "claim_id", "id", "note", "outcome", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "speaker_id", "url") VALUES (NEW."addressee", NEW."asked_on", NEW."channel", NEW."claim_id", NEW."id", NEW."note", NEW."outcome", NEW."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."public", NEW."speaker_id", NEW."url"); RETURN NULL;', hash='30636ad41819562899534df3cba73f58a6288d66', operation='INSERT', pgid='pgtrigger_insert_insert_12718', table='claims_correctionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_correctionrequestevent" ("addressee", "asked_on", "channel", "claim_id", "id", "note", "outcome", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "speaker_id", "url") VALUES (NEW."addressee", NEW."asked_on", NEW."channel", NEW."claim_id", NEW."id", NEW."note", NEW."outcome", NEW."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."public", NEW."speaker_id", NEW."url"); RETURN NULL;', hash='da0cc33ac3b5c45fd7c09b8f1aa1d13fe44d5d53', operation='UPDATE', pgid='pgtrigger_update_update_1db31', table='claims_correctionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correctionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_correctionrequestevent" ("addressee", "asked_on", "channel", "claim_id", "id", "note", "outcome", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "speaker_id", "url") VALUES (OLD."addressee", OLD."asked_on", OLD."channel", OLD."claim_id", OLD."id", OLD."note", OLD."outcome", OLD."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."public", OLD."speaker_id", OLD."url"); RETURN NULL;', hash='e8d8fcee26178b834c9508dbe494796265e931a3', operation='DELETE', pgid='pgtrigger_delete_delete_9ac1b', table='claims_correctionrequest', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('addressee', ''), _negated=True), name='reply_request_has_an_addressee', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'phone', 'letter', 'message', 'in person', 'form'])), name='reply_request_channel_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('deadline', None), ('deadline__gte', models.F('asked_at')), _connector='OR'), name='reply_request_deadline_is_after_it_was_asked', violation_error_message='The deadline is before the day on which it was asked.'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), ('answered_at__gte', models.F('asked_at')), _connector='OR'), name='reply_request_is_answered_after_it_was_asked', violation_error_message='The answer is before the day on which it was asked.'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', False), models.Q(('answer', ''), ('public_answer', '')), _connector='OR'), name='reply_request_with_an_answer_says_when_it_came', violation_error_message='Say when the answer came.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_replyrequestevent" ("addressee", "answer", "answered_at", "asked_at", "channel", "claim_id", "deadline", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_answer", "question", "reminded_at", "speaker_id") VALUES (NEW."addressee", NEW."answer", NEW."answered_at", NEW."asked_at", NEW."channel", NEW."claim_id", NEW."deadline", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."public", NEW."public_answer", NEW."question", NEW."reminded_at", NEW."speaker_id"); RETURN NULL;', hash='f111ae86d414854728001a2a1246cf06d45c6a2c', operation='INSERT', pgid='pgtrigger_insert_insert_ee6dd', table='claims_replyrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_replyrequestevent" ("addressee", "answer", "answered_at", "asked_at", "channel", "claim_id", "deadline", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_answer", "question", "reminded_at", "speaker_id") VALUES (NEW."addressee", NEW."answer", NEW."answered_at", NEW."asked_at", NEW."channel", NEW."claim_id", NEW."deadline", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."public", NEW."public_answer", NEW."question", NEW."reminded_at", NEW."speaker_id"); RETURN NULL;', hash='c2770d7ca7af5582d6730a923cab16601938752c', operation='UPDATE', pgid='pgtrigger_update_update_8f23d', table='claims_replyrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replyrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_replyrequestevent" ("addressee", "answer", "answered_at", "asked_at", "channel", "claim_id", "deadline", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_answer", "question", "reminded_at", "speaker_id") VALUES (OLD."addressee", OLD."answer", OLD."answered_at", OLD."asked_at", OLD."channel", OLD."claim_id", OLD."deadline", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."public", OLD."public_answer", OLD."question", OLD."reminded_at", OLD."speaker_id"); RETURN NULL;', hash='67ac367ff1572a7540de3d4cd84366e5328cb442', operation='DELETE', pgid='pgtrigger_delete_delete_70d7b', table='claims_replyrequest', when='AFTER')),
        ),
    ]
