"""Markup of pages that stand elsewhere, and who may keep it; reviews know when a claim was made and who can read them."""

from typing import Any

import claims.models.fields
import claims.text
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.lookups
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claims.addresses import same_page

TRIGGERS = """
CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_markuppage
    FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
SELECT keep_history('claims_markuppageevent');
"""

# What the record holds already, without a rebuild: as claims/desk/projecting.py makes it.
FROM_THE_DOCUMENTS = """
UPDATE claims_review AS review SET
    made_by = coalesce(known.made_by, ''),
    made_on = coalesce(known.made_on, ''),
    read_in = ARRAY(
        SELECT DISTINCT lower(split_part(tag, '-', 1)) COLLATE "C" FROM (
            SELECT review.document::jsonb -> 'claim' ->> 'language'
            UNION ALL
            SELECT translated FROM jsonb_each(review.document::jsonb -> 'translations') AS said (translated, words)
            WHERE words -> 'rating' -> 'slug' = review.document::jsonb -> 'verdict' -> 'rating' -> 'slug'
        ) AS spoken (tag)
        ORDER BY 1
    )
FROM claims_review AS other
LEFT JOIN LATERAL (
    SELECT made -> 'speaker' ->> 'name' AS made_by, made_on FROM
        jsonb_array_elements(other.document::jsonb -> 'appearances') WITH ORDINALITY AS said (made, place),
        coalesce(nullif(made ->> 'said_on', ''), made -> 'article' ->> 'published_on', '') AS made_on
    ORDER BY made -> 'speaker' = 'null', made_on = '', made_on COLLATE "C", place
    LIMIT 1
) AS known ON true
WHERE other.public_id = review.public_id
"""

WRITER = {f"{act}_markuppage" for act in ("view", "add", "change")}
EDITOR = WRITER | {"delete_markuppage"}
RIGHTS = {"writer": WRITER, "editor": EDITOR, "administrator": EDITOR}


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

def spell(apps: Any, schema_editor: Any) -> None:
    """Fill in what a rebuild of the projections would."""
    for subject in apps.get_model("claims", "Subject").objects.filter(kind__in=["article", "source"]).iterator():
        subject.page = same_page(subject.document["url"])
        subject.save(update_fields=["page"])


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0030_the_door_of_programs'),
    ]

    operations = [
        migrations.CreateModel(
            name='MarkupPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('public_id', models.CharField(default=claims.text.new_public_id, editable=False, max_length=12, unique=True)),
                ('page_url', claims.models.fields.WebAddressField(blank=True, verbose_name='address of the page')),
                ('digest', models.CharField(editable=False, max_length=64, verbose_name='digest of the address')),
                ('site', models.CharField(editable=False, max_length=253, verbose_name='site')),
                ('publish_date', models.CharField(blank=True, help_text='As it was given.', max_length=40, validators=[claims.models.fields.without_bad_characters], verbose_name='published')),
                ('author_name', models.CharField(blank=True, max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='publisher')),
                ('author_image_url', claims.models.fields.WebAddressField(blank=True, verbose_name="publisher's picture")),
                ('markups', models.JSONField(blank=True, default=list, help_text="Each check on the page, in the shape of Google's interface.", verbose_name='markup')),
            ],
            options={
                'verbose_name': 'page with markup',
                'verbose_name_plural': 'pages with markup',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='MarkupPageEvent',
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
                ('public_id', models.CharField(default=claims.text.new_public_id, editable=False, max_length=12)),
                ('page_url', claims.models.fields.WebAddressField(blank=True, verbose_name='address of the page')),
                ('digest', models.CharField(editable=False, max_length=64, verbose_name='digest of the address')),
                ('site', models.CharField(editable=False, max_length=253, verbose_name='site')),
                ('publish_date', models.CharField(blank=True, help_text='As it was given.', max_length=40, validators=[claims.models.fields.without_bad_characters], verbose_name='published')),
                ('author_name', models.CharField(blank=True, max_length=200, validators=[claims.models.fields.without_bad_characters], verbose_name='publisher')),
                ('author_image_url', claims.models.fields.WebAddressField(blank=True, verbose_name="publisher's picture")),
                ('markups', models.JSONField(blank=True, default=list, help_text="Each check on the page, in the shape of Google's interface.", verbose_name='markup')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='review',
            name='made_by',
            field=models.CharField(default='', help_text='The first who is known to have made it.', max_length=200, verbose_name='claim made by'),
        ),
        migrations.AddField(
            model_name='review',
            name='made_on',
            field=claims.models.fields.PartialDateField(blank=True, default='', help_text='By that one; empty where unknown.', verbose_name='claim made on'),
        ),
        migrations.AddField(
            model_name='review',
            name='read_in',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, help_text='The languages of the check and of its translations, without regions.', size=None, verbose_name='can be read in'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=django.contrib.postgres.indexes.GinIndex(fields=['read_in'], name='reviews_by_language_read'),
        ),
        migrations.AddField(
            model_name='subject',
            name='page',
            field=models.TextField(blank=True, default='', help_text='The one spelling for the address of an article or a source.', verbose_name='page of others'),
            preserve_default=False,
        ),
        migrations.RunPython(spell, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='subject',
            index=django.contrib.postgres.indexes.HashIndex(fields=['page'], name='subjects_by_page'),
        ),
        migrations.AddIndex(
            model_name='markuppage',
            index=models.Index(models.F('site'), models.OrderBy(models.F('id'), descending=True), name='markup_pages_of_a_site'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=models.Q(('page_url', ''), _negated=True), name='markup_page_has_a_page_url', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=models.Q(('site', ''), _negated=True), name='markup_page_has_a_site', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=models.Q(('page_url', ''), ('page_url__iregex', '^https?://'), _connector='OR'), name='markup_page_page_url_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=models.Q(('author_image_url', ''), ('author_image_url__iregex', '^https?://'), _connector='OR'), name='markup_page_author_image_url_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.UniqueConstraint(fields=('digest',), name='markup_page_is_kept_once', violation_error_message='There is markup of this page already.'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='markup_page_digest_is_sha256'),
        ),
        migrations.AddConstraint(
            model_name='markuppage',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(models.Func(models.F('markups'), function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), name='markup_page_markups_are_a_list'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='markuppage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_markuppageevent" ("author_image_url", "author_name", "changed_at", "created_at", "digest", "id", "markups", "page_url", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publish_date", "site", "version") VALUES (NEW."author_image_url", NEW."author_name", NEW."changed_at", NEW."created_at", NEW."digest", NEW."id", NEW."markups", NEW."page_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."public_id", NEW."publish_date", NEW."site", NEW."version"); RETURN NULL;', hash='4a263064cea62932aea837e373288df4160c5c7e', operation='INSERT', pgid='pgtrigger_insert_insert_46186', table='claims_markuppage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='markuppage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_markuppageevent" ("author_image_url", "author_name", "changed_at", "created_at", "digest", "id", "markups", "page_url", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publish_date", "site", "version") VALUES (NEW."author_image_url", NEW."author_name", NEW."changed_at", NEW."created_at", NEW."digest", NEW."id", NEW."markups", NEW."page_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."public_id", NEW."publish_date", NEW."site", NEW."version"); RETURN NULL;', hash='ee911a5da110157234cb81f8356e3be368c3ff20', operation='UPDATE', pgid='pgtrigger_update_update_ab30e', table='claims_markuppage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='markuppage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_markuppageevent" ("author_image_url", "author_name", "changed_at", "created_at", "digest", "id", "markups", "page_url", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publish_date", "site", "version") VALUES (OLD."author_image_url", OLD."author_name", OLD."changed_at", OLD."created_at", OLD."digest", OLD."id", OLD."markups", OLD."page_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."public_id", OLD."publish_date", OLD."site", OLD."version"); RETURN NULL;', hash='8964cce15d71517e5646e4d5d1a3ce5fadd4be45', operation='DELETE', pgid='pgtrigger_delete_delete_ddbba', table='claims_markuppage', when='AFTER')),
        ),
        migrations.AddField(
            model_name='markuppageevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.markuppage'),
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(FROM_THE_DOCUMENTS, migrations.RunSQL.noop),
        migrations.RunPython(give, take),
    ]
