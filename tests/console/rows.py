"""What the database itself lets each officer read and write, asked row by row in the console's own role, as a document.

For each kind of event, direction and notice the most favourable row is tried: whatever else could be wrong with it is
right, so that a refusal is a refusal of the kind.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection

from satark.cases.models import Direction, Event
from satark.config import rights
from satark.jurisdiction.queries import Viewer, who_am_i
from satark.outbox.models import Notice
from tests.console.ground import PEOPLE, Ground
from tests.world import now

OF_A_CASE = {
    "cases_case": "id",
    **dict.fromkeys(
        (
            *("cases_audience", "cases_statement", "cases_event", "cases_direction", "cases_standing"),
            *("evidence_evidence", "vault_casekey"),
        ),
        "case_id",
    ),
}
WRITTEN_IN = ("complaint", "incident", "tip")
ADDRESSEES = ("chn-balua.sho", "chn-c-skd.co", "chandauli.sp")
SAME_AS_ANOTHER = {
    *("chn-balua.ssi", "chn-balua.night", "vns-zone.adg", "chandauli.night_go"),
    *("chn-c-chk.co", "bareilly.cell", "bly-izzatnagar.sho"),
}
"""Who is told apart from others only in what he reads; writing is tried for the rest."""
HEAD = """# What the database lets whom read and write

Written by `WRITE_MATRIX=1 .venv/bin/pytest tests/console/test_rows.py` from a real PostgreSQL, in the console's own
role, with each officer's sign-in; the same test fails while the file differs. It holds whatever the pages do.

The complaint and the incident are Balua's (circle Sakaldiha, Chandauli), so is the tip; the walled tip names policemen.
"""

Table = dict[str, dict[str, str]]
"""What is asked, by whom, and what the database said: empty for no."""
Matrix = dict[str, Table]
READ = "Read"


def written_about(name: str) -> str:
    return f"Written about the {name}"


def matrix(ground: Ground) -> Matrix:
    found: Matrix = {part: defaultdict(dict) for part in (READ, *map(written_about, WRITTEN_IN))}
    for post in PEOPLE:
        with ground.world.at_console(post):
            viewer = who_am_i()
            assert viewer is not None
            for row, cell in (*_cases_read(ground), *_rest_read()):
                found[READ][row][post] = cell
            for name in () if post in SAME_AS_ANOTHER else WRITTEN_IN:
                for row, cell in _written(ground, name, viewer):
                    found[written_about(name)][row][post] = cell
    return found


def document(matrix: Matrix) -> str:
    parts = (line for part, table in matrix.items() for line in (f"\n## {part}\n", *_lines(table)))
    return "\n".join([HEAD.rstrip(), *parts, ""])


def _lines(table: Table) -> Iterator[str]:
    """One line a row: what is the same for several officers is said once. Nobody stands for an empty line."""
    yield "| what | who |"
    yield "| --- | --- |"
    for row, cells in table.items():
        by_cell: dict[str, list[str]] = defaultdict(list)
        for post, cell in cells.items():
            if cell:
                by_cell[cell].append(post)
        if [*by_cell] == ["yes"] and len(by_cell["yes"]) == len(PEOPLE):
            by_cell = {"yes": ["everybody"]}
        said = "; ".join(
            (f"**{cell}** " if cell != "yes" else "") + ", ".join(posts) for cell, posts in by_cell.items()
        )
        yield f"| {row} | {said or 'nobody'} |"


# --- reading -------------------------------------------------------------------------------------------------------


def _cases_read(ground: Ground) -> Iterator[tuple[str, str]]:
    names = {case_id: name for name, case_id in ground.cases.items()}
    for table, column in OF_A_CASE.items():
        seen = {names[row[0]] for row in _rows(f"SELECT DISTINCT {column} FROM {table}")}
        for name in ground.cases:
            yield f"`{table}` of the {name}", "yes" if name in seen else ""


def _rest_read() -> Iterator[tuple[str, str]]:
    """Tables that are about no case: whether any row is there."""
    for table, letters in rights.MATRIX["satark_console"].items():
        if table not in OF_A_CASE and "S" in letters:
            there = _rows(f"SELECT EXISTS (SELECT 1 FROM {table})")[0][0]
            yield f"`{table}`", "yes" if there else ""


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


# --- writing -------------------------------------------------------------------------------------------------------

COLUMNS = {
    "cases_event": ("case_id", "kind", "at", "officer_id", "post_id", "ref", "step", "data"),
    "cases_direction": (
        "id",
        "case_id",
        "ref",
        "kind",
        "post_id",
        "by_post_id",
        "at",
        "due_at",
        "sealed_brief",
    ),
    "outbox_notice": ("id", "case_id", "kind", "post_id", "ref", "at", "sealed_text", "facts"),
}
TRY = """
DO $$
DECLARE one jsonb; said text := '';
BEGIN
    FOR one IN SELECT * FROM jsonb_array_elements(current_setting('satark.tried')::jsonb) LOOP
        BEGIN
            INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, one);
            RAISE EXCEPTION 'let in' USING ERRCODE = 'ST001';
        EXCEPTION
            WHEN insufficient_privilege THEN said := said || '-';
            WHEN SQLSTATE 'ST001' THEN said := said || '+';
        END;
    END LOOP;
    PERFORM set_config('satark.said', said, true);
END $$
"""
"""Writes each row and takes it back. Whatever else is wrong with a row is an error. In the server: thousands are tried."""

Row = dict[str, Any]


def _written(ground: Ground, name: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    for table, rows in _favourable(ground, name, viewer).items():
        let_in = _let_in(table, [row for _, _, row in rows])
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for (what, to, _), passed in zip(rows, let_in, strict=True):
            found[what] |= {to: None} if passed else {}
        yield from ((what, ", ".join(to)) for what, to in found.items())


def _favourable(ground: Ground, name: str, viewer: Viewer) -> dict[str, list[tuple[str, str, Row]]]:
    """By table: what the row is, what to say when it passes, the row."""
    case_id, ref = ground.cases[name], ground.refs[name]
    mine = [post.code for post in viewer.posts]
    common: Row = {"case_id": str(case_id), "at": now().isoformat()}
    event = common | {"officer_id": viewer.officer_id, "step": "try", "data": {}}
    due = {"ref": f"{ground.numbers[case_id]}-99", "due_at": (now() + timedelta(hours=1)).isoformat()}
    return {
        "cases_event": [
            (f"event `{kind}`", "yes", event | {"kind": kind, "ref": about, "post_id": post})
            for kind in Event.Kind.values
            for about in ("", ref)
            for post in mine
        ],
        "cases_direction": [
            (
                f"direction `{kind}`",
                f"→ {to}",
                common
                | due
                | {"id": str(uuid4()), "kind": kind, "post_id": to, "by_post_id": by, "sealed_brief": ""},
            )
            for kind in Direction.Kind.values
            for to in ADDRESSEES
            for by in (None, *mine)
        ],
        "outbox_notice": [
            (
                f"notice `{kind}`",
                f"→ {to}" if to else "→ the source",
                common
                | {"id": str(uuid4()), "kind": kind, "post_id": to, "ref": ref if to else ""}
                | {"sealed_text": "", "facts": {}},
            )
            for kind in Notice.Kind.values
            for to in ("", *ADDRESSEES)
        ],
    }


def _let_in(table: str, rows: list[Row]) -> list[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('satark.tried', %s, true)", [json.dumps(rows)])
        cursor.execute(TRY.format(table=table, columns=", ".join(COLUMNS[table])))
        cursor.execute("SELECT current_setting('satark.said')")
        return [sign == "+" for sign in cursor.fetchone()[0]]
