"""Row-level security, deny by default: a cell reads the cases it is named for, a post its own directions, nobody else anything.

The record is append-only for everyone, the owner included.
"""

from django.db import migrations

# ruff: noqa: S608 - the tables named here are our own

TABLES = (
    "cases_case",
    "cases_audience",
    "cases_statement",
    "cases_direction",
    "cases_event",
    "evidence_evidence",
    "vault_casekey",
    "outbox_notice",
)

ENABLE = "\n".join(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;" for table in TABLES)
DISABLE = "\n".join(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;" for table in TABLES)

# The relay files and sends for everyone; what it may do to a table at all is the matrix of config/rights.py.
RELAY = "\n".join(
    f"CREATE POLICY relay_all ON {table} TO satark_relay USING (true) WITH CHECK (true);" for table in TABLES
)
WORKER = "\n".join(
    f"CREATE POLICY worker_all ON {table} TO satark_worker USING (true) WITH CHECK (true);"
    for table in ("cases_case", "cases_direction", "cases_event")
)
DROP = "\n".join(
    [f"DROP POLICY relay_all ON {table};" for table in TABLES]
    + [f"DROP POLICY worker_all ON {table};" for table in ("cases_case", "cases_direction", "cases_event")]
)


def _named(case: str) -> str:
    """The acting officer's cell is named for the case."""
    return f"EXISTS (SELECT 1 FROM cases_audience a WHERE a.case_id = {case} AND a.unit_id = ANY ((SELECT acting_cells())::text[]))"


def _directed(row: str) -> str:
    """The row's ref is that of a direction of the same case."""
    return f"EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = {row}.case_id AND d.ref = {row}.ref)"


def _just_now(row: str) -> str:
    """Written when it is said to have happened, give or take two clocks that differ."""
    return f"{row}.at BETWEEN now() - interval '5 minutes' AND now() + interval '5 minutes'"


CONSOLE = f"""
CREATE POLICY console_reads ON cases_audience FOR SELECT TO satark_console
    USING (unit_id = ANY ((SELECT acting_cells())::text[]));
CREATE POLICY console_reads ON cases_case FOR SELECT TO satark_console USING ({_named("cases_case.id")});
CREATE POLICY console_reads ON cases_statement FOR SELECT TO satark_console USING ({_named("cases_statement.case_id")});
CREATE POLICY console_reads ON evidence_evidence FOR SELECT TO satark_console
    USING ({_named("evidence_evidence.case_id")});

CREATE POLICY console_reads ON cases_direction FOR SELECT TO satark_console
    USING (post_id = ANY ((SELECT acting_posts())::text[]) OR {_named("cases_direction.case_id")});
CREATE POLICY console_directs ON cases_direction FOR INSERT TO satark_console
    WITH CHECK ({_named("cases_direction.case_id")} AND {_just_now("cases_direction")} AND due_at > at
        -- The case's own number, which exists once: so no ref can be made to look like that of another case.
        -- And a post of its district that may be directed (services.directable): never the suspected station.
        AND EXISTS (SELECT 1 FROM cases_case c, jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id
                     WHERE c.id = cases_direction.case_id AND p.code = cases_direction.post_id
                       AND cases_direction.ref ~ ('^' || c.number || '-[1-9][0-9]{{0,3}}$')
                       AND p.role NOT IN ('cell', 'admin') AND u.district_id IS NOT DISTINCT FROM c.district_id
                       AND (c.police = 'no' OR p.unit_id IS DISTINCT FROM c.unit_id)));

CREATE POLICY console_reads ON cases_event FOR SELECT TO satark_console
    USING ({_named("cases_event.case_id")}
           OR (ref <> '' AND EXISTS (SELECT 1 FROM cases_direction d WHERE d.ref = cases_event.ref
                                        AND d.case_id = cases_event.case_id AND d.post_id = ANY ((SELECT acting_posts())::text[]))));
CREATE POLICY console_records ON cases_event FOR INSERT TO satark_console
    WITH CHECK ({_named("cases_event.case_id")} AND {_just_now("cases_event")}
        AND officer_id = (SELECT acting_officer()) AND post_id = ANY ((SELECT acting_posts())::text[])
        -- What the posts and the source do is recorded by the relay, what the clock does by the worker.
        AND (kind IN ('read', 'asked', 'told', 'note', 'closed') AND ref = ''
             OR kind IN ('directed', 'returned', 'withdrawn') AND {_directed("cases_event")}));

CREATE POLICY console_reads ON vault_casekey FOR SELECT TO satark_console
    USING ({_named("vault_casekey.case_id")}
           OR EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = vault_casekey.case_id
                         AND d.post_id = ANY ((SELECT acting_posts())::text[])));

-- Written, never read back: when a source heard an answer would tell when he looks at his phone.
CREATE POLICY console_writes ON outbox_notice FOR INSERT TO satark_console
    WITH CHECK ({_named("outbox_notice.case_id")} AND {_just_now("outbox_notice")}
        AND taken_at IS NULL AND heard_at IS NULL
        AND (kind IN ('question', 'answer', 'closed') AND post_id = '' AND ref = ''
             OR kind IN ('direction', 'returned')
                AND EXISTS (SELECT 1 FROM cases_direction d WHERE d.case_id = outbox_notice.case_id
                               AND d.ref = outbox_notice.ref AND d.post_id = outbox_notice.post_id)));
"""
DROP_CONSOLE = """
DROP POLICY console_reads ON cases_audience; DROP POLICY console_reads ON cases_case;
DROP POLICY console_reads ON cases_statement; DROP POLICY console_reads ON evidence_evidence;
DROP POLICY console_reads ON cases_direction; DROP POLICY console_directs ON cases_direction;
DROP POLICY console_reads ON cases_event; DROP POLICY console_records ON cases_event;
DROP POLICY console_reads ON vault_casekey; DROP POLICY console_writes ON outbox_notice;
"""

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_statement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_direction
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP_APPEND_ONLY = """
DROP TRIGGER append_only ON cases_event; DROP TRIGGER append_only ON cases_statement;
DROP TRIGGER append_only ON cases_direction; DROP FUNCTION refuse_change();
"""

WAKE = """
CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER wake AFTER INSERT ON outbox_notice FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();
"""
DROP_WAKE = "DROP TRIGGER wake ON outbox_notice; DROP FUNCTION wake_relay();"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("accounts", "0002_acting"),
        ("evidence", "0001_initial"),
        ("vault", "0001_initial"),
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(ENABLE, DISABLE),
        migrations.RunSQL(RELAY + WORKER, DROP),
        migrations.RunSQL(CONSOLE, DROP_CONSOLE),
        migrations.RunSQL(APPEND_ONLY, DROP_APPEND_ONLY),
        migrations.RunSQL(WAKE, DROP_WAKE),
    ]
