"""Who may do what to which table: the whole matrix in one place, applied after every migration, tested against the server.

S select, I insert, U update, D delete. A table or role that is not named may do nothing.
Row-level security (`cases/migrations/0002_rights.py`) narrows what is allowed here to rows.
"""

from collections.abc import Iterator
from typing import Any

from psycopg import sql

ROLES = ("satark_edge", "satark_relay", "satark_console", "satark_worker")

VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}

MATRIX: dict[str, dict[str, str]] = {
    # The edge has no table at all: see FUNCTIONS.
    "satark_relay": {
        "relay_inboxkey": "SD",
        "relay_inboxitem": "SID",
        "relay_later": "SID",
        "relay_slow": "SIUD",
        "relay_fold": "SIUD",
        "relay_seen": "SD",
        "relay_setaside": "SID",
        "relay_number": "S",
        "relay_thread": "SIUD",
        "relay_alias": "SIUD",
        "relay_link": "SIUD",
        "relay_overflow": "SID",
        "relay_sourcecode": "SID",
        "relay_enrolment": "SU",
        "relay_outgoing": "SIUD",
        "relay_fetch": "SIUD",
        "relay_alarm": "SIU",
        "relay_pause": "SIUD",
        "relay_template": "SIU",
        "relay_upload": "SIUD",
        "relay_hour": "SIUD",
        "relay_pulse": "SIUD",
        "relay_poster": "S",
        "relay_posterscan": "SIU",
        "cases_case": "SI",
        "cases_audience": "SID",
        "cases_statement": "SI",
        "cases_event": "SI",
        "cases_direction": "SI",
        "cases_standing": "SIU",
        "cases_ruleset": "S",
        "evidence_evidence": "SIU",
        "vault_casekey": "SI",
        "outbox_notice": "SIU",
        "jurisdiction_unit": "S",
        "jurisdiction_post": "S",
        "jurisdiction_holding": "S",
        "jurisdiction_absence": "S",
        "jurisdiction_standin": "S",
        "jurisdiction_boundary": "S",
    },
    "satark_console": {
        "cases_case": "S",
        "cases_audience": "SI",
        "cases_statement": "S",
        "cases_event": "SI",
        "cases_direction": "SI",
        "cases_standing": "SIU",
        "cases_ruleset": "SI",
        "evidence_evidence": "S",
        "vault_casekey": "S",
        "outbox_notice": "I",
        "accounts_officer": "S",
        "accounts_signin": "SIU",
        "jurisdiction_unit": "S",
        "jurisdiction_post": "S",
        "jurisdiction_boundary": "S",
        "jurisdiction_holding": "SI",
        "jurisdiction_absence": "I",
        "jurisdiction_standin": "SI",
        "django_session": "SIUD",
    },
    "satark_worker": {
        "jurisdiction_boundary": "S",
        "cases_case": "S",
        "cases_direction": "SI",
        "cases_audience": "SI",
        "cases_event": "SI",
        "cases_standing": "SIU",
        "cases_ruleset": "S",
        "outbox_notice": "SI",
        "jurisdiction_unit": "S",
        "jurisdiction_post": "S",
        "jurisdiction_holding": "S",
        "jurisdiction_absence": "S",
        "jurisdiction_standin": "S",
        "relay_pulse": "SIU",
        "procrastinate_jobs": "SIUD",
        "procrastinate_events": "SIUD",
        "procrastinate_periodic_defers": "SIUD",
        "procrastinate_workers": "SIUD",
    },
}

FUNCTIONS: dict[str, tuple[str, ...]] = {
    "satark_edge": (
        "edge_store(uuid, bytea, bytea[], smallint[], bytea[])",
        "edge_store(uuid, bytea, bytea[], smallint[], bytea[], bytea[])",
        "edge_pulse(text, jsonb)",
    ),
    "satark_relay": ("phone_stands(text, bigint, text, timestamptz)",),
    "satark_console": (
        *("acting_officer()", "acting_posts()", "acting_cells()", "acting_area()", "acting_admin_area()"),
        *("area_absences()", "roster_enlist(text, text)", "post_phones()", "desk_now()"),
        *("acting_desks()", "acting_lines()", "desk_of_case(uuid)", "line_of_case(uuid)"),
        *("works_on(uuid, text, text)", "unit_holds(text, text)", "post_ground(text)"),
        *("tip_cells(uuid)", "tip_above(uuid)", "tip_ready(uuid)", "tip_posts(uuid)", "tip_zone(uuid)"),
        *("tip_settles(uuid)", "asks_my_release(uuid)", "is_head_of_cell(text, text)"),
        *("above_who_attends(uuid, text)", "desk_unnames(uuid, text[])"),
    ),
    "satark_worker": ("purge_seen(interval)", "desk_now()"),
}

COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    # What a source says later can make a case urgent or raise its wall; of a complaint told piece by piece it is
    # understood later what it is about and where. Nothing else of a case ever changes. Of our numbers the relay notes
    # how fast WhatsApp lets them be, and cannot make a number ours.
    "satark_relay": {
        "cases_case": ("police", "urgent", "unfinished", "category", "unit_id"),
        "relay_number": ("per_second",),
    },
    # Of the roster only an end is ever set; whose, row-level security says (`accounts/migrations/0005_duty.py`).
    "satark_console": {
        **dict.fromkeys(("jurisdiction_holding", "jurisdiction_absence", "jurisdiction_standin"), ("until",)),
        # The desk corrects what a complaint is about, and that it is an emergency.
        "cases_case": ("category", "urgent"),
    },
}
"""Columns that a role may UPDATE where it may not update the table."""

READ_COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    # Whoever works out who is answerable must know that somebody is away; why is for those whose area it is.
    "satark_console": {"jurisdiction_absence": ("id", "officer_id", "since", "until")},
}
"""Columns that a role may SELECT where it may not read the table."""

SEQUENCES: dict[str, tuple[str, ...]] = {
    "satark_worker": (
        "procrastinate_jobs_id_seq",
        "procrastinate_events_id_seq",
        "procrastinate_periodic_defers_id_seq",
    ),
}
"""Our own tables number themselves by identity columns, which need no right of their own."""


OUR_FUNCTIONS = sql.SQL("""
DO $$ DECLARE f regprocedure;
BEGIN
    -- Not those of extensions: they belong to the superuser and touch no table of ours.
    FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    LOOP
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %s', f, {everybody});
        IF f::text LIKE 'procrastinate\\_%' THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, {worker});
        END IF;
    END LOOP;
END $$
""")
"""Functions are everybody's when they are made. The task engine's change with its version: all of them are the worker's."""


def apply(cursor: Any) -> None:
    """Take every right away, then give what the matrix says. Run as the owner; a second run changes nothing."""
    for statement in _statements():
        cursor.execute(statement)


def _statements() -> Iterator[sql.Composable]:
    roles = sql.SQL(", ").join(map(sql.Identifier, ROLES))
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(roles)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}").format(roles)
    yield sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {}").format(roles)
    yield OUR_FUNCTIONS.format(
        everybody=sql.Literal(", ".join(("PUBLIC", *ROLES))), worker=sql.Literal("satark_worker")
    )
    for role, tables in MATRIX.items():
        for table, letters in tables.items():
            verbs = sql.SQL(", ").join(sql.SQL(VERBS[letter]) for letter in letters)
            yield sql.SQL("GRANT {} ON {} TO {}").format(verbs, sql.Identifier(table), sql.Identifier(role))
    for verb, narrow in (("UPDATE", COLUMNS), ("SELECT", READ_COLUMNS)):
        for role, columns in narrow.items():
            for table, names in columns.items():
                listed = sql.SQL(", ").join(map(sql.Identifier, names))
                yield sql.SQL("GRANT {} ({}) ON {} TO {}").format(
                    sql.SQL(verb), listed, sql.Identifier(table), sql.Identifier(role)
                )
    for role, functions in FUNCTIONS.items():
        for signature in functions:
            yield sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(
                sql.SQL(signature), sql.Identifier(role)
            )
    for role, sequences in SEQUENCES.items():
        for sequence in sequences:
            yield sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(
                sql.Identifier(sequence), sql.Identifier(role)
            )
