import claims.models.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_replies_and_impact'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passage', models.CharField(blank=True, help_text='Words of the rationale that it is about.', max_length=500, verbose_name='passage')),
                ('body', models.TextField(max_length=5000, validators=[claims.models.fields.without_bad_characters], verbose_name='comment')),
                ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='resolved')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CommentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('passage', models.CharField(blank=True, help_text='Words of the rationale that it is about.', max_length=500, verbose_name='passage')),
                ('body', models.TextField(max_length=5000, validators=[claims.models.fields.without_bad_characters], verbose_name='comment')),
                ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='resolved')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('news', models.CharField(choices=[('mentioned', 'Somebody mentioned you'), ('commented', 'A comment on a claim of yours'), ('assigned', 'A claim was given to you'), ('sent back', 'A claim came back to you'), ('in review', 'A claim waits for review'), ('second verdict', 'A second verdict is asked of you'), ('published', 'A claim of yours was published'), ('reply due', 'A deadline for a reply has passed'), ('recheck due', 'A verdict is due to be checked again'), ('deadline', 'A deadline of yours is near')], max_length=14, verbose_name='news')),
                ('key', models.CharField(blank=True, help_text='What it is about, so that nobody is told the same twice.', max_length=120)),
                ('told_at', models.DateTimeField(auto_now_add=True, verbose_name='told')),
                ('read_at', models.DateTimeField(null=True, verbose_name='read')),
                ('mailed_at', models.DateTimeField(null=True, verbose_name='mailed')),
            ],
            options={
                'verbose_name': 'notification',
                'verbose_name_plural': 'notifications',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('seen_at', models.DateTimeField(verbose_name='last seen')),
                ('editing', models.BooleanField(default=False, verbose_name='typing in it')),
            ],
            options={
                'verbose_name': 'presence',
                'verbose_name_plural': 'presences',
            },
        ),
        migrations.AddField(
            model_name='user',
            name='mail_when',
            field=models.CharField(choices=[('at once', 'At once'), ('daily', 'Once a day'), ('never', 'Never')], default='at once', help_text="When mail tells what the desk's bell shows.", max_length=7, verbose_name='mail'),
        ),
        migrations.AddField(
            model_name='comment',
            name='answers',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='claims.comment', verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='comment',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='comment',
            name='evidence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to='claims.evidence', verbose_name='evidence'),
        ),
        migrations.AddField(
            model_name='comment',
            name='mentions',
            field=models.ManyToManyField(blank=True, related_name='mentioned_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='resolved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by'),
        ),
        migrations.AddField(
            model_name='comment',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='answers',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.comment', verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='evidence',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.evidence', verbose_name='evidence'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.comment'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='resolved_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='written_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='notification',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='notification',
            name='claim',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='notification',
            name='comment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='claims.comment', verbose_name='comment'),
        ),
        migrations.AddField(
            model_name='notification',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='presence',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='presence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='comment_has_a_body', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('answers', None), ('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='comment_that_is_resolved_begins_a_thread_and_says_by_whom'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_commentevent" ("answers_id", "body", "claim_id", "evidence_id", "id", "passage", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."body", NEW."claim_id", NEW."evidence_id", NEW."id", NEW."passage", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='25a4e37f6d7dd37d476ae41b8ac56e14ca1e9f51', operation='INSERT', pgid='pgtrigger_insert_insert_3b7ba', table='claims_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_commentevent" ("answers_id", "body", "claim_id", "evidence_id", "id", "passage", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."body", NEW."claim_id", NEW."evidence_id", NEW."id", NEW."passage", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='2c62a544f38b1407ff7b0e07f2e91a0e1e4445d5', operation='UPDATE', pgid='pgtrigger_update_update_e1935', table='claims_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_commentevent" ("answers_id", "body", "claim_id", "evidence_id", "id", "passage", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "written_at", "written_by_id") VALUES (OLD."answers_id", OLD."body", OLD."claim_id", OLD."evidence_id", OLD."id", OLD."passage", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."resolved_at", OLD."resolved_by_id", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='6b5a502f0b332755a78905eb8fee252a582dbe7a', operation='DELETE', pgid='pgtrigger_delete_delete_e4a2e', table='claims_comment', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['person', '-id'], name='notifications_unread'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('mailed_at', None), ('read_at', None)), fields=['person'], name='notifications_to_mail'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('news__in', ['mentioned', 'commented', 'assigned', 'sent back', 'in review', 'second verdict', 'published', 'reply due', 'recheck due', 'deadline'])), name='notification_news_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('person', 'news', 'key'), name='notification_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('claim', 'person'), name='presence_is_kept_once'),
        ),
    ]
