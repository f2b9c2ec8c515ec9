"""The open lane in the database's own rights: the desk reads what comes in, the line what was forwarded to its ground.

The sealed lane stays as closed as it was: what a cell reads and writes there nobody else does, and a complaint gives no
cell anything. Deny by default; each kind of event, direction and notice has the posts that may write it.
"""

from django.db import migrations

# ruff: noqa: S608 - the tables named here are our own

LINE_ROLES = "('sho', 'ssi', 'night', 'co', 'asp', 'sp', 'dig', 'adg', 'control', 'night_go', 'special')"
COMMAND_ROLES = "('co', 'asp', 'sp', 'dig', 'adg', 'night_go')"
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public"

FUNCTIONS = f"""
CREATE FUNCTION post_ground(post text) RETURNS text {DEFINER} AS $$
    -- The unit that a post looks after: of the control room and the night officer the whole district.
    SELECT CASE WHEN p.role IN ('control', 'night_go') THEN u.district_id ELSE p.unit_id END
      FROM jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id WHERE p.code = post
$$;

CREATE FUNCTION unit_holds(upper text, lower text) RETURNS boolean {DEFINER} AS $$
    WITH RECURSIVE up (code, parent_id) AS (
        SELECT u.code, u.parent_id FROM jurisdiction_unit u WHERE u.code = lower
        UNION ALL
        SELECT u.code, u.parent_id FROM jurisdiction_unit u JOIN up ON u.code = up.parent_id
    )
    SELECT EXISTS (SELECT 1 FROM up WHERE up.code = upper)
$$;

CREATE FUNCTION acting_desks() RETURNS text[] {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT p.unit_id::text), '{{}}') FROM jurisdiction_post p
     WHERE p.role = 'desk' AND p.code = ANY (acting_posts())
$$;

CREATE FUNCTION acting_lines() RETURNS text[] {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT post_ground(p.code)) FILTER (WHERE post_ground(p.code) IS NOT NULL), '{{}}')
      FROM jurisdiction_post p WHERE p.role IN {LINE_ROLES} AND p.code = ANY (acting_posts())
$$;

CREATE FUNCTION desk_of_case(wanted uuid) RETURNS boolean {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM cases_audience a JOIN cases_case c ON c.id = a.case_id
                    WHERE a.case_id = wanted AND a.side = 'desk' AND c.lane = 'open'
                      AND a.unit_id = ANY (acting_desks()))
$$;

CREATE FUNCTION line_of_case(wanted uuid) RETURNS boolean {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM cases_audience a JOIN cases_case c ON c.id = a.case_id
                    WHERE a.case_id = wanted AND a.side = 'line' AND c.lane IN ('open', 'incident', 'order')
                      AND a.unit_id = ANY (acting_lines()))
$$;

CREATE FUNCTION works_on(wanted uuid, named text, through text) RETURNS boolean {DEFINER} AS $$
    -- Whether `through` may act on the direction with this ref: its addressee, a post of his unit, or one above.
    SELECT EXISTS (SELECT 1 FROM cases_direction d JOIN jurisdiction_post p ON p.code = d.post_id,
                                 jurisdiction_post mine
                    WHERE d.case_id = wanted AND d.ref = named AND d.kind <> 'direction' AND mine.code = through
                      AND through = ANY (acting_posts()) AND mine.role NOT IN ('desk', 'cell', 'admin', 'outside')
                      AND (mine.unit_id = p.unit_id OR unit_holds(post_ground(through), p.unit_id)))
$$;

CREATE FUNCTION above_who_attends(wanted uuid, unit text) RETURNS boolean {DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM cases_direction d JOIN jurisdiction_post p ON p.code = d.post_id
                    WHERE d.case_id = wanted AND unit_holds(unit, p.unit_id))
$$;

REVOKE ALL ON FUNCTION post_ground(text), unit_holds(text, text), acting_desks(), acting_lines(), desk_of_case(uuid),
    line_of_case(uuid), works_on(uuid, text, text), above_who_attends(uuid, text) FROM PUBLIC;
"""


def _named(case: str, *sides: str) -> str:
    """A unit that the acting officer stands for is named for the case, on one of these sides."""
    acting = {"cell": "acting_cells()", "desk": "acting_desks()", "line": "acting_lines()"}
    which = " OR ".join(
        f"a.side = '{side}' AND a.unit_id = ANY ((SELECT {acting[side]})::text[])" for side in sides
    )
    return f"EXISTS (SELECT 1 FROM cases_audience a WHERE a.case_id = {case} AND ({which}))"


ANY_SIDE = ("cell", "desk", "line")
MY_POSTS = "ANY ((SELECT acting_posts())::text[])"


def _just_now(row: str) -> str:
    return f"{row}.at BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes'"


def _lane(case: str, *lanes: str) -> str:
    listed = ", ".join(f"'{lane}'" for lane in lanes)
    return f"EXISTS (SELECT 1 FROM cases_case c WHERE c.id = {case} AND c.lane IN ({listed}))"


def _has_role(post: str, roles: str) -> str:
    return f"EXISTS (SELECT 1 FROM jurisdiction_post r WHERE r.code = {post} AND r.role IN {roles})"


def _directed(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = {row}.case_id AND d.ref = {row}.ref)"


READS = f"""
DROP POLICY console_reads ON cases_audience;
CREATE POLICY console_reads ON cases_audience FOR SELECT TO satark_console
    USING (side = 'cell' AND unit_id = ANY ((SELECT acting_cells())::text[])
           OR side = 'desk' AND unit_id = ANY ((SELECT acting_desks())::text[])
           OR side = 'line' AND (unit_id = ANY ((SELECT acting_lines())::text[]) OR desk_of_case(case_id)));
DROP POLICY console_reads ON cases_case;
CREATE POLICY console_reads ON cases_case FOR SELECT TO satark_console USING ({_named("cases_case.id", *ANY_SIDE)});
DROP POLICY console_reads ON cases_statement;
CREATE POLICY console_reads ON cases_statement FOR SELECT TO satark_console
    USING ({_named("cases_statement.case_id", *ANY_SIDE)});
DROP POLICY console_reads ON evidence_evidence;
CREATE POLICY console_reads ON evidence_evidence FOR SELECT TO satark_console
    USING ({_named("evidence_evidence.case_id", *ANY_SIDE)});
DROP POLICY console_reads ON cases_direction;
CREATE POLICY console_reads ON cases_direction FOR SELECT TO satark_console
    USING (post_id = {MY_POSTS} OR {_named("cases_direction.case_id", *ANY_SIDE)});
DROP POLICY console_reads ON cases_event;
CREATE POLICY console_reads ON cases_event FOR SELECT TO satark_console
    USING ({_named("cases_event.case_id", *ANY_SIDE)}
           OR (ref <> '' AND EXISTS (SELECT 1 FROM cases_direction d WHERE d.ref = cases_event.ref
                                        AND d.case_id = cases_event.case_id AND d.post_id = {MY_POSTS})));
DROP POLICY console_reads ON vault_casekey;
CREATE POLICY console_reads ON vault_casekey FOR SELECT TO satark_console
    USING ({_named("vault_casekey.case_id", *ANY_SIDE)}
           OR EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = vault_casekey.case_id AND d.post_id = {MY_POSTS}));
CREATE POLICY console_reads ON cases_standing FOR SELECT TO satark_console
    USING ({_named("cases_standing.case_id", "desk", "line")});
-- By which times a district is measured everybody may know.
CREATE POLICY console_reads ON cases_ruleset FOR SELECT TO satark_console USING (true);
"""

CELLS = f"""
ALTER POLICY console_directs ON cases_direction
    WITH CHECK ({_named("cases_direction.case_id", "cell")} AND {_just_now("cases_direction")} AND due_at > at
        AND kind = 'direction' AND by_post_id IS NULL
        AND EXISTS (SELECT 1 FROM cases_case c, jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id
                     WHERE c.id = cases_direction.case_id AND p.code = cases_direction.post_id AND c.lane = 'sealed'
                       AND cases_direction.ref ~ ('^' || c.number || '-[1-9][0-9]{{0,3}}$')
                       AND p.role NOT IN ('cell', 'admin', 'desk') AND u.district_id IS NOT DISTINCT FROM c.district_id
                       AND (c.police = 'no' OR p.unit_id IS DISTINCT FROM c.unit_id)));
ALTER POLICY console_records ON cases_event
    WITH CHECK ({_named("cases_event.case_id", "cell")} AND {_lane("cases_event.case_id", "sealed")}
        AND {_just_now("cases_event")} AND officer_id = (SELECT acting_officer()) AND post_id = {MY_POSTS}
        AND (kind IN ('read', 'asked', 'told', 'note', 'closed') AND ref = ''
             OR kind IN ('directed', 'returned', 'withdrawn') AND {_directed("cases_event")}));
ALTER POLICY console_writes ON outbox_notice
    WITH CHECK ({_named("outbox_notice.case_id", "cell")} AND {_lane("outbox_notice.case_id", "sealed")}
        AND {_just_now("outbox_notice")} AND taken_at IS NULL AND heard_at IS NULL
        AND (kind IN ('question', 'answer', 'closed') AND post_id = '' AND ref = ''
             OR kind IN ('direction', 'returned')
                AND EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = outbox_notice.case_id
                               AND d.ref = outbox_notice.ref AND d.post_id = outbox_notice.post_id)));
"""

DIRECTIONS = f"""
CREATE POLICY open_lane_orders ON cases_direction FOR INSERT TO satark_console
    WITH CHECK ({_just_now("cases_direction")} AND due_at > at
        AND EXISTS (SELECT 1 FROM cases_case c, jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id
                     WHERE c.id = cases_direction.case_id AND p.code = cases_direction.post_id
                       AND c.lane IN ('open', 'incident', 'order')
                       AND cases_direction.ref ~ ('^' || c.number || '-[1-9][0-9]{{0,3}}$')
                       AND p.role NOT IN ('cell', 'admin', 'desk')
                       -- The desk forwards within its district, on its SP's order; it orders nobody.
                       AND (cases_direction.kind = 'complaint' AND desk_of_case(c.id) AND u.district_id = c.district_id
                            AND p.role IN ('sho', 'special')
                            AND (by_post_id IS NULL OR EXISTS (SELECT 1 FROM jurisdiction_post o
                                     WHERE o.code = by_post_id AND o.role = 'sp' AND o.unit_id = c.district_id))
                       -- A superior orders what is below him; past an SP the DIG decides disputes and orders nothing.
                         OR cases_direction.kind IN ('complaint', 'order', 'explanation') AND line_of_case(c.id)
                            AND by_post_id = {MY_POSTS} AND {_has_role("by_post_id", COMMAND_ROLES)}
                            AND unit_holds(post_ground(by_post_id), p.unit_id)
                            AND (cases_direction.kind = 'complaint' OR p.role = 'sp'
                                 OR NOT {_has_role("by_post_id", "('dig')")})
                       -- Whoever attends puts a dispute, or what he needs, before somebody above him.
                         OR cases_direction.kind IN ('dispute', 'order') AND line_of_case(c.id)
                            AND (cases_direction.kind = 'dispute' AND by_post_id IS NULL OR by_post_id = {MY_POSTS})
                            AND EXISTS (SELECT 1 FROM unnest(acting_posts()) mine
                                         WHERE unit_holds(post_ground(p.code), post_ground(mine)) AND mine <> p.code))));
"""

EVENTS = f"""
CREATE POLICY open_lane_records ON cases_event FOR INSERT TO satark_console
    WITH CHECK ({_just_now("cases_event")} AND officer_id = (SELECT acting_officer()) AND post_id = {MY_POSTS}
        AND {_lane("cases_event.case_id", "open", "incident", "order")}
        AND (desk_of_case(case_id) AND {_has_role("post_id", "('desk')")}
             AND (kind IN ('read', 'parked', 'merged', 'unmerged', 'made_urgent', 'recategorised', 'asked', 'told', 'note')
                  AND ref = ''
                  OR kind IN ('forwarded', 'recalled') AND {_directed("cases_event")})
          OR line_of_case(case_id) AND {_has_role("post_id", LINE_ROLES)} AND kind IN ('read', 'note') AND ref = ''
          OR line_of_case(case_id) AND {_has_role("post_id", COMMAND_ROLES)} AND {_directed("cases_event")}
             AND kind IN ('decided', 'recalled', 'ordered', 'approved', 'returned', 'withdrawn')
          -- Steps, and a want that becomes a superior's task: of whoever attends.
          OR kind IN ('received', 'team_sent', 'on_spot', 'progress', 'answered', 'disputed', 'need_help', 'reason', 'gd')
             AND works_on(case_id, ref, post_id)
          OR kind = 'ordered' AND line_of_case(case_id)
             AND EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = cases_event.case_id AND d.ref = cases_event.ref
                            AND d.kind = 'order' AND d.by_post_id = cases_event.post_id)));
"""

NOTICES = f"""
CREATE POLICY open_lane_writes ON outbox_notice FOR INSERT TO satark_console
    WITH CHECK ({_just_now("outbox_notice")} AND taken_at IS NULL AND heard_at IS NULL
        AND {_lane("outbox_notice.case_id", "open", "incident", "order")}
        -- Words to a complainant are the desk's alone; a step has none.
        AND (desk_of_case(case_id) AND kind IN ('question', 'answer', 'step') AND post_id = '' AND ref = ''
          OR line_of_case(case_id) AND kind IN ('step', 'visit') AND post_id = '' AND ref = ''
          -- To a post only about a direction of its own unit, of one below it, or that it gave.
          OR (desk_of_case(case_id) AND kind IN ('complaint', 'recall')
              OR line_of_case(case_id)
                 AND kind IN ('complaint', 'recall', 'dispute', 'order', 'answered', 'returned', 'escalation'))
             AND NOT {_has_role("outbox_notice.post_id", "('cell', 'admin', 'outside')")}
             AND EXISTS (SELECT 1 FROM cases_direction d JOIN jurisdiction_post p ON p.code = d.post_id
                          WHERE d.case_id = outbox_notice.case_id AND d.ref = outbox_notice.ref
                            AND (d.post_id = outbox_notice.post_id OR d.by_post_id = outbox_notice.post_id
                                 OR unit_holds(post_ground(outbox_notice.post_id), p.unit_id)))));
"""

REST = f"""
CREATE POLICY open_lane_names ON cases_audience FOR INSERT TO satark_console
    WITH CHECK (side = 'line' AND (desk_of_case(case_id) OR line_of_case(case_id))
        -- Only those above somebody who was told to attend.
        AND above_who_attends(case_id, unit_id));
CREATE POLICY open_lane_unnames ON cases_audience FOR DELETE TO satark_console
    USING (side = 'line' AND desk_of_case(case_id));
CREATE POLICY desk_corrects ON cases_case FOR UPDATE TO satark_console
    USING (desk_of_case(id)) WITH CHECK (desk_of_case(id));
CREATE POLICY console_writes ON cases_standing FOR INSERT TO satark_console
    WITH CHECK (desk_of_case(case_id) OR line_of_case(case_id));
CREATE POLICY console_rewrites ON cases_standing FOR UPDATE TO satark_console
    USING (desk_of_case(case_id) OR line_of_case(case_id))
    WITH CHECK (desk_of_case(case_id) OR line_of_case(case_id));
CREATE POLICY console_rules ON cases_ruleset FOR INSERT TO satark_console
    WITH CHECK (officer_id = (SELECT acting_officer())
        AND since BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes'
        AND EXISTS (SELECT 1 FROM jurisdiction_post p WHERE p.code = {MY_POSTS} AND p.role IN ('sp', 'admin')
                       AND p.unit_id = cases_ruleset.district_id));
"""

ENABLE = """
ALTER TABLE cases_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_ruleset ENABLE ROW LEVEL SECURITY;
"""
PROCESSES = """
CREATE POLICY relay_all ON cases_standing TO satark_relay USING (true) WITH CHECK (true);
CREATE POLICY relay_all ON cases_ruleset TO satark_relay USING (true);
CREATE POLICY worker_all ON cases_standing TO satark_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON cases_ruleset TO satark_worker USING (true);
CREATE POLICY worker_all ON cases_audience TO satark_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_tells ON outbox_notice FOR INSERT TO satark_worker WITH CHECK (true);
-- Whether a post looked at its digest; never when a source hears something.
CREATE POLICY worker_looks ON outbox_notice FOR SELECT TO satark_worker USING (post_id <> '');
-- The relay wrote down what a source said and reads none of it back: a brief is made of complaints alone.
DROP POLICY relay_all ON cases_statement;
CREATE POLICY relay_says ON cases_statement FOR INSERT TO satark_relay WITH CHECK (true);
CREATE POLICY relay_reads_complaints ON cases_statement FOR SELECT TO satark_relay
    USING (EXISTS (SELECT 1 FROM cases_case c WHERE c.id = cases_statement.case_id AND c.lane = 'open'));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_ruleset FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_open_lane"), ("accounts", "0003_desk_now"), ("outbox", "0002_open_lane")]

    operations = [
        migrations.RunSQL(FUNCTIONS),
        migrations.RunSQL(ENABLE),
        migrations.RunSQL(READS),
        migrations.RunSQL(CELLS),
        migrations.RunSQL(DIRECTIONS + EVENTS + NOTICES + REST),
        migrations.RunSQL(PROCESSES),
    ]
