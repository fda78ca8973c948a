"""Subjects are shown between two moments; an address that is promised to readers is as fixed as one they have."""

from django.db import migrations, models

SHOWN = """
ALTER TABLE claims_subject ADD COLUMN shown_from timestamptz;
ALTER TABLE claims_subject ADD COLUMN shown_until timestamptz;
UPDATE claims_subject SET shown_from = changed_at;
ALTER TABLE claims_subject ALTER COLUMN shown_from SET NOT NULL;
ALTER TABLE claims_subject DROP CONSTRAINT claims_subject_pkey;
ALTER TABLE claims_subject ADD PRIMARY KEY (kind, slug, shown_from);
"""
NOT_SHOWN = """
DELETE FROM claims_subject WHERE shown_from > now() OR shown_until <= now();
ALTER TABLE claims_subject DROP CONSTRAINT claims_subject_pkey;
ALTER TABLE claims_subject ADD PRIMARY KEY (kind, slug);
ALTER TABLE claims_subject DROP COLUMN shown_until;
ALTER TABLE claims_subject DROP COLUMN shown_from;
"""

ADDRESS = """
CREATE OR REPLACE FUNCTION refuse_change_of_a_public_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_TABLE_NAME = 'claims_claim' AND ({kept}))
       OR EXISTS (SELECT FROM claims_publishedaddress WHERE kind = TG_ARGV[0] AND slug = OLD.slug) THEN
        RAISE EXCEPTION 'the address % has been published and stays', OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_is_frozen_once_published';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
PUBLISHED = "EXISTS (SELECT FROM claims_publication WHERE claim_id = OLD.id)"
PROMISED = f"{PUBLISHED} OR EXISTS (SELECT FROM claims_embargo WHERE claim_id = OLD.id)"


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_rights_of_the_editorial_desk")]

    operations = [
        migrations.RunSQL(
            SHOWN,
            NOT_SHOWN,
            state_operations=[
                migrations.AddField("subject", "shown_from", models.DateTimeField(verbose_name="shown from")),
                migrations.AddField(
                    "subject", "shown_until", models.DateTimeField(null=True, verbose_name="shown until")
                ),
                migrations.AlterField(
                    "subject",
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "slug", "shown_from", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
        ),
        migrations.RunSQL(ADDRESS.format(kept=PROMISED), ADDRESS.format(kept=PUBLISHED)),
    ]
