"""The history of the desk is only added to; an erasure by law opens it and the record, and leaves its note.

Plain SQL, as in 0002: no session setting turns these triggers off. What `claims.erasure` names opens nothing unless
a note of that number was written in the very same transaction.
"""

from importlib import import_module
from typing import Any

from django.db import migrations

EARLIER = import_module("claims.migrations.0002_rules_kept_by_triggers").FUNCTIONS
EMBARGOES = import_module("claims.migrations.0010_embargoes_end_by_themselves")

NOTES = """
CREATE FUNCTION is_erasing() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE named text := current_setting('claims.erasure', true);
BEGIN
    IF coalesce(named, '') = '' THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM claims_erasure
        WHERE id = named::bigint AND transaction = pg_current_xact_id()::text::bigint
    );
END $$;

CREATE FUNCTION note_its_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_note_of_another_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_erasing() OR NEW.erasure_id <> current_setting('claims.erasure', true)::bigint THEN
        RAISE EXCEPTION 'an entry is noted as erased only in the transaction that erases it'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'erased_entry_is_noted_as_it_is_erased';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_the_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said jsonb;
    says jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND is_erasing() THEN
        said := to_jsonb(OLD);
        says := to_jsonb(NEW);
        IF said -> 'pgh_id' = says -> 'pgh_id'
           AND said -> 'pgh_created_at' = says -> 'pgh_created_at'
           AND said -> 'pgh_label' = says -> 'pgh_label'
           AND said -> 'id' = says -> 'id'
           AND said -> 'pgh_context_id' IS NOT DISTINCT FROM says -> 'pgh_context_id'
           AND said -> 'pgh_context' -> 'user' IS NOT DISTINCT FROM says -> 'pgh_context' -> 'user' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% on % was refused: the history is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_history_is_only_added_to';
END $$;
"""

DROP_NOTES = """
DROP FUNCTION refuse_change_of_the_history() CASCADE;
DROP FUNCTION refuse_note_of_another_transaction() CASCADE;
DROP FUNCTION note_its_transaction() CASCADE;
DROP FUNCTION is_erasing() CASCADE;
"""

# What 0002 and 0010 refuse, with the door that a note opens.
OPENED = """
CREATE OR REPLACE FUNCTION refuse_change_of_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said jsonb;
    says jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND is_erasing() THEN
        said := to_jsonb(OLD);
        says := to_jsonb(NEW);
        IF TG_TABLE_NAME = 'claims_publicationbody' THEN
            IF says ->> 'nonce' IS NULL
               AND said -> 'publication_id' = says -> 'publication_id'
               AND EXISTS (
                   SELECT FROM claims_erasedentry
                   WHERE erasure_id = current_setting('claims.erasure', true)::bigint
                     AND publication_id = (says ->> 'publication_id')::bigint
                     AND digest = encode(sha256(convert_to(says ->> 'text', 'UTF8')), 'hex')
               ) THEN
                RETURN NEW;
            END IF;
        ELSIF TG_TABLE_NAME = 'claims_publication' THEN
            IF said - 'note' - 'override_reason' = says - 'note' - 'override_reason'
               AND (said ->> 'note' = '') = (says ->> 'note' = '')
               AND (said ->> 'override_reason' = '') = (says ->> 'override_reason' = '') THEN
                RETURN NEW;
            END IF;
        ELSIF TG_TABLE_NAME = 'claims_publishedaddress' THEN
            IF said - 'slug' = says - 'slug' THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION '% on % was refused: the record is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_record_is_only_added_to';
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_a_text_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND is_erasing() AND length(NEW.text) = length(OLD.text) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'text version % stays as it is: keep the new text as a new version', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'article_version_is_never_changed';
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_a_public_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND is_erasing() THEN
        RETURN NEW;
    END IF;
    IF (TG_TABLE_NAME = 'claims_claim' AND (
           EXISTS (SELECT FROM claims_publication WHERE claim_id = OLD.id)
           OR EXISTS (SELECT FROM claims_embargo WHERE claim_id = OLD.id)))
       OR EXISTS (SELECT FROM claims_publishedaddress WHERE kind = TG_ARGV[0] AND slug = OLD.slug) THEN
        RAISE EXCEPTION 'the address % has been published and stays', OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_is_frozen_once_published';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
NOTE_TRIGGERS = """
CREATE TRIGGER note_says_its_transaction BEFORE INSERT ON claims_erasure
    FOR EACH ROW EXECUTE FUNCTION note_its_transaction();
CREATE TRIGGER entry_is_noted_as_it_is_erased BEFORE INSERT ON claims_erasedentry
    FOR EACH ROW EXECUTE FUNCTION refuse_note_of_another_transaction();
"""
KEPT = "\n".join(
    f"CREATE TRIGGER notes_are_only_added_to BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_the_record();"
    f"CREATE TRIGGER notes_are_never_emptied BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_the_record();"
    for table in ("claims_erasure", "claims_erasedentry")
)

# Every event table that there is now; keep_history(table) for one that comes later.
EVENTS = """
CREATE FUNCTION keep_history(events regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER history_is_only_added_to BEFORE UPDATE OR DELETE ON %s'
        ' FOR EACH ROW EXECUTE FUNCTION refuse_change_of_the_history()', events);
    EXECUTE format('CREATE OR REPLACE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_the_history()', events);
END $$;

SELECT keep_history(oid::regclass) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname ~ '^claims_.*event$';
"""


def back_to_before(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(EARLIER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), None)
    schema_editor.execute(EMBARGOES.ADDRESS.format(kept=EMBARGOES.PROMISED), None)


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_tracked_people_and_erasures")]

    operations = [
        migrations.RunSQL(NOTES, DROP_NOTES),
        migrations.RunPython(migrations.RunPython.noop, back_to_before),
        migrations.RunSQL(OPENED, migrations.RunSQL.noop),
        migrations.RunSQL(
            NOTE_TRIGGERS + KEPT,
            "".join(
                f"DROP TRIGGER {trigger} ON {table};"
                for table, own in [
                    ("claims_erasure", "note_says_its_transaction"),
                    ("claims_erasedentry", "entry_is_noted_as_it_is_erased"),
                ]
                for trigger in ("notes_are_only_added_to", "notes_are_never_emptied", own)
            ),
        ),
        migrations.RunSQL(EVENTS, "DROP FUNCTION keep_history(regclass);"),
    ]
