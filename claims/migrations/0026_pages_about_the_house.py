"""Pages about the house: drafts, the versions that were ever in force, the profile; and who may write them."""

from typing import Any

import claims.models.fields
import claims.models.house_page
import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


TRIGGERS = """
CREATE FUNCTION refuse_change_of_a_house_page_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND is_erasing() THEN
        IF to_jsonb(OLD) - 'title' - 'text' - 'note' = to_jsonb(NEW) - 'title' - 'text' - 'note' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% on % was refused: what was in force stays as it was', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'house_page_version_is_never_changed';
END $$;

CREATE FUNCTION refuse_gap_in_house_page_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last bigint;
BEGIN
    SELECT coalesce(max(number), 0) INTO last FROM claims_housepageversion WHERE kind = NEW.kind;
    IF NEW.number <> last + 1 THEN
        RAISE EXCEPTION 'the version after % cannot have the number %', last, NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'house_page_version_numbers_have_no_gaps';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_is_never_changed BEFORE UPDATE OR DELETE ON claims_housepageversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_house_page_version();
CREATE TRIGGER versions_are_never_emptied BEFORE TRUNCATE ON claims_housepageversion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_a_house_page_version();
CREATE TRIGGER numbers_have_no_gaps BEFORE INSERT ON claims_housepageversion
    FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_house_page_versions();
CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_housepage
    FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_houseprofile
    FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
SELECT keep_history('claims_housepageevent');
SELECT keep_history('claims_houseprofileevent');
"""
DROP_TRIGGERS = """
DROP FUNCTION refuse_change_of_a_house_page_version() CASCADE;
DROP FUNCTION refuse_gap_in_house_page_versions() CASCADE;
DROP TRIGGER version_counts_up_by_one ON claims_housepage;
DROP TRIGGER version_counts_up_by_one ON claims_houseprofile;
"""

EDITOR = {f"{act}_housepage" for act in ("view", "add", "change")}
ADMINISTRATOR = EDITOR | {
    "delete_housepage",
    "publish_housepage",
    *(f"{act}_houseprofile" for act in ("view", "add", "change")),
}
RIGHTS = {"editor": EDITOR, "administrator": ADMINISTRATOR}


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
        ('claims', '0025_history_begins_for_people_and_topics'),
    ]

    operations = [
        migrations.CreateModel(
            name='HousePageEvent',
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
                ('kind', models.CharField(choices=[('methodology', 'Methodology'), ('what-we-check', 'What we check'), ('corrections', 'Corrections policy'), ('independence', 'Independence'), ('funding', 'Funding'), ('team', 'Team'), ('complaints', 'Complaints')], max_length=13, verbose_name='page')),
                ('language', models.CharField(default=claims.models.house_page.house_language, max_length=35, verbose_name='language')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(help_text='Markdown. Links may lead within the site: [our ratings](/ratings/).', max_length=100000, verbose_name='text')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HousePageVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('methodology', 'Methodology'), ('what-we-check', 'What we check'), ('corrections', 'Corrections policy'), ('independence', 'Independence'), ('funding', 'Funding'), ('team', 'Team'), ('complaints', 'Complaints')], max_length=13, verbose_name='page')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(max_length=100000, validators=[claims.models.fields.without_bad_characters], verbose_name='text')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='what changed, for readers')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('published_at', models.DateTimeField(verbose_name='in force since')),
            ],
            options={
                'verbose_name': 'version of a page about the house',
                'verbose_name_plural': 'versions of pages about the house',
                'ordering': ['kind', '-number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HouseProfile',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('legal_name', models.CharField(blank=True, max_length=200, verbose_name='legal name')),
                ('founded_on', claims.models.fields.PartialDateField(blank=True, help_text='A year, a month or a day: 2023, 2023-03, 2023-03-30.', verbose_name='founded')),
                ('address', models.TextField(blank=True, max_length=500, verbose_name='postal address')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('complaints_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail for complaints')),
                ('ownership', models.CharField(blank=True, help_text='In one line; the page on funding says more.', max_length=300, verbose_name='owner and funding')),
                ('same_as', django.contrib.postgres.fields.ArrayField(base_field=claims.models.fields.WebAddressField(blank=True), blank=True, default=list, help_text='Web addresses that are yours too, one a line: social networks, an encyclopaedia.', size=None, verbose_name='elsewhere')),
                ('ifcn_url', claims.models.fields.WebAddressField(blank=True, help_text='The address of your page at the International Fact-Checking Network. Empty: no signatory.', verbose_name='signatory of the IFCN')),
                ('efcsn_url', claims.models.fields.WebAddressField(blank=True, help_text='The address of your page at the European Fact-Checking Standards Network. Empty: no member.', verbose_name='member of the EFCSN')),
            ],
            options={
                'verbose_name': 'profile of the house',
                'verbose_name_plural': 'profile of the house',
            },
        ),
        migrations.CreateModel(
            name='HouseProfileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                ('legal_name', models.CharField(blank=True, max_length=200, verbose_name='legal name')),
                ('founded_on', claims.models.fields.PartialDateField(blank=True, help_text='A year, a month or a day: 2023, 2023-03, 2023-03-30.', verbose_name='founded')),
                ('address', models.TextField(blank=True, max_length=500, verbose_name='postal address')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('complaints_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail for complaints')),
                ('ownership', models.CharField(blank=True, help_text='In one line; the page on funding says more.', max_length=300, verbose_name='owner and funding')),
                ('same_as', django.contrib.postgres.fields.ArrayField(base_field=claims.models.fields.WebAddressField(blank=True), blank=True, default=list, help_text='Web addresses that are yours too, one a line: social networks, an encyclopaedia.', size=None, verbose_name='elsewhere')),
                ('ifcn_url', claims.models.fields.WebAddressField(blank=True, help_text='The address of your page at the International Fact-Checking Network. Empty: no signatory.', verbose_name='signatory of the IFCN')),
                ('efcsn_url', claims.models.fields.WebAddressField(blank=True, help_text='The address of your page at the European Fact-Checking Standards Network. Empty: no member.', verbose_name='member of the EFCSN')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HousePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('methodology', 'Methodology'), ('what-we-check', 'What we check'), ('corrections', 'Corrections policy'), ('independence', 'Independence'), ('funding', 'Funding'), ('team', 'Team'), ('complaints', 'Complaints')], max_length=13, verbose_name='page')),
                ('language', models.CharField(default=claims.models.house_page.house_language, max_length=35, verbose_name='language')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(help_text='Markdown. Links may lead within the site: [our ratings](/ratings/).', max_length=100000, verbose_name='text')),
            ],
            options={
                'verbose_name': 'page about the house',
                'verbose_name_plural': 'pages about the house',
                'ordering': ['kind', 'language'],
                'permissions': [('publish_housepage', 'Can put pages about the house in force')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'language'), name='house_page_is_written_once_in_a_language', violation_error_message='There is such a page in this language already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['methodology', 'what-we-check', 'corrections', 'independence', 'funding', 'team', 'complaints'])), name='house_page_kind_is_in_the_vocabulary'), models.CheckConstraint(condition=models.Q(('language__regex', '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')), name='house_page_language_is_a_tag', violation_error_message='Write a language tag: en, az, zh-Hant.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='house_page_has_a_title', violation_error_message='This may not be empty.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='house_page_has_a_text', violation_error_message='This may not be empty.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='housepage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_housepageevent" ("changed_at", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='b791b58232a88bef1b700c92f0be09b2dad37a4a', operation='INSERT', pgid='pgtrigger_insert_insert_c14cb', table='claims_housepage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='housepage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_housepageevent" ("changed_at", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='a451498cacf676bef349389968d599a98543fe5d', operation='UPDATE', pgid='pgtrigger_update_update_b02ff', table='claims_housepage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='housepage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_housepageevent" ("changed_at", "created_at", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."text", OLD."title", OLD."version"); RETURN NULL;', hash='dcc23fbd9323db2485bd2be52838004aeba9d1f0', operation='DELETE', pgid='pgtrigger_delete_delete_5d162', table='claims_housepage', when='AFTER')),
        ),
        migrations.AddField(
            model_name='housepageevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.housepage'),
        ),
        migrations.AddField(
            model_name='housepageversion',
            name='published_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddConstraint(
            model_name='houseprofile',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='house_profile_is_one'),
        ),
        migrations.AddConstraint(
            model_name='houseprofile',
            constraint=models.CheckConstraint(condition=models.Q(('founded_on__regex', '^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$')), name='house_profile_founded_on_is_a_year_month_or_day', violation_error_message='Write a year, a month or a day: 2023, 2023-03 or 2023-03-30.'),
        ),
        migrations.AddConstraint(
            model_name='houseprofile',
            constraint=models.CheckConstraint(condition=models.Q(('ifcn_url', ''), ('ifcn_url__iregex', '^https?://'), _connector='OR'), name='house_profile_ifcn_url_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='houseprofile',
            constraint=models.CheckConstraint(condition=models.Q(('efcsn_url', ''), ('efcsn_url__iregex', '^https?://'), _connector='OR'), name='house_profile_efcsn_url_is_a_web_address', violation_error_message='Give an address that starts with http:// or https://.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='houseprofile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_houseprofileevent" ("address", "changed_at", "complaints_email", "contact_email", "created_at", "efcsn_url", "founded_on", "id", "ifcn_url", "legal_name", "ownership", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "version") VALUES (NEW."address", NEW."changed_at", NEW."complaints_email", NEW."contact_email", NEW."created_at", NEW."efcsn_url", NEW."founded_on", NEW."id", NEW."ifcn_url", NEW."legal_name", NEW."ownership", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."same_as", NEW."version"); RETURN NULL;', hash='35b26f1a1b9e5d4e3f47d0c5e507dfb99768a983', operation='INSERT', pgid='pgtrigger_insert_insert_90483', table='claims_houseprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='houseprofile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_houseprofileevent" ("address", "changed_at", "complaints_email", "contact_email", "created_at", "efcsn_url", "founded_on", "id", "ifcn_url", "legal_name", "ownership", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "version") VALUES (NEW."address", NEW."changed_at", NEW."complaints_email", NEW."contact_email", NEW."created_at", NEW."efcsn_url", NEW."founded_on", NEW."id", NEW."ifcn_url", NEW."legal_name", NEW."ownership", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."same_as", NEW."version"); RETURN NULL;', hash='0c6409c4a5f5bd1b0bba8281060d3a02434de6a6', operation='UPDATE', pgid='pgtrigger_update_update_3f20d', table='claims_houseprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='houseprofile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_houseprofileevent" ("address", "changed_at", "complaints_email", "contact_email", "created_at", "efcsn_url", "founded_on", "id", "ifcn_url", "legal_name", "ownership", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "version") VALUES (OLD."address", OLD."changed_at", OLD."complaints_email", OLD."contact_email", OLD."created_at", OLD."efcsn_url", OLD."founded_on", OLD."id", OLD."ifcn_url", OLD."legal_name", OLD."ownership", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."same_as", OLD."version"); RETURN NULL;', hash='0aaedc22bc4eefd947b2be53f614c377ddfa263c', operation='DELETE', pgid='pgtrigger_delete_delete_c6515', table='claims_houseprofile', when='AFTER')),
        ),
        migrations.AddField(
            model_name='houseprofileevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.houseprofile'),
        ),
        migrations.AddIndex(
            model_name='housepageversion',
            index=models.Index(models.F('kind'), models.F('language'), models.OrderBy(models.F('number'), descending=True), name='house_page_versions_newest'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.UniqueConstraint(fields=('kind', 'number'), name='house_page_version_is_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('note', ''), _negated=True), _connector='OR'), name='house_page_version_that_follows_says_what_changed', violation_error_message='Tell readers what changed.'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='house_page_version_digest_is_sha256'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['methodology', 'what-we-check', 'corrections', 'independence', 'funding', 'team', 'complaints'])), name='house_page_version_kind_is_in_the_vocabulary'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('language__regex', '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')), name='house_page_version_language_is_a_tag', violation_error_message='Write a language tag: en, az, zh-Hant.'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='house_page_version_has_a_title', violation_error_message='This may not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='housepageversion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='house_page_version_has_a_text', violation_error_message='This may not be empty.'),
        ),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        migrations.RunPython(give, take),
    ]
