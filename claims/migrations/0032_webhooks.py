"""Webhooks, their secrets and what was sent to them; administrators keep them, and are told when one is switched off."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

RIGHTS = ["add_webhook", "change_webhook", "delete_webhook", "view_webhook", "view_webhookdelivery"]


def rights(apps: Any, schema_editor: Any) -> Any:
    # Permissions are made after all migrations; the group needs them now.
    create_permissions(installed.get_app_config("claims"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="claims", codename__in=RIGHTS)


def give(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.add(*rights(apps, schema_editor))


def take(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.remove(*rights(apps, schema_editor))


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0031_markup_of_pages_elsewhere'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(help_text='Where messages are sent: https://example.org/hooks/factchecks', max_length=2000, verbose_name='address')),
                ('description', models.CharField(blank=True, max_length=200, verbose_name='whose it is')),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('claim.published', 'A check was published'), ('claim.corrected', 'A check was corrected'), ('claim.updated', 'A check was updated'), ('claim.confirmed', 'A check was looked at again and still stands'), ('claim.withdrawn', 'A check was withdrawn'), ('claim.restored', 'A check was restored'), ('claim.merged', 'A check was merged into another'), ('claim.translated', 'A translation was published, changed or withdrawn'), ('webhook.test', 'A test')], max_length=20), size=None, verbose_name='events')),
                ('active', models.BooleanField(default=True, verbose_name='switched on')),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='failing since')),
                ('off_because', models.TextField(blank=True, editable=False, verbose_name='switched off, because')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(choices=[('claim.published', 'A check was published'), ('claim.corrected', 'A check was corrected'), ('claim.updated', 'A check was updated'), ('claim.confirmed', 'A check was looked at again and still stands'), ('claim.withdrawn', 'A check was withdrawn'), ('claim.restored', 'A check was restored'), ('claim.merged', 'A check was merged into another'), ('claim.translated', 'A translation was published, changed or withdrawn'), ('webhook.test', 'A test')], max_length=20, verbose_name='event')),
                ('message_id', models.CharField(help_text='The same however often it is sent.', max_length=40, verbose_name='message')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='made')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('delivered', 'Delivered'), ('given up', 'Given up')], default='waiting', max_length=10, verbose_name='where it stands')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('next_attempt_at', models.DateTimeField(null=True, verbose_name='next try')),
                ('taken_at', models.DateTimeField(null=True, verbose_name='being sent since')),
                ('delivered_at', models.DateTimeField(null=True, verbose_name='delivered')),
                ('answer_status', models.PositiveSmallIntegerField(null=True, verbose_name='status of the answer')),
                ('answer_ms', models.PositiveIntegerField(null=True, verbose_name='milliseconds')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='beginning of the answer')),
                ('failure', models.TextField(blank=True, verbose_name='what went wrong')),
            ],
            options={
                'verbose_name': 'message to a webhook',
                'verbose_name_plural': 'messages to webhooks',
                'ordering': ['-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='WebhookSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.BinaryField(verbose_name='encrypted secret')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('good_until', models.DateTimeField(null=True, verbose_name='good until')),
            ],
            options={
                'verbose_name': 'secret of a webhook',
                'verbose_name_plural': 'secrets of webhooks',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_news_is_in_the_vocabulary',
        ),
        migrations.AlterField(
            model_name='notification',
            name='news',
            field=models.CharField(choices=[('mentioned', 'Somebody mentioned you'), ('commented', 'A comment on a claim of yours'), ('assigned', 'A claim was given to you'), ('sent back', 'A claim came back to you'), ('in review', 'A claim waits for review'), ('second verdict', 'A second verdict is asked of you'), ('published', 'A claim of yours was published'), ('reply due', 'A deadline for a reply has passed'), ('recheck due', 'A verdict is due to be checked again'), ('deadline', 'A deadline of yours is near'), ('webhook off', 'A webhook was switched off, because its receiver does not answer')], max_length=14, verbose_name='news'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('news__in', ['mentioned', 'commented', 'assigned', 'sent back', 'in review', 'second verdict', 'published', 'reply due', 'recheck due', 'deadline', 'webhook off'])), name='notification_news_is_in_the_vocabulary'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='added_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='webhookdelivery',
            name='publication',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='claims.publication', verbose_name='entry of the record'),
        ),
        migrations.AddField(
            model_name='webhookdelivery',
            name='webhook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='claims.webhook', verbose_name='webhook'),
        ),
        migrations.AddField(
            model_name='webhooksecret',
            name='webhook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='claims.webhook', verbose_name='webhook'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('url__iregex', '^https?://')), name='webhook_url_is_a_web_address', violation_error_message='Give an address that starts with https://.'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('events__contained_by', ['claim.published', 'claim.corrected', 'claim.updated', 'claim.confirmed', 'claim.withdrawn', 'claim.restored', 'claim.merged', 'claim.translated']), ('events__len__gte', 1)), name='webhook_events_are_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('active', False), ('off_because', ''), _connector='OR'), name='webhook_that_is_on_was_not_switched_off'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['webhook', '-id'], name='deliveries_of_a_webhook'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['claim.published', 'claim.corrected', 'claim.updated', 'claim.confirmed', 'claim.withdrawn', 'claim.restored', 'claim.merged', 'claim.translated', 'webhook.test'])), name='delivery_event_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'delivered', 'given up'])), name='delivery_state_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('message_id', ''), _negated=True), name='delivery_has_a_message_id', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'message_id'), name='delivery_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event', 'webhook.test'), ('publication', None)), models.Q(models.Q(('event', 'webhook.test'), _negated=True), ('publication__isnull', False)), _connector='OR'), name='delivery_tells_of_an_entry_unless_it_is_a_test'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_attempt_at__isnull', False), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_attempt_at', None)), _connector='OR'), name='delivery_that_waits_knows_until_when'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', False), ('state', 'delivered')), models.Q(models.Q(('state', 'delivered'), _negated=True), ('delivered_at', None)), _connector='OR'), name='delivery_that_is_done_knows_since_when'),
        ),
        migrations.AddConstraint(
            model_name='webhooksecret',
            constraint=models.UniqueConstraint(condition=models.Q(('good_until', None)), fields=('webhook',), name='webhook_has_one_current_secret'),
        ),
        migrations.RunPython(give, take),
    ]
