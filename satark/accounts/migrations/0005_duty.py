"""Who is called to the lines or suspended acts for nothing; who stands in acts for the post, too; who keeps the roster.

`roster_acting` says in SQL what `jurisdiction.roster.Roster.acting` says in Python: one test compares them.
"""

from django.db import migrations

# ruff: noqa: S608 - the tables named here are our own

COVERS = "{row}.since <= {at} AND ({row}.until IS NULL OR {row}.until > {at})"
"""A period and an instant."""


def _covers(row: str, at: str) -> str:
    return COVERS.format(row=row, at=at)


ROSTER = f"""
CREATE FUNCTION officer_there(who bigint, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (SELECT 1 FROM jurisdiction_absence a WHERE a.officer_id = who AND {_covers("a", "at")})
$$;

CREATE FUNCTION post_manned(post text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (SELECT 1 FROM jurisdiction_holding h
                    WHERE h.post_id = post AND {_covers("h", "at")} AND officer_there(h.officer_id, at))
$$;

CREATE FUNCTION roster_acting(post text, at timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH chair AS (
        SELECT p.code, p.unit_id, p.role, u.kind FROM jurisdiction_post p
          JOIN jurisdiction_unit u ON u.code = p.unit_id WHERE p.code = post
    ), in_turn (code, turn, since) AS (
        SELECT c.code::text, 1, NULL::timestamptz FROM chair c
        UNION ALL
        SELECT s.deputy_id, 2, s.since FROM jurisdiction_standin s, chair c
         WHERE s.post_id = c.code AND {_covers("s", "at")}
        UNION ALL
        SELECT p.code, 3, NULL FROM jurisdiction_post p, chair c WHERE p.unit_id = c.unit_id AND p.role = c.role
        UNION ALL
        SELECT p.code, CASE p.role WHEN 'ssi' THEN 4 WHEN 'night' THEN 5 ELSE 6 END, NULL
          FROM jurisdiction_post p, chair c
         WHERE p.unit_id = c.unit_id AND p.role IN ('ssi', 'night', 'outpost')
           AND c.kind = 'station' AND c.role <> 'night'
        UNION ALL
        SELECT p.code, 7, NULL FROM jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id, chair c
         WHERE u.parent_id = c.unit_id AND u.kind = 'outpost' AND p.role = 'outpost'
           AND c.kind = 'station' AND c.role <> 'night'
    )
    SELECT t.code FROM in_turn t WHERE post_manned(t.code, at)
     ORDER BY t.turn, t.since DESC NULLS LAST, t.code LIMIT 1
$$;
"""

ACTING = f"""
CREATE OR REPLACE FUNCTION acting_officer() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.officer_id
      FROM accounts_signin s JOIN accounts_officer o ON o.id = s.officer_id
     WHERE s.secret_hash = sha256(convert_to(current_setting('satark.session', true), 'UTF8'))
       AND s.ended_at IS NULL AND s.expires_at > desk_now() AND o.is_active
       AND NOT EXISTS (SELECT 1 FROM jurisdiction_absence a WHERE a.officer_id = s.officer_id
                          AND a.kind IN ('line', 'suspended') AND {_covers("a", "desk_now()")})
$$;

CREATE OR REPLACE FUNCTION acting_posts() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH me AS MATERIALIZED (SELECT acting_officer() AS id, desk_now() AS at),
    held AS MATERIALIZED (
        SELECT h.post_id::text AS code, p.unit_id, p.role, u.kind, u.parent_id
          FROM jurisdiction_holding h JOIN jurisdiction_post p ON p.code = h.post_id
          JOIN jurisdiction_unit u ON u.code = p.unit_id, me
         WHERE h.officer_id = me.id AND {_covers("h", "me.at")}
    ), perhaps AS (
        SELECT s.post_id::text AS code FROM jurisdiction_standin s JOIN held ON held.code = s.deputy_id, me
         WHERE {_covers("s", "me.at")}
        UNION
        SELECT p.code::text FROM jurisdiction_post p JOIN held ON p.unit_id = held.unit_id
         WHERE p.role = held.role OR held.role IN ('ssi', 'night', 'outpost')
        UNION
        SELECT p.code::text FROM jurisdiction_post p JOIN held ON p.unit_id = held.parent_id
         WHERE held.kind = 'outpost'
    ), standing_in AS (
        SELECT perhaps.code FROM perhaps, me
         WHERE officer_there(me.id, me.at) AND NOT post_manned(perhaps.code, me.at)
           AND roster_acting(perhaps.code, me.at) IN (SELECT code FROM held)
    )
    SELECT coalesce(array_agg(code), '{{}}') FROM (SELECT code FROM held UNION SELECT code FROM standing_in) mine
$$;

CREATE FUNCTION units_below(tops text[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE area (code) AS (
        SELECT unnest(tops)
        UNION
        SELECT u.code::text FROM jurisdiction_unit u JOIN area ON u.parent_id = area.code
    )
    SELECT coalesce(array_agg(code), '{{}}') FROM area
$$;

CREATE FUNCTION acting_area() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT units_below(array_agg(p.unit_id::text)) FROM jurisdiction_post p
     WHERE p.code = ANY (acting_posts()) AND p.role <> 'outside'
$$;

CREATE FUNCTION acting_admin_area() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT units_below(array_agg(p.unit_id::text)) FROM jurisdiction_post p
     WHERE p.code = ANY (acting_posts()) AND p.role = 'admin'
$$;

CREATE FUNCTION area_absences() RETURNS TABLE (officer_id bigint, kind text, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT a.officer_id, a.kind::text, a.since, a.until FROM jurisdiction_absence a
     WHERE EXISTS (SELECT 1 FROM jurisdiction_holding h JOIN jurisdiction_post p ON p.code = h.post_id
                    WHERE h.officer_id = a.officer_id AND {_covers("h", "desk_now()")}
                      AND p.unit_id = ANY ((SELECT acting_area())::text[]))
$$;

REVOKE ALL ON FUNCTION officer_there(bigint, timestamptz), post_manned(text, timestamptz),
    roster_acting(text, timestamptz), units_below(text[]), acting_area(), acting_admin_area(), area_absences()
    FROM PUBLIC;
"""

EARLIER = f"""
DROP FUNCTION area_absences(), acting_admin_area(), acting_area(), units_below(text[]);
CREATE OR REPLACE FUNCTION acting_officer() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.officer_id
      FROM accounts_signin s JOIN accounts_officer o ON o.id = s.officer_id
     WHERE s.secret_hash = sha256(convert_to(current_setting('satark.session', true), 'UTF8'))
       AND s.ended_at IS NULL AND s.expires_at > desk_now() AND o.is_active
$$;
CREATE OR REPLACE FUNCTION acting_posts() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(h.post_id::text), '{{}}')
      FROM jurisdiction_holding h
     WHERE h.officer_id = acting_officer() AND {_covers("h", "desk_now()")}
$$;
"""

TABLES = ("jurisdiction_holding", "jurisdiction_absence", "jurisdiction_standin")
ROLES = ("relay", "worker", "console")

ENABLE = "\n".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
    + "".join(
        f"CREATE POLICY {role}_reads ON {table} FOR SELECT TO satark_{role} USING (true);" for role in ROLES
    )
    for table in TABLES
)
DISABLE = "\n".join(
    "".join(f"DROP POLICY {role}_reads ON {table};" for role in ROLES)
    + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in TABLES
)

EARLIEST = "desk_now() - interval '1 day'"
"""An order that came by radio in the night is entered in the morning; nobody rewrites last week."""


def _kept(post: str) -> str:
    """A post of the acting administrator's area. Cells and administrators are appointed on the server, never here."""
    return f"""EXISTS (SELECT 1 FROM jurisdiction_post p WHERE p.code = {post} AND p.role NOT IN ('cell', 'admin')
                  AND p.unit_id = ANY ((SELECT acting_admin_area())::text[]))"""


def _his(officer: str, kept: str) -> str:
    return f"""EXISTS (SELECT 1 FROM jurisdiction_holding h JOIN jurisdiction_post p ON p.code = h.post_id
                WHERE h.officer_id = {officer} AND {_covers("h", "desk_now()")} AND {kept})"""


IN_AREA = "p.unit_id = ANY ((SELECT acting_admin_area())::text[])"
APPOINTED = "p.role IN ('cell', 'admin')"
RUNS = "(until IS NULL OR until > desk_now())"
ENDS = f"(until IS NOT NULL AND until >= {EARLIEST})"
PERSON = f"""{_his("jurisdiction_absence.officer_id", IN_AREA)}
             AND NOT {_his("jurisdiction_absence.officer_id", APPOINTED)}"""

KEEPING = f"""
CREATE POLICY console_appoints ON jurisdiction_holding FOR INSERT TO satark_console
    WITH CHECK ({_kept("jurisdiction_holding.post_id")} AND since >= {EARLIEST}
                -- Nobody gives himself a post, not even through an administrator's page.
                AND officer_id <> (SELECT acting_officer()));
CREATE POLICY console_relieves ON jurisdiction_holding FOR UPDATE TO satark_console
    USING ({_kept("jurisdiction_holding.post_id")} AND {RUNS}) WITH CHECK ({ENDS});
CREATE POLICY console_excuses ON jurisdiction_absence FOR INSERT TO satark_console
    WITH CHECK ({PERSON} AND since >= {EARLIEST});
CREATE POLICY console_returns ON jurisdiction_absence FOR UPDATE TO satark_console
    USING ({PERSON} AND {RUNS}) WITH CHECK ({ENDS});
CREATE POLICY console_deputes ON jurisdiction_standin FOR INSERT TO satark_console
    WITH CHECK ({_kept("jurisdiction_standin.post_id")} AND {_kept("jurisdiction_standin.deputy_id")}
                AND since >= {EARLIEST});
CREATE POLICY console_ends ON jurisdiction_standin FOR UPDATE TO satark_console
    USING ({_kept("jurisdiction_standin.post_id")} AND {RUNS}) WITH CHECK ({ENDS});
"""
DROP_KEEPING = """
DROP POLICY console_appoints ON jurisdiction_holding; DROP POLICY console_relieves ON jurisdiction_holding;
DROP POLICY console_excuses ON jurisdiction_absence; DROP POLICY console_returns ON jurisdiction_absence;
DROP POLICY console_deputes ON jurisdiction_standin; DROP POLICY console_ends ON jurisdiction_standin;
"""

ENLIST = """
CREATE FUNCTION roster_enlist(called text, its_rank text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE made bigint;
BEGIN
    IF session_user = 'satark_console' AND acting_admin_area() = '{}' THEN
        RAISE EXCEPTION 'only an administrator enters officers' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- On the roster, not signed in: the password, which no sign-in has, is given on the server.
    INSERT INTO accounts_officer (username, name, rank, password, is_active)
         VALUES ('roster-' || replace(gen_random_uuid()::text, '-', ''), called, its_rank, '!', true)
      RETURNING id INTO made;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION roster_enlist(text, text) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_officer_rank"), ("jurisdiction", "0004_stand_ins")]

    operations = [
        migrations.RunSQL(
            ROSTER,
            "DROP FUNCTION roster_acting(text, timestamptz), post_manned(text, timestamptz), "
            "officer_there(bigint, timestamptz)",
        ),
        migrations.RunSQL(ACTING, EARLIER),
        migrations.RunSQL(ENABLE, DISABLE),
        migrations.RunSQL(KEEPING, DROP_KEEPING),
        migrations.RunSQL(ENLIST, "DROP FUNCTION roster_enlist(text, text)"),
    ]
