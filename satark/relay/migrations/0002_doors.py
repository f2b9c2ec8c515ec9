"""The edge's only doors: it may hand in sealed messages and say that it lives. It can read nothing, not even these."""

from django.db import migrations

DOORS = """
CREATE FUNCTION edge_store(p_key uuid, p_sealed_key bytea, p_tags bytea[], p_partitions smallint[], p_bodies bytea[])
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    fresh integer;
BEGIN
    INSERT INTO relay_inboxkey (id, sealed) VALUES (p_key, p_sealed_key) ON CONFLICT DO NOTHING;
    -- Tags go in sorted (DISTINCT ON), so two batches that share duplicates wait for each other and never deadlock.
    WITH incoming AS (
        SELECT DISTINCT ON (u.tag) u.tag, u.partition, u.body, u.place
          FROM unnest(p_tags, p_partitions, p_bodies) WITH ORDINALITY AS u(tag, partition, body, place)
         ORDER BY u.tag, u.place
    ), unseen AS (
        INSERT INTO relay_seen (tag) SELECT tag FROM incoming ON CONFLICT DO NOTHING RETURNING tag
    )
    INSERT INTO relay_inboxitem (key_id, tag, partition, body)
    SELECT p_key, i.tag, i.partition, i.body FROM incoming i JOIN unseen USING (tag) ORDER BY i.place;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh > 0 THEN
        PERFORM pg_notify('inbox', '');
    END IF;
    RETURN fresh;
END $$;

CREATE FUNCTION edge_pulse(p_process text, p_facts jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    INSERT INTO relay_pulse (process, at, facts) VALUES (left(p_process, 60), now(), p_facts)
    ON CONFLICT (process) DO UPDATE SET at = excluded.at, facts = excluded.facts
$$;

-- The worker forgets dedupe tags without being able to read them.
CREATE FUNCTION purge_seen(p_older interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH gone AS (DELETE FROM relay_seen WHERE at < now() - greatest(p_older, interval '8 days') RETURNING 1)
    SELECT count(*) FROM gone
$$;

REVOKE ALL ON FUNCTION edge_store(uuid, bytea, bytea[], smallint[], bytea[]), edge_pulse(text, jsonb),
                       purge_seen(interval) FROM PUBLIC;

-- Rows of these tables live for seconds; a vacuum that waits for a fifth of the table would let them grow.
ALTER TABLE relay_inboxitem SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
ALTER TABLE relay_outgoing SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, fillfactor = 70);
ALTER TABLE relay_thread SET (fillfactor = 70);
"""


class Migration(migrations.Migration):
    dependencies = [("relay", "0001_initial")]

    operations = [
        migrations.RunSQL(
            DOORS,
            "DROP FUNCTION edge_store(uuid, bytea, bytea[], smallint[], bytea[]), edge_pulse(text, jsonb), "
            "purge_seen(interval)",
        ),
    ]
