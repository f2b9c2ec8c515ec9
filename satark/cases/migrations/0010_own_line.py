"""Superiors record only what concerns their own ground or their own orders, and no console can put the clock to sleep.

`line_of_case` says who may read. A circle officer who looks into another circle's case reads it too, and decides, approves
and returns nothing in it.
"""

from django.db import migrations

# ruff: noqa: S608 - the tables named here are our own

LINE_ROLES = "('sho', 'ssi', 'night', 'co', 'asp', 'sp', 'dig', 'adg', 'control', 'night_go', 'special')"
COMMAND_ROLES = "('co', 'asp', 'sp', 'dig', 'adg', 'night_go')"


def _has_role(roles: str) -> str:
    return f"EXISTS (SELECT 1 FROM jurisdiction_post r WHERE r.code = post_id AND r.role IN {roles})"


def _direction(condition: str) -> str:
    return f"""EXISTS (SELECT 1 FROM cases_direction d JOIN jurisdiction_post p ON p.code = d.post_id
                        WHERE d.case_id = cases_event.case_id AND d.ref = cases_event.ref AND ({condition}))"""


BELOW = "unit_holds(post_ground(cases_event.post_id), p.unit_id)"
MINE = "d.by_post_id = cases_event.post_id"

RECORDS = f"""
ALTER POLICY open_lane_records ON cases_event
    WITH CHECK (at BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes'
        AND officer_id = (SELECT acting_officer()) AND post_id = ANY ((SELECT acting_posts())::text[])
        AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = cases_event.case_id AND c.lane IN ('open', 'incident', 'order'))
        AND (desk_of_case(case_id) AND {_has_role("('desk')")}
             AND (kind IN ('read', 'parked', 'merged', 'unmerged', 'made_urgent', 'recategorised', 'asked', 'told', 'note')
                  AND ref = ''
                  OR kind IN ('forwarded', 'recalled') AND {_direction("true")})
          OR line_of_case(case_id) AND {_has_role(LINE_ROLES)} AND kind IN ('read', 'note') AND ref = ''
          OR line_of_case(case_id) AND {_has_role(COMMAND_ROLES)}
             AND (kind = 'decided' AND {_direction(f"d.kind = 'dispute' AND (d.post_id = cases_event.post_id OR {BELOW})")}
               OR kind IN ('approved', 'returned') AND {_direction(f"{MINE} OR d.kind = 'complaint' AND {BELOW}")}
               OR kind IN ('ordered', 'withdrawn') AND {_direction(MINE)}
               OR kind = 'recalled' AND {_direction("d.kind = 'complaint'")})
          -- Steps, and a want that becomes a superior's task: of whoever attends.
          OR kind IN ('received', 'team_sent', 'on_spot', 'progress', 'answered', 'disputed', 'need_help', 'reason', 'gd')
             AND works_on(case_id, ref, post_id)
          OR kind = 'ordered' AND line_of_case(case_id) AND {_direction(f"d.kind = 'order' AND {MINE}")}));
"""

RECALLS = """
CREATE FUNCTION recall_follows_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    -- Who decides that it is another station's lets the first one go in the same moment; alone he calls back nothing.
    -- By a trigger, because no policy may look into its own table.
    IF NOT desk_of_case(NEW.case_id) AND NOT EXISTS (
            SELECT 1 FROM cases_event decision WHERE decision.case_id = NEW.case_id AND decision.kind = 'decided'
               AND decision.officer_id = NEW.officer_id AND decision.at = NEW.at AND decision.data->>'new' <> NEW.ref) THEN
        RAISE EXCEPTION 'called back without a decision' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recall_follows_decision BEFORE INSERT ON cases_event FOR EACH ROW
    WHEN (NEW.kind = 'recalled' AND current_user = 'satark_console') EXECUTE FUNCTION recall_follows_decision();
"""

CLOCK = """
CREATE FUNCTION clock_looks_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever could say when the clock looks next could say never.
    NEW.look_at := desk_now();
    RETURN NEW;
END $$;
CREATE TRIGGER clock_looks_itself BEFORE INSERT OR UPDATE ON cases_standing FOR EACH ROW
    WHEN (current_user = 'satark_console') EXECUTE FUNCTION clock_looks_itself();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_tips")]

    operations = [migrations.RunSQL(RECORDS + RECALLS + CLOCK)]
