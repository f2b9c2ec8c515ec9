"""The clock's tick: takes the cases whose time has come, records what is owed, once each, and tells who has to know.

1. Rows of `Standing` that are due are locked, those that another worker holds are left to it.
2. What is owed follows from record, rules and roster (`looking`); a missed tick only means that more is owed now.
3. The events are written first, and the database says which of them are new: only of those anybody is told.
4. When to look again is written in the same transaction. Killed anywhere, it did all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from psycopg.types.json import Jsonb

from satark import logs
from satark.cases import audience
from satark.cases.clock import rulebooks
from satark.cases.clock.histories import histories
from satark.cases.clock.looking import Look, look
from satark.cases.clock.owed import Owed, Tell
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.telling import case_facts
from satark.jurisdiction.models import Post
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice

BATCH = 200
"""Few enough that whoever acts on one of them meanwhile waits a moment only."""
REMEMBERED = timedelta(days=60)
"""Who held a post when a case was forwarded matters as long as the case may be open."""
STUCK = timedelta(minutes=10)
"""A case that cannot be looked at is tried again so much later, so that it holds up no other."""

log = logs.get()


@dataclass(frozen=True, slots=True)
class Tick:
    looked: int = 0
    recorded: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """What all cases of one tick are measured by."""

    roster: Roster
    books: dict[str, Rulebook]

    @property
    def units(self) -> dict[str, str]:
        return {code: chair.unit for code, chair in self.roster.posts.items()}

    def book(self, case: Case) -> Rulebook:
        return self.books.get(case.district_id or "", Rulebook())

    def grounds(self, owed: Owed) -> set[str]:
        """The units whose command is told; of the control room and the night officer the whole district."""
        chairs = (self.roster.posts[tell.post] for tell in owed.tell if tell.post in self.roster.posts)
        whole = (Post.Role.CONTROL, Post.Role.NIGHT_GO)
        return {
            self.roster.units[chair.unit].district if chair.role in whole else chair.unit
            for chair in chairs
            if chair.role != Post.Role.DESK
        }


def world(now: datetime) -> World:
    return World(load_roster(since=now - REMEMBERED), rulebooks.load_all())


def tick(*, now: datetime, batch: int = BATCH, after_each: Callable[[], None] = lambda: None) -> Tick:
    """Everything that is due, one transaction a batch. A second run, or a second worker, changes nothing more."""
    known, done = world(now), Tick()
    while True:
        one = _batch(known, now, batch)
        done = Tick(done.looked + one.looked, done.recorded + one.recorded, done.told + one.told)
        after_each()
        if one.looked < batch:
            return done


@transaction.atomic
def _batch(known: World, now: datetime, limit: int) -> Tick:
    due = Standing.objects.filter(look_at__lte=now).order_by("look_at")
    ids = list(due.select_for_update(skip_locked=True).values_list("case_id", flat=True)[:limit])
    if not ids:
        return Tick()
    cases = list(Case.objects.filter(pk__in=ids))
    looks = _look(cases, known, now)
    done = _carry_out(cases, looks, known, now)
    _look_again({case_id: each.again_at for case_id, each in looks.items()}, now)
    return Tick(len(ids), done.recorded, done.told)


def _look(cases: Sequence[Case], known: World, now: datetime) -> dict[UUID, Look]:
    found, records = {}, histories(cases, known.units)
    for case in cases:
        try:
            found[case.id] = look(records[case.id], known.book(case), known.roster, now)
        except Exception as problem:  # noqa: BLE001 - one case must not stop the clock of all others
            log.error("cases.clock_stuck", case=str(case.id), problem=problem)
            found[case.id] = Look((), now + STUCK)
    return found


def _carry_out(cases: Sequence[Case], looks: dict[UUID, Look], known: World, now: datetime) -> Tick:
    by_id = {case.id: case for case in cases}
    owed = [(case_id, each) for case_id, found in looks.items() for each in found.owed]
    new = _record(owed, now)
    recorded = [(case_id, o) for case_id, o in owed if (case_id, o.ref, str(o.kind), o.step) in new]
    notices = [_notice(by_id[case_id], o, tell, now) for case_id, o in recorded for tell in o.tell]
    Notice.objects.bulk_create(notices)
    # Who is told that something is late must be able to see it, also while it lies with the desk.
    told = [(case_id, known.grounds(each)) for case_id, each in recorded if each.kind == Event.Kind.ESCALATED]
    audience.name_lines((case_id, unit) for case_id, units in told for unit in units)
    for case_id, each in recorded:
        if each.kind == Event.Kind.STOOD_IN:
            Standing.objects.filter(case_id=case_id).update(owner_id=each.data["to"])
    return Tick(len(looks), len(recorded), len(notices))


RECORD = """
    INSERT INTO cases_event (case_id, kind, at, post_id, ref, step, data)
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::jsonb[])
    ON CONFLICT DO NOTHING RETURNING case_id, ref, kind, step
"""


def _record(owed: Sequence[tuple[UUID, Owed]], now: datetime) -> set[tuple[UUID, str, str, str]]:
    """Write the events that are not there yet. Returns which were new."""
    if not owed:
        return set()
    columns = zip(
        *(
            (case_id, str(o.kind), now, o.post or None, o.ref, o.step, Jsonb(dict(o.data)))
            for case_id, o in owed
        ),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [list(column) for column in columns])
        return set(cursor.fetchall())


def _notice(case: Case, owed: Owed, tell: Tell, now: datetime) -> Notice:
    """Without words: whoever is to read the brief finds it in the direction."""
    return Notice(
        id=uuid4(),
        case_id=case.id,
        post_id=tell.post,
        kind=tell.kind,
        ref=owed.ref if tell.post else "",
        sealed_text=b"",
        facts={**case_facts(case), **tell.facts},
        at=now,
    )


def _look_again(when: dict[UUID, datetime | None], now: datetime) -> None:
    """In the past nothing is left: what is due at this very moment is looked at again in a second."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE cases_standing s SET look_at = n.at
                 FROM unnest(%s::uuid[], %s::timestamptz[]) AS n(case_id, at) WHERE s.case_id = n.case_id""",
            [list(when), [at and max(at, now + timedelta(seconds=1)) for at in when.values()]],
        )


# --- what no case's own time tells -----------------------------------------------------------------------------------

WORKING = "s.ref <> '' AND s.stage NOT IN ('done', 'closed', 'parked', 'merged')"
# ruff: noqa: S608 - nothing in these comes from outside
POSTS = f"""
    SELECT DISTINCT d.post_id FROM cases_standing s JOIN cases_direction d ON d.case_id = s.case_id AND d.ref = s.ref
     WHERE {WORKING}
"""
# Those whose post somebody else answers for than was told last.
MOVED = f"""
    UPDATE cases_standing s SET look_at = least(s.look_at, %s)
      FROM cases_direction d, unnest(%s::text[], %s::text[]) AS n(post, living)
     WHERE d.case_id = s.case_id AND d.ref = s.ref AND d.post_id = n.post AND {WORKING}
       AND coalesce((SELECT e.data->>'to' FROM cases_event e
                      WHERE e.case_id = s.case_id AND e.ref = s.ref AND e.kind = 'stood_in'
                      ORDER BY e.at DESC, e.id DESC LIMIT 1), n.post) <> n.living
"""


def owners_gone(*, now: datetime) -> int:
    """Let the next tick look at cases whose owner has gone, or has come back. Returns how many."""
    roster = load_roster(since=now - REMEMBERED)
    with connection.cursor() as cursor:
        cursor.execute(POSTS)
        living = {post: roster.living(post, now) for (post,) in cursor.fetchall() if post in roster.posts}
        if not living:
            return 0
        cursor.execute(MOVED, [now, list(living), list(living.values())])
        return int(cursor.rowcount)


@transaction.atomic
def late_orders(*, now: datetime, limit: int = BATCH) -> int:
    """Orders about no single case have no standing: those that are over are told of here, once. Returns how many."""
    told = Event.objects.filter(case_id=OuterRef("case_id"), kind=Event.Kind.ESCALATED)
    over = Direction.objects.filter(~Exists(told), case__lane=Case.Lane.ORDER, due_at__lt=now)
    ids = set(over.order_by("due_at").values_list("case_id", flat=True)[:limit])
    cases, known = list(Case.objects.filter(pk__in=ids)), world(now)
    return _carry_out(cases, _look(cases, known, now), known, now).recorded if cases else 0
