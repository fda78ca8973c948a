-- What the running application may do, and no more. Run it as the owner of the tables after each `migrate`:
-- it can be run again and again. The roles are made in docs/install.md.

GRANT USAGE ON SCHEMA public TO factcheck;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO factcheck;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO factcheck;  -- the queue of jobs numbers its rows by them

-- The record is only added to. References to it are checked as the owner, so the application needs no
-- UPDATE here even though PostgreSQL locks the entry that a new row names.
REVOKE UPDATE, DELETE, TRUNCATE ON claims_publication, claims_publicationbody, claims_publishedaddress FROM factcheck;
REVOKE UPDATE, DELETE, TRUNCATE ON claims_erasure, claims_erasedentry FROM factcheck;
-- What the house told of itself stays, too.
REVOKE UPDATE, DELETE, TRUNCATE ON claims_housepageversion FROM factcheck;

-- An erasure by law redacts these columns and the history. Triggers let nothing else do so: docs/decisions/0018-erasure.md.
GRANT UPDATE (nonce, text) ON claims_publicationbody TO factcheck;
GRANT UPDATE (note, override_reason) ON claims_publication TO factcheck;
GRANT UPDATE (title, text, note) ON claims_housepageversion TO factcheck;
GRANT UPDATE (slug) ON claims_publishedaddress TO factcheck;

-- The history of the desk, which triggers write in the name of whoever makes a change, is only added to as well.
DO $$
DECLARE events regclass;
BEGIN
    FOR events IN
        SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname ~ '^claims_.*event$'
    LOOP
        EXECUTE format('REVOKE DELETE, TRUNCATE ON %s FROM factcheck', events);
    END LOOP;
END $$;

-- What happened at the door stays as it was kept.
REVOKE UPDATE, DELETE, TRUNCATE ON claims_signin FROM factcheck;

-- Only the owner migrates.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM factcheck;
