"""One sender's flood waits apart from everybody else's messages, and is written down folded."""

import django.db.models.functions.datetime
from django.db import migrations, models

# Beside the one with five arguments, which an edge of the release before still calls.
DOOR = """
CREATE FUNCTION edge_store(p_key uuid, p_sealed_key bytea, p_tags bytea[], p_partitions smallint[], p_bodies bytea[],
                           p_senders bytea[])
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    fresh integer;
    waiting integer;
BEGIN
    INSERT INTO relay_inboxkey (id, sealed) VALUES (p_key, p_sealed_key) ON CONFLICT DO NOTHING;
    -- Tags go in sorted (DISTINCT ON), so two batches that share duplicates wait for each other and never deadlock.
    WITH incoming AS (
        SELECT DISTINCT ON (u.tag) u.tag, u.partition, u.body, u.sender, u.place
          FROM unnest(p_tags, p_partitions, p_bodies, p_senders)
               WITH ORDINALITY AS u(tag, partition, body, sender, place)
         ORDER BY u.tag, u.place
    ), unseen AS (
        INSERT INTO relay_seen (tag) SELECT tag FROM incoming ON CONFLICT DO NOTHING RETURNING tag
    ), sorted AS MATERIALIZED (
        SELECT i.*, EXISTS (SELECT 1 FROM relay_slow s WHERE s.sender = i.sender) AS waits
          FROM incoming i JOIN unseen USING (tag)
    ), put_off AS (
        INSERT INTO relay_later (id, key_id, tag, partition, body, sender)
        SELECT nextval('public.relay_inboxitem_id_seq'), p_key, tag, partition, body, sender
          FROM sorted WHERE waits ORDER BY place
        RETURNING 1
    ), put_in AS (
        INSERT INTO relay_inboxitem (key_id, tag, partition, body, sender)
        SELECT p_key, tag, partition, body, nullif(sender, '') FROM sorted WHERE NOT waits ORDER BY place
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM put_in), (SELECT count(*) FROM put_off) INTO fresh, waiting;
    -- For what waits nobody is woken: the relay looks when it has time.
    IF fresh > 0 THEN
        PERFORM pg_notify('inbox', '');
    END IF;
    RETURN fresh + waiting;
END $$;
REVOKE ALL ON FUNCTION edge_store(uuid, bytea, bytea[], smallint[], bytea[], bytea[]) FROM PUBLIC;

ALTER TABLE relay_later SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
"""


class Migration(migrations.Migration):
    dependencies = [("relay", "0004_delivery")]

    operations = [
        migrations.AddField(model_name="inboxitem", name="sender", field=models.BinaryField(null=True)),
        migrations.AddField(model_name="thread", name="slow_until", field=models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Later",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key_id", models.UUIDField()),
                ("tag", models.BinaryField()),
                ("partition", models.SmallIntegerField()),
                ("body", models.BinaryField()),
                ("sender", models.BinaryField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"indexes": [models.Index(fields=["sender", "id"], name="later_of_sender")]},
        ),
        migrations.CreateModel(
            name="Slow",
            fields=[
                ("sender", models.BinaryField(primary_key=True, serialize=False)),
                ("partition", models.SmallIntegerField()),
                ("until", models.DateTimeField()),
                ("served_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Fold",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("partition", models.SmallIntegerField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("evidence", models.JSONField(default=list)),
                ("urgent", models.BooleanField(default=False)),
                ("passed_on", models.BooleanField(default=False)),
            ],
        ),
        migrations.RunSQL(
            DOOR, "DROP FUNCTION edge_store(uuid, bytea, bytea[], smallint[], bytea[], bytea[])"
        ),
    ]
