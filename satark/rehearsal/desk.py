"""What a rehearsal may look at on the side of the desk: what its officers see, and the few facts that only its tables hold.

`Desk` is what every handler of WhatsApp must be able to say of itself; the tests keep a naive one beside ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import psycopg

from satark.rehearsal.officer import Officer, Opened, Seen

Who = Literal["reader", "other cell", "nobody"]
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a message got that somebody waits for."""

    rank: int
    """0 not sent, 1 sent, 2 delivered, 3 read."""
    failed: bool = False
    code: str = ""
    """Why it failed, or cannot be sent for now."""


class Desk(Protocol):
    def begin(self) -> None:
        """From now on, `cases` are those that come."""

    def cases(self) -> list[Seen]:
        """What officers see of cases that came since `begin`, the union over those who may read."""
        ...

    def direct(self, brief: str) -> str:
        """An officer writes to the station phone about the first of those cases. Returns a handle for `delivery`."""
        ...

    def answer(self, text: str) -> str:
        """An officer answers the source of the first of those cases. Returns a handle for `delivery`."""
        ...

    def delivery(self, handle: str) -> Delivery:
        """Of what `direct` or `answer` sent, or of any message by its opaque id."""
        ...

    def opens(self, who: Who, *, at: int = 0, part: str = "") -> Opened:
        """What the console answers to whoever opens a file of the first of those cases; `part` as a player asks."""
        ...

    def full_disk(self) -> AbstractContextManager[None]:
        """While it lasts the desk can write nothing more down."""
        ...

    def alarms(self) -> set[str]:
        """Codes of what somebody has to look at now."""
        ...

    def set_aside(self) -> int:
        """Messages kept sealed because they could not be used, ever."""
        ...

    def people(self) -> int:
        """Talks that the desk knows."""
        ...

    def idle(self) -> bool:
        """Whether nothing waits to be done at this moment."""
        ...


FULL = """
    CREATE FUNCTION rehearsal_full() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER rehearsal_full BEFORE INSERT ON relay_inboxitem
        FOR EACH STATEMENT EXECUTE FUNCTION rehearsal_full()
"""
NOT_FULL = """
    DROP TRIGGER IF EXISTS rehearsal_full ON relay_inboxitem;
    DROP FUNCTION IF EXISTS rehearsal_full()
"""
ASSESSED = {"credibility": "likely", "corroboration": "none", "ground": "cognizable"}
"""What a cell writes down of a tip before it directs anybody."""
DIRECTION_RANKS = {"direction_sent": 1, "direction_delivered": 2, "direction_read": 3}


class Satark:
    """Our own desk, seen through the console of both cells, and through its tables where nobody else can know."""

    def __init__(self, cells: list[Officer], connect: Callable[[], Connection], data_dir: Path) -> None:
        self._cells = cells
        self._files = data_dir / "evidence"
        self._database = connect()
        self._database.autocommit = True
        self._known: set[str] = set()

    def close(self) -> None:
        self._database.close()

    def begin(self) -> None:
        self._known = self._all()

    def cases(self) -> list[Seen]:
        return [self._reader(case).sees(case) for case in self.new_cases()]

    def direct(self, brief: str) -> str:
        case = self.new_cases()[0]
        self.act(case, "assess", **ASSESSED)
        if "/accuse" in self.page(case):
            # What was left half-way says nothing of policemen: the cell says that none is accused.
            self.act(case, "accuse", level="none")
        self.act(case, "direct", post="chn-balua.sho", brief=brief, term="6h")
        row = self._row("SELECT ref FROM cases_direction WHERE case_id = %s ORDER BY at DESC LIMIT 1", case)
        return f"ref:{row[0]}"

    def answer_all(self, text: str) -> int:
        """Answer the source of every new case. Returns how many there are."""
        cases = self.new_cases()
        for case in cases:
            self.act(case, "answer", text=text)
        return len(cases)

    def page(self, case: str) -> str:
        return self._reader(case).page(f"/cases/{case}")

    def act(self, case: str, act: str, **given: str) -> None:
        """An officer who may read the case does something about it."""
        self._reader(case).act(case, act, **given)

    def answer(self, text: str) -> str:
        case = self.new_cases()[0]
        self.act(case, "answer", text=text)
        row = self._row("SELECT id FROM outbox_notice WHERE case_id = %s ORDER BY at DESC LIMIT 1", case)
        return f"notice:{row[0]}"

    def delivery(self, handle: str) -> Delivery:
        kind, _, value = handle.partition(":")
        if kind == "ref":
            return self._of_direction(value)
        row = self._database.execute(
            "SELECT rank, state, error FROM relay_outgoing WHERE id::text = %s", [value or kind]
        ).fetchone()
        return Delivery(row[0], row[1] == 3, row[2]) if row else Delivery(0)

    def opens(self, who: Who, *, at: int = 0, part: str = "") -> Opened:
        case = self.new_cases()[0]
        reader = self._reader(case)
        other = next(cell for cell in self._cells if case not in cell.cases())
        asked = other if who == "other cell" else reader
        return asked.opens(reader.evidence(case)[at], part=part, signed_in=who != "nobody")

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """The inbox refuses as PostgreSQL does on a full disk, and where the store's folder was nothing can be made."""
        self._database.execute(FULL)
        aside = self._files.with_suffix(".aside")
        self._files.mkdir(mode=0o700, exist_ok=True)
        self._files.rename(aside)
        self._files.touch()
        try:
            yield
        finally:
            self._files.unlink()
            aside.rename(self._files)
            self._database.execute(NOT_FULL)

    def alarms(self) -> set[str]:
        rows = self._database.execute("SELECT code FROM relay_alarm WHERE cleared_at IS NULL").fetchall()
        return {row[0] for row in rows}

    def set_aside(self) -> int:
        return int(self._row("SELECT count(*) FROM relay_setaside")[0])

    def people(self) -> int:
        return int(self._row("SELECT count(*) FROM relay_thread")[0])

    def idle(self) -> bool:
        waiting = self._row(
            """SELECT (SELECT count(*) FROM relay_inboxitem) + (SELECT count(*) FROM relay_outgoing WHERE state = 1)
                    + (SELECT count(*) FROM relay_later)
                    + (SELECT count(*) FROM relay_thread WHERE draft AND last_in < desk_now() - interval '24 hours')"""
        )
        return not waiting[0]

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """For the few scenarios that ask what only our own tables know."""
        return self._database.execute(sql.encode(), values or None).fetchall()

    def _of_direction(self, ref: str) -> Delivery:
        rows = self._database.execute("SELECT kind, data FROM cases_event WHERE ref = %s", [ref]).fetchall()
        kinds = {row[0] for row in rows}
        rank = max((DIRECTION_RANKS.get(kind, 0) for kind in kinds), default=0)
        row = self._database.execute("SELECT error FROM relay_outgoing WHERE ref = %s", [ref]).fetchone()
        return Delivery(rank, "direction_failed" in kinds, row[0] if row else "")

    def _all(self) -> set[str]:
        return {case for cell in self._cells for case in cell.cases()}

    def new_cases(self) -> list[str]:
        """The oldest first."""
        rows = self.query("SELECT id::text FROM cases_case ORDER BY filed_at, id")
        new = self._all() - self._known
        return [row[0] for row in rows if row[0] in new]

    def _reader(self, case: str) -> Officer:
        return next((cell for cell in self._cells if case in cell.cases()), self._cells[0])

    def _row(self, sql: str, *values: object) -> tuple[Any, ...]:
        return self.query(sql, *values)[0]
