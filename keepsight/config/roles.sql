-- The two roles that Keepsight uses. Run by a superuser inside Keepsight's own database;
-- running it again changes nothing. On a database of your own, give each role a password.
--
--   keepsight_owner  owns the tables and runs the migrations (DATABASE_OWNER_URL)
--   keepsight_app    is what the pages and commands work as (DATABASE_URL): not a superuser and
--                    not an owner, so that row-level security and the ledger's own rules bind it

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keepsight_owner') THEN
        CREATE ROLE keepsight_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keepsight_app') THEN
        CREATE ROLE keepsight_app LOGIN;
    END IF;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO keepsight_owner, keepsight_app', current_database());
    EXECUTE format('ALTER DATABASE %I OWNER TO keepsight_owner', current_database());
END
$$;

ALTER ROLE keepsight_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;
ALTER ROLE keepsight_app NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;

-- An index is asked for a few rows of a large table all the time. The cost that PostgreSQL takes for
-- that by itself is a turning disk's; with it, whole tables are read instead.
ALTER ROLE keepsight_app SET random_page_cost = 1.1;

ALTER SCHEMA public OWNER TO keepsight_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO keepsight_app;

-- What the application may do with each table is given after every migration: `keepsight migrate`.
