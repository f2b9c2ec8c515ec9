"""From tip to action: whom a cell may direct, who reads a walled tip, what a supervisor sees of what he releases.

`tip_posts` is the one place that says which posts a tip may reach: the console asks it for its list, and the database
for every row.
"""

from django.db import migrations, models

# ruff: noqa: S608 - the tables named here are our own

DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, public"
JUST_NOW = "at BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes'"
MINE = "officer_id = (SELECT acting_officer()) AND post_id = ANY ((SELECT acting_posts())::text[])"

CELLS = f"""
CREATE FUNCTION tip_cells(wanted uuid) RETURNS text[] LANGUAGE sql STABLE {DEFINER} AS $$
    -- Units whose cells the acting officer sits in, of those that read this tip.
    SELECT coalesce(array_agg(a.unit_id::text), '{{}}') FROM cases_audience a JOIN cases_case c ON c.id = a.case_id
     WHERE a.case_id = wanted AND c.lane = 'sealed' AND a.side = 'cell' AND a.unit_id = ANY (acting_cells())
$$;

CREATE FUNCTION tip_above(wanted uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM jurisdiction_unit u WHERE u.code = ANY (tip_cells(wanted)) AND u.kind IN ('range', 'zone'))
$$;

CREATE FUNCTION tip_wall(wanted uuid) RETURNS text LANGUAGE sql STABLE {DEFINER} AS $$
    -- none, station, gazetted, district, range; unknown while nobody has said whom it is about.
    SELECT CASE WHEN c.police = 'yes' AND said.level = 'none' THEN 'unknown'
                ELSE coalesce(said.level, CASE c.police WHEN 'no' THEN 'none' ELSE 'unknown' END) END
      FROM cases_case c
      LEFT JOIN LATERAL (SELECT e.data->>'level' AS level FROM cases_event e WHERE e.case_id = c.id AND e.kind = 'accused'
                          ORDER BY e.at DESC, e.id DESC LIMIT 1) said ON true
     WHERE c.id = wanted
$$;

CREATE FUNCTION tip_ready(wanted uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    -- No action from a tip alone; but of urgent danger fact and place go out at once.
    WITH of_tip AS (SELECT kind, data, at, id FROM cases_event WHERE case_id = wanted
                     AND kind IN ('made_urgent', 'assessed', 'accused', 'released'))
    SELECT EXISTS (SELECT 1 FROM of_tip WHERE kind = 'made_urgent')
        OR EXISTS (SELECT 1 FROM of_tip WHERE kind = 'assessed')
       AND (c.police = 'no' OR EXISTS (SELECT 1 FROM of_tip WHERE kind = 'accused'))
       AND (c.category NOT IN ('cow', 'conversion')
            OR coalesce((SELECT data->>'granted' = 'true' FROM of_tip WHERE kind = 'released' AND data->>'what' = 'direction'
                          ORDER BY at DESC, id DESC LIMIT 1), false))
      FROM cases_case c WHERE c.id = wanted
$$;
"""

POSTS = f"""
CREATE FUNCTION tip_posts(wanted uuid) RETURNS SETOF text LANGUAGE sql STABLE {DEFINER} AS $$
    WITH RECURSIVE tip AS MATERIALIZED (
        SELECT c.district_id, c.unit_id, tip_wall(c.id) AS wall FROM cases_case c
         WHERE c.id = wanted AND c.lane = 'sealed'
    ), said AS (
        SELECT e.data->'units' AS units FROM cases_event e WHERE e.case_id = wanted AND e.kind = 'accused'
         ORDER BY e.at DESC, e.id DESC LIMIT 1
    ), accused (code) AS (
        SELECT jsonb_array_elements_text(units) FROM said
        UNION
        SELECT coalesce(tip.unit_id, tip.district_id) FROM tip
         WHERE tip.wall = 'unknown' AND tip.district_id IS NOT NULL
    ), line (code, parent_id, kind) AS (
        SELECT u.code, u.parent_id, u.kind FROM jurisdiction_unit u JOIN accused a ON a.code = u.code
        UNION
        SELECT u.code, u.parent_id, u.kind FROM jurisdiction_unit u JOIN line ON u.code = line.parent_id
    ), shut (code) AS (
        -- What is wholly closed: those accused with their circle, from a CO upwards their district, of a range all of it.
        SELECT line.code FROM line, tip
         WHERE line.kind = CASE WHEN tip.wall IN ('station', 'unknown') THEN 'circle'
                                WHEN tip.wall = 'range' THEN 'range' ELSE 'district' END
            OR line.code IN (SELECT code FROM accused)
        UNION
        SELECT u.code FROM jurisdiction_unit u JOIN shut ON u.parent_id = shut.code
    ), cell AS (
        SELECT u.code, u.kind FROM jurisdiction_unit u WHERE u.code = ANY (tip_cells(wanted))
    ), free AS (
        -- When the DIG's cell directs others than the SP.
        SELECT tip.wall <> 'none'
            OR EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = wanted AND e.kind = 'overdue')
            OR coalesce((SELECT e.data->>'two_districts' = 'true' FROM cases_event e
                          WHERE e.case_id = wanted AND e.kind = 'assessed' ORDER BY e.at DESC, e.id DESC LIMIT 1), false)
            OR EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = wanted AND e.kind = 'made_urgent') AS is_free
          FROM tip
    )
    SELECT p.code::text FROM jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id, tip, free
     WHERE p.role NOT IN ('cell', 'admin', 'desk')
       AND EXISTS (SELECT 1 FROM cell WHERE
               cell.kind = 'district' AND cell.code = tip.district_id AND u.district_id = tip.district_id
            OR cell.kind = 'range' AND u.range_id = cell.code
               AND (is_free OR p.role = 'sp' AND u.code = tip.district_id)
            OR cell.kind = 'zone' AND unit_holds(cell.code, u.code))
       AND (tip.wall = 'none' OR p.role = 'outside'
            OR p.unit_id NOT IN (SELECT code FROM shut)
               -- Nor whoever commands them, but for the SP and those above him, to whom it goes up.
               AND NOT (u.kind NOT IN ('district', 'range', 'zone') AND p.unit_id IN (SELECT code FROM line))
               -- Nor those beside the tree who work with every station: SOG, surveillance, traffic, control room.
               AND u.kind <> 'special' AND p.role NOT IN ('control', 'night_go')
               AND (tip.wall <> 'unknown' OR tip.district_id IS NOT NULL AND p.role <> 'sp'))
$$;
"""

READERS = f"""
CREATE FUNCTION tip_zone(wanted uuid) RETURNS text LANGUAGE sql STABLE {DEFINER} AS $$
    -- The zone above the acting officer's cell, if somebody sits in its cell.
    WITH RECURSIVE up (code, parent_id, kind) AS (
        SELECT u.code, u.parent_id, u.kind FROM jurisdiction_unit u WHERE u.code = ANY (tip_cells(wanted))
        UNION
        SELECT u.code, u.parent_id, u.kind FROM jurisdiction_unit u JOIN up ON u.code = up.parent_id
    )
    SELECT up.code::text FROM up JOIN jurisdiction_post p ON p.unit_id = up.code AND p.role = 'cell'
     WHERE up.kind = 'zone' AND post_manned(p.code, desk_now()) LIMIT 1
$$;

CREATE FUNCTION tip_settles(wanted uuid) RETURNS void LANGUAGE plpgsql VOLATILE {DEFINER} AS $$
DECLARE
    tip cases_case; wall text; zone text; said jsonb; goes_to text;
BEGIN
    -- Only for a cell above the district, about what it recorded a moment ago.
    IF NOT tip_above(wanted) OR NOT EXISTS (SELECT 1 FROM cases_event e
            WHERE e.case_id = wanted AND e.kind IN ('accused', 'handed_over') AND e.officer_id = acting_officer()
              AND e.at > desk_now() - interval '5 minutes') THEN
        RAISE EXCEPTION 'not for this cell to settle' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT e.data->>'to' INTO goes_to FROM cases_event e WHERE e.case_id = wanted AND e.kind = 'handed_over'
     ORDER BY e.at DESC, e.id DESC LIMIT 1;
    UPDATE cases_case c SET district_id = goes_to, unit_id = NULL
     WHERE c.id = wanted AND goes_to IS NOT NULL AND c.district_id IS DISTINCT FROM goes_to;
    SELECT * INTO tip FROM cases_case c WHERE c.id = wanted;
    wall := tip_wall(wanted);
    SELECT e.data INTO said FROM cases_event e WHERE e.case_id = wanted AND e.kind = 'accused'
     ORDER BY e.at DESC, e.id DESC LIMIT 1;
    zone := tip_zone(wanted);
    IF wall <> 'none' AND NOT (wall = 'station' AND (said->>'to_sp')::boolean) THEN
        DELETE FROM cases_audience a USING jurisdiction_unit u
         WHERE a.case_id = wanted AND a.side = 'cell' AND u.code = a.unit_id AND u.kind = 'district'
           AND (wall = 'unknown' OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(said->'units') named
                                             WHERE unit_holds(u.code, named)));
    END IF;
    IF tip.district_id IS NOT NULL AND (wall = 'none' OR wall = 'station' AND (said->>'to_sp')::boolean
            OR wall IN ('station', 'gazetted', 'district') AND NOT EXISTS (
                SELECT 1 FROM jsonb_array_elements_text(said->'units') named WHERE unit_holds(tip.district_id, named))) THEN
        INSERT INTO cases_audience (case_id, unit_id, side) VALUES (wanted, tip.district_id, 'cell') ON CONFLICT DO NOTHING;
    END IF;
    IF wall IN ('district', 'range') AND zone IS NOT NULL THEN
        INSERT INTO cases_audience (case_id, unit_id, side) VALUES (wanted, zone, 'cell') ON CONFLICT DO NOTHING;
    END IF;
    IF wall = 'range' AND zone IS NOT NULL THEN
        DELETE FROM cases_audience a USING jurisdiction_unit u
         WHERE a.case_id = wanted AND a.side = 'cell' AND u.code = a.unit_id AND u.kind IN ('district', 'range');
    END IF;
END $$;
"""

RELEASES = f"""
CREATE FUNCTION asks_my_release(wanted uuid) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    -- A cell that still reads the tip has put something before a post that the acting officer holds.
    SELECT EXISTS (SELECT 1 FROM cases_event e JOIN jurisdiction_post asker ON asker.code = e.post_id
                     JOIN cases_audience a ON a.case_id = e.case_id AND a.unit_id = asker.unit_id AND a.side = 'cell'
                    WHERE e.case_id = wanted AND e.kind = 'release_asked' AND e.data->>'to' = ANY (acting_posts()))
$$;

CREATE FUNCTION is_head_of_cell(post text, cell text) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM jurisdiction_post head JOIN jurisdiction_post c ON c.unit_id = head.unit_id
                    WHERE head.code = post AND c.code = cell AND head.role IN ('sp', 'dig', 'adg'))
$$;

CREATE POLICY supervisor_reads ON cases_event FOR SELECT TO satark_console
    USING (kind IN ('assessed', 'release_asked', 'released') AND asks_my_release(case_id));
CREATE POLICY supervisor_reads ON vault_casekey FOR SELECT TO satark_console USING (asks_my_release(case_id));
CREATE POLICY supervisor_releases ON cases_event FOR INSERT TO satark_console
    WITH CHECK (kind = 'released' AND ref = '' AND {JUST_NOW} AND {MINE} AND asks_my_release(case_id)
        AND EXISTS (SELECT 1 FROM jurisdiction_post p WHERE p.code = post_id AND p.role IN ('sp', 'dig', 'adg')));
"""

RECORDS = f"""
CREATE POLICY tip_records ON cases_event FOR INSERT TO satark_console
    WITH CHECK ({JUST_NOW} AND {MINE}
        AND EXISTS (SELECT 1 FROM jurisdiction_post p WHERE p.code = post_id AND p.role = 'cell'
                       AND p.unit_id = ANY (tip_cells(case_id)))
        AND (kind IN ('assessed', 'made_urgent') AND ref = ''
          OR kind = 'release_asked' AND ref = '' AND is_head_of_cell(data->>'to', post_id)
          OR kind IN ('accused', 'handed_over') AND ref = '' AND tip_above(case_id)
          OR kind = 'approved' AND EXISTS (SELECT 1 FROM cases_direction d
                                            WHERE d.case_id = cases_event.case_id AND d.ref = cases_event.ref)));
ALTER POLICY console_directs ON cases_direction
    WITH CHECK (at BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes' AND due_at > at
        AND kind = 'direction' AND by_post_id IS NULL
        AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = cases_direction.case_id AND c.lane = 'sealed'
                       AND cases_direction.ref ~ ('^' || c.number || '-[1-9][0-9]{{0,3}}$'))
        AND tip_ready(case_id) AND post_id IN (SELECT tip_posts(case_id)));
"""

REVOKE = """
REVOKE ALL ON FUNCTION tip_cells(uuid), tip_above(uuid), tip_wall(uuid), tip_ready(uuid), tip_posts(uuid), tip_zone(uuid),
    tip_settles(uuid), asks_my_release(uuid), is_head_of_cell(text, text) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_desk_unnames"), ("accounts", "0006_ground")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("filed", "Filed"),
                    ("added", "Added"),
                    ("retracted", "Retracted"),
                    ("visit_said", "Visit Said"),
                    ("rated", "Rated"),
                    ("signed", "Signed"),
                    ("read", "Read"),
                    ("directed", "Directed"),
                    ("returned", "Returned"),
                    ("asked", "Asked"),
                    ("told", "Told"),
                    ("note", "Note"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn"),
                    ("assessed", "Assessed"),
                    ("released", "Released"),
                    ("handed_over", "Handed Over"),
                    ("accused", "Accused"),
                    ("release_asked", "Release Asked"),
                    ("forwarded", "Forwarded"),
                    ("recalled", "Recalled"),
                    ("parked", "Parked"),
                    ("merged", "Merged"),
                    ("unmerged", "Unmerged"),
                    ("made_urgent", "Made Urgent"),
                    ("recategorised", "Recategorised"),
                    ("muted", "Muted"),
                    ("unmuted", "Unmuted"),
                    ("blocked", "Blocked"),
                    ("unblocked", "Unblocked"),
                    ("reopened", "Reopened"),
                    ("direction_sent", "Direction Sent"),
                    ("direction_delivered", "Direction Delivered"),
                    ("direction_read", "Direction Read"),
                    ("direction_failed", "Direction Failed"),
                    ("reply_held", "Reply Held"),
                    ("received", "Received"),
                    ("team_sent", "Team Sent"),
                    ("on_spot", "On Spot"),
                    ("progress", "Progress"),
                    ("answered", "Answered"),
                    ("disputed", "Disputed"),
                    ("need_help", "Need Help"),
                    ("reason", "Reason"),
                    ("gd", "Gd"),
                    ("decided", "Decided"),
                    ("ordered", "Ordered"),
                    ("approved", "Approved"),
                    ("overdue", "Overdue"),
                    ("escalated", "Escalated"),
                    ("stood_in", "Stood In"),
                    ("reminded", "Reminded"),
                    ("ladder", "Ladder"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL(CELLS + POSTS + READERS),
        migrations.RunSQL(RELEASES + RECORDS + REVOKE),
    ]
