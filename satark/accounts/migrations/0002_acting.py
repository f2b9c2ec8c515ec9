"""Who is acting: the database itself resolves the secret of a sign-in to officer, posts and cells."""

from django.db import migrations

ACTING = """
CREATE FUNCTION acting_officer() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.officer_id
      FROM accounts_signin s JOIN accounts_officer o ON o.id = s.officer_id
     WHERE s.secret_hash = sha256(convert_to(current_setting('satark.session', true), 'UTF8'))
       AND s.ended_at IS NULL AND s.expires_at > now() AND o.is_active
$$;

CREATE FUNCTION acting_posts() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(h.post_id::text), '{}')
      FROM jurisdiction_holding h
     WHERE h.officer_id = acting_officer() AND h.since <= now() AND (h.until IS NULL OR h.until > now())
$$;

CREATE FUNCTION acting_cells() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(DISTINCT p.unit_id::text), '{}')
      FROM jurisdiction_post p
     WHERE p.role = 'cell' AND p.code = ANY (acting_posts())
$$;

REVOKE ALL ON FUNCTION acting_officer(), acting_posts(), acting_cells() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("jurisdiction", "0001_initial")]

    operations = [
        migrations.RunSQL(ACTING, "DROP FUNCTION acting_cells(), acting_posts(), acting_officer()"),
    ]
