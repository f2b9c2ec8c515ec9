"""The desk's time in the database: the server's own, unless the owner leads a rehearsal whose time passes otherwise.

The table is empty in production, and nobody but the owner may write it: no role can bend its own clock.
"""

from django.db import migrations

CLOCK = """
CREATE TABLE rehearsal_clock (
    alone boolean PRIMARY KEY DEFAULT true CHECK (alone),
    machine timestamptz NOT NULL,
    shown timestamptz NOT NULL,
    speed double precision NOT NULL CHECK (speed > 0)
);

CREATE FUNCTION desk_now() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce((SELECT c.shown + (clock_timestamp() - c.machine) * c.speed FROM rehearsal_clock c), now())
$$;
"""

ACTING = """
CREATE OR REPLACE FUNCTION acting_officer() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.officer_id
      FROM accounts_signin s JOIN accounts_officer o ON o.id = s.officer_id
     WHERE s.secret_hash = sha256(convert_to(current_setting('satark.session', true), 'UTF8'))
       AND s.ended_at IS NULL AND s.expires_at > {now} AND o.is_active
$$;

CREATE OR REPLACE FUNCTION acting_posts() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(h.post_id::text), '{{}}')
      FROM jurisdiction_holding h
     WHERE h.officer_id = acting_officer() AND h.since <= {now} AND (h.until IS NULL OR h.until > {now})
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_acting")]

    operations = [
        migrations.RunSQL(CLOCK, "DROP FUNCTION desk_now(); DROP TABLE rehearsal_clock"),
        migrations.RunSQL(ACTING.format(now="desk_now()"), ACTING.format(now="now()")),
    ]
