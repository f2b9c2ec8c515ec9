"""The two phones of a post: the official SIM stays with the chair, a private phone goes with its officer.

`phone_stands` is asked whenever a phone is heard or written to, so that a change of charge needs to reach no row here.
"""

from django.db import migrations, models

STANDS = """
CREATE FUNCTION phone_stands(phone text, officer bigint, post text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT phone <> 'private' OR EXISTS (
        SELECT 1 FROM jurisdiction_holding h
         WHERE h.officer_id = officer AND h.post_id = post AND h.since <= at AND (h.until IS NULL OR h.until > at)
    ) AND NOT EXISTS (
        SELECT 1 FROM jurisdiction_absence a
         WHERE a.officer_id = officer AND a.kind IN ('line', 'suspended')
           AND a.since <= at AND (a.until IS NULL OR a.until > at)
    )
$$;
REVOKE ALL ON FUNCTION phone_stands(text, bigint, text, timestamptz) FROM PUBLIC;
"""

REACHED = """
-- For the owner's commands. Of a phone: whether it stands now, and whether WhatsApp reached it of late.
CREATE VIEW relay_post_phone AS
    SELECT t.post_id AS post, t.phone AS kind,
           bool_or(phone_stands(t.phone, t.officer_id, t.post_id, desk_now())) AS enrolled,
           bool_or(phone_stands(t.phone, t.officer_id, t.post_id, desk_now()) AND t.misses < 2
                   AND NOT EXISTS (SELECT 1 FROM relay_outgoing o WHERE o.thread_id = t.id AND o.state = 3
                                      AND o.at > t.last_in)) AS reached
      FROM relay_thread t WHERE t.scope = 'duty'
     GROUP BY t.post_id, t.phone;

-- For the console: yes or no, of the acting officer's own area. Nothing of a phone itself.
CREATE FUNCTION post_phones() RETURNS TABLE (post text, kind text, enrolled boolean, reached boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT v.post::text, v.kind::text, v.enrolled, v.reached
      FROM relay_post_phone v JOIN jurisdiction_post p ON p.code = v.post
     WHERE p.unit_id = ANY ((SELECT acting_area())::text[])
$$;
REVOKE ALL ON FUNCTION post_phones() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("relay", "0005_noise"), ("accounts", "0005_duty")]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="phone",
            field=models.CharField(db_default="cug", default="cug", max_length=8),
        ),
        migrations.AddField(
            model_name="enrolment", name="officer_id", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="thread",
            name="phone",
            field=models.CharField(db_default="cug", default="cug", max_length=8),
        ),
        migrations.AddField(model_name="thread", name="officer_id", field=models.BigIntegerField(null=True)),
        migrations.RunSQL(STANDS, "DROP FUNCTION phone_stands(text, bigint, text, timestamptz)"),
        migrations.RunSQL(REACHED, "DROP FUNCTION post_phones(); DROP VIEW relay_post_phone"),
    ]
