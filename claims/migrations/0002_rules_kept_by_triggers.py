"""What a constraint cannot say, a trigger keeps. They are plain SQL, so that no session setting turns them off."""

from django.db import migrations

VERSIONED = ["article", "claim", "ratingscale", "source", "speaker", "topic"]

ADDRESSED = {
    "claim": "claim",
    "article": "article",
    "speaker": "speaker",
    "topic": "topic",
    "scale": "ratingscale",
}

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
    RAISE EXCEPTION 'text version % stays as it is: keep the new text as a new version', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'article_version_is_never_changed';
END $$;

CREATE FUNCTION refuse_change_of_a_public_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_TABLE_NAME = 'claims_claim' AND EXISTS (SELECT FROM claims_publication WHERE claim_id = OLD.id))
       OR EXISTS (SELECT FROM claims_publishedaddress WHERE kind = TG_ARGV[0] AND slug = OLD.slug) THEN
        RAISE EXCEPTION 'the address % has been published and stays', OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_is_frozen_once_published';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION refuse_change_of_a_published_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_ratingscale scale JOIN claims_publishedaddress address USING (slug)
        WHERE address.kind = 'scale' AND scale.id = CASE TG_OP WHEN 'INSERT' THEN NEW.scale_id ELSE OLD.scale_id END
    ) THEN
        RAISE EXCEPTION 'the scale has been published: its ratings stay, a new scale may have others'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_is_frozen_once_its_scale_is_published';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION refuse_stale_version() CASCADE;
DROP FUNCTION refuse_change_of_the_record() CASCADE;
DROP FUNCTION refuse_gap_in_the_record() CASCADE;
DROP FUNCTION refuse_quote_that_does_not_stand_in_its_text() CASCADE;
DROP FUNCTION refuse_change_of_a_text_version() CASCADE;
DROP FUNCTION refuse_change_of_a_public_address() CASCADE;
DROP FUNCTION refuse_change_of_a_published_rating() CASCADE;
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
            for table in ("publication", "publicationbody", "publishedaddress")
        ),
        *(
            f"CREATE TRIGGER address_is_frozen_once_published BEFORE UPDATE OF slug ON claims_{table}"
            " FOR EACH ROW WHEN (OLD.slug <> NEW.slug)"
            f" EXECUTE FUNCTION refuse_change_of_a_public_address('{kind}');"
            f"CREATE TRIGGER address_is_kept_once_published BEFORE DELETE ON claims_{table}"
            f" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_public_address('{kind}');"
            for kind, table in ADDRESSED.items()
        ),
        "CREATE TRIGGER numbers_have_no_gaps BEFORE INSERT ON claims_publication"
        " FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_the_record();",
        "CREATE TRIGGER quote_stands_in_its_text BEFORE INSERT OR UPDATE ON claims_appearance"
        " FOR EACH ROW EXECUTE FUNCTION refuse_quote_that_does_not_stand_in_its_text();",
        "CREATE TRIGGER rating_stays_in_its_published_scale BEFORE INSERT OR DELETE ON claims_rating"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_published_rating();",
        "CREATE TRIGGER published_rating_is_not_renamed BEFORE UPDATE ON claims_rating FOR EACH ROW"
        " WHEN ((OLD.slug, OLD.label, OLD.tone, OLD.value) IS DISTINCT FROM (NEW.slug, NEW.label, NEW.tone, NEW.value))"
        " EXECUTE FUNCTION refuse_change_of_a_published_rating();",
        "CREATE TRIGGER version_is_never_changed BEFORE UPDATE OR DELETE ON claims_articleversion"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_text_version();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_nouns")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
