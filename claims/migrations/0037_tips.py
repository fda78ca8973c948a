"""Readers' tips; who at the desk sees them, sees their contacts, and may erase them."""

from typing import Any

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import claims.models.fields

RIGHTS = {
    "writer": ["view_tip"],
    "editor": ["view_tip", "see_contact"],
    "administrator": ["view_tip", "see_contact", "delete_tip"],
}


def give(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations; the groups need them now.
    create_permissions(installed.get_app_config("claims"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims")
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions.filter(codename__in=codenames))


def take(apps: Any, schema_editor: Any) -> None:
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims")
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.remove(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0036_judged_suggestions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=2000, validators=[claims.models.fields.without_bad_characters], verbose_name='claim')),
                ('link', claims.models.fields.WebAddressField(blank=True, verbose_name='link')),
                ('contact', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('consented', models.BooleanField(default=False, verbose_name='may be written to')),
                ('language', models.CharField(default='en', max_length=35, verbose_name='language')),
                ('status', models.CharField(choices=[('received', 'Received'), ('looked at', 'Being looked at'), ('joined', 'Checked'), ('not checkable', 'Not checkable')], default='received', editable=False, max_length=13, verbose_name='status')),
                ('reason', models.CharField(blank=True, editable=False, max_length=1000, validators=[claims.models.fields.without_bad_characters], verbose_name='why it cannot be checked')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='received')),
                ('handled_at', models.DateTimeField(editable=False, null=True, verbose_name='last handled')),
                ('secret_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('claim', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tips', to='claims.claim', verbose_name='claim on the desk')),
                ('handled_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last handled by')),
            ],
            options={
                'verbose_name': 'tip',
                'verbose_name_plural': 'tips',
                'ordering': ['-pk'],
                'permissions': [('see_contact', 'Can see the e-mail address that a reader left with a tip')],
                'default_permissions': ('view', 'delete'),
                'indexes': [models.Index(fields=['status', '-id'], name='tips_by_state_newest_first'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('text'), 'gin_trgm_ops'), name='tips_by_spelling'), models.Index(condition=models.Q(('link', ''), _negated=True), fields=['link'], name='tips_by_link')],
                'constraints': [models.CheckConstraint(condition=models.Q(('link', ''), ('text', ''), _negated=True), name='tip_has_a_text_or_a_link'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__iregex', '^https?://'), _connector='OR'), name='tip_link_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'), models.CheckConstraint(condition=models.Q(('status__in', ['received', 'looked at', 'joined', 'not checkable'])), name='tip_status_is_in_the_vocabulary'), models.CheckConstraint(condition=models.Q(('language__regex', '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')), name='tip_language_is_a_tag'), models.CheckConstraint(condition=models.Q(('contact', ''), ('consented', True), _connector='OR'), name='tip_contact_is_kept_with_consent'), models.CheckConstraint(condition=models.Q(('contact', ''), ('status__in', ['received', 'looked at']), _connector='OR'), name='tip_that_is_answered_keeps_no_contact'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('status', 'joined')), models.Q(models.Q(('status', 'joined'), _negated=True), ('claim', None)), _connector='OR'), name='tip_that_is_joined_names_its_claim'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'not checkable'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('status', 'not checkable'), _negated=True), ('reason', '')), _connector='OR'), name='tip_that_is_not_checkable_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('handled_at', None), ('handled_by', None)), models.Q(('handled_at__isnull', False), ('handled_by__isnull', False)), _connector='OR'), name='tip_is_handled_by_somebody'), models.CheckConstraint(condition=models.Q(('secret_sha256__regex', '^[0-9a-f]{64}$')), name='tip_secret_is_a_digest')],
            },
        ),
        migrations.RunPython(give, take),
    ]
