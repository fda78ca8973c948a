"""What a constraint cannot say, a trigger keeps. They are plain SQL, so that no session setting turns them off."""

from django.db import migrations

VERSIONED = ["article", "claim", "ratingscale", "source", "speaker", "topic"]

FUNCTIONS = """
CREATE FUNCTION refuse_stale_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION '% % stands at version %, so it cannot become version %',
            TG_TABLE_NAME, OLD.id, OLD.version, NEW.version
            USING ERRCODE = 'FC412', CONSTRAINT = TG_TABLE_NAME || '_version_counts_up_by_one';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % was refused: the record is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_record_is_only_added_to';
END $$;

CREATE FUNCTION refuse_gap_in_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last bigint;
BEGIN
    SELECT coalesce(max(number), 0) INTO last FROM claims_publication;
    IF NEW.number <> last + 1 THEN
        RAISE EXCEPTION 'the entry after % cannot have the number %', last, NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_numbers_have_no_gaps';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_quote_that_does_not_stand_in_its_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE body text;
BEGIN
    SELECT text INTO body FROM claims_articleversion WHERE id = NEW.version_id;
    IF substr(body, NEW."start" + 1, NEW."end" - NEW."start") IS DISTINCT FROM NEW.exact
       OR right(left(body, NEW."start"), length(NEW.prefix)) IS DISTINCT FROM NEW.prefix
       OR substr(body, NEW."end" + 1, length(NEW.suffix)) IS DISTINCT FROM NEW.suffix THEN
        RAISE EXCEPTION 'the quote does not stand at % to % of text version %', NEW."start", NEW."end", NEW.version_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appearance_quote_stands_in_its_text';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_a_text_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'text version % cannot be changed: keep the new text as a new version', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'article_version_is_never_changed';
END $$;

CREATE FUNCTION refuse_change_of_a_public_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_TABLE_NAME = 'claims_claim' AND EXISTS (SELECT FROM claims_publication WHERE claim_id = OLD.id))
       OR EXISTS (SELECT FROM claims_subject WHERE kind = TG_ARGV[0] AND slug = OLD.slug) THEN
        RAISE EXCEPTION 'the address % has been published and stays', OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_is_frozen_once_published';
    END IF;
    RETURN NEW;
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION refuse_stale_version() CASCADE;
DROP FUNCTION refuse_change_of_the_record() CASCADE;
DROP FUNCTION refuse_gap_in_the_record() CASCADE;
DROP FUNCTION refuse_quote_that_does_not_stand_in_its_text() CASCADE;
DROP FUNCTION refuse_change_of_a_text_version() CASCADE;
DROP FUNCTION refuse_change_of_a_public_address() CASCADE;
"""

TRIGGERS = "\n".join(
    [
        *(
            f"CREATE TRIGGER version_counts_up_by_one BEFORE UPDATE ON claims_{table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();"
            for table in VERSIONED
        ),
        *(
            f"CREATE TRIGGER record_is_only_added_to BEFORE UPDATE OR DELETE ON claims_{table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_the_record();"
            f"CREATE TRIGGER record_is_never_emptied BEFORE TRUNCATE ON claims_{table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_the_record();"
            for table in ("publication", "publicationbody")
        ),
        *(
            f"CREATE TRIGGER address_is_frozen_once_published BEFORE UPDATE OF slug ON claims_{table}"
            " FOR EACH ROW WHEN (OLD.slug <> NEW.slug)"
            f" EXECUTE FUNCTION refuse_change_of_a_public_address('{table}');"
            for table in ("claim", "article", "speaker", "topic")
        ),
        "CREATE TRIGGER numbers_have_no_gaps BEFORE INSERT ON claims_publication"
        " FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_the_record();",
        "CREATE TRIGGER quote_stands_in_its_text BEFORE INSERT OR UPDATE ON claims_appearance"
        " FOR EACH ROW EXECUTE FUNCTION refuse_quote_that_does_not_stand_in_its_text();",
        "CREATE TRIGGER version_is_never_changed BEFORE UPDATE ON claims_articleversion"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_text_version();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_nouns")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
