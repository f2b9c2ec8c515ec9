"""Digests by rank: morning and evening every supervisor hears of his own area, in figures and never of a person or a place.

One that lies unread for a day goes to the next post above, with the name of the post that did not look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from satark.cases.clock.day import Account, accounts, bounds
from satark.cases.clock.histories import histories
from satark.cases.clock.history import History
from satark.cases.clock.rules import DEFAULTS
from satark.cases.clock.ticks import World, world
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.stages import FINISHED
from satark.clock import INDIA
from satark.jurisdiction.chairs import COMMAND, is_night
from satark.jurisdiction.roster import Roster
from satark.outbox.models import Notice

LATEST = timedelta(hours=2)
"""After so long a digest whose hour was missed is left out: the next one tells."""
UNREAD = timedelta(days=1)
AT_ONCE = 500
LINES = 20
NAMES = UUID("b6e7a2b0-8d0c-4d8e-9a5f-0a3f5a0f9c11")
"""A digest has a name of its own: made twice, it is there once."""
ORDERS = (Direction.Kind.ORDER, Direction.Kind.EXPLANATION, Direction.Kind.REVIEW)


def send_due(*, now: datetime) -> int:
    """Queue the digests whose hour has come and those that moved up. Twice is once. Returns how many are new."""
    known = world(now)
    return _queue([*_by_hour(known, now), *_moved_up(known.roster, now)])


def _by_hour(known: World, now: datetime) -> Iterator[Notice]:
    spans = {district: _span(known, district, now) for district in ("", *_districts(known.roster))}
    if not any(spans.values()) or not (wanted := _missing(known.roster, spans, now)):
        return
    by_day: dict[date, list[Account]] = {}
    for post, span in wanted:
        day = span.day
        if day not in by_day:
            by_day[day] = day_of(known, day, now)
        figures = figures_of(by_day[day], known.roster, post, day) | {"orders": unanswered(post, now)}
        if any(figures[name] for name in ("filed", "late", "silent", "orders")):
            facts = {**figures, "span": span.name, "day": day.isoformat(), "moved_from": ""}
            yield _notice(known.roster, post, _name(post, span), facts, now)


@dataclass(frozen=True, slots=True)
class Span:
    """Which hour of which day has come, and which day is told of."""

    name: str
    hour: int
    today: date
    day: date


def _span(known: World, district: str, now: datetime) -> Span | None:
    here = now.astimezone(INDIA)
    chosen = known.books[district].at(now) if district in known.books else DEFAULTS
    for hour in chosen.digests:
        begun = here.replace(hour=hour, minute=0, second=0, microsecond=0)
        if begun <= here < begun + LATEST:
            morning = hour < 12
            day = here.date() - timedelta(days=1) if morning else here.date()
            return Span("morning" if morning else "evening", hour, here.date(), day)
    return None


def _districts(roster: Roster) -> set[str]:
    return {unit.code for unit in roster.units.values() if unit.kind == "district"}


def _missing(roster: Roster, spans: Mapping[str, Span | None], now: datetime) -> Sequence[tuple[str, Span]]:
    """Supervisors whose digest of this hour is not there yet. Above the districts the usual hours hold."""
    found = []
    for chair in roster.posts.values():
        span = spans.get(roster.units[chair.unit].district)
        if span and chair.role in COMMAND and roster.acting(chair.code, now):
            found.append((chair.code, span))
    there = Notice.objects.filter(post_id__gt="", pk__in=[_name(post, span) for post, span in found])
    known = set(there.values_list("pk", flat=True))
    return [(post, span) for post, span in found if _name(post, span) not in known]


def _name(post: str, span: Span) -> UUID:
    return uuid5(NAMES, f"{post} {span.today.isoformat()} {span.hour}")


def _notice(roster: Roster, post: str, name: UUID, facts: Mapping[str, object], now: datetime) -> Notice:
    return Notice(
        id=name,
        case_id=None,
        post_id=roster.acting(post, now) or post,
        kind=Notice.Kind.DIGEST,
        sealed_text=b"",
        facts={**facts, "post": post},
        at=now,
    )


def _queue(notices: Sequence[Notice]) -> int:
    there = set(
        Notice.objects.filter(post_id__gt="", pk__in=[n.id for n in notices]).values_list("pk", flat=True)
    )
    new = [each for each in notices if each.id not in there]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


# --- figures ---------------------------------------------------------------------------------------------------------


def day_of(known: World, day: date, now: datetime) -> list[Account]:
    """Every post's account of a day, everywhere. In pieces, so that ten thousand cases need no more room than few."""
    start, end = bounds(day)
    finished_before = {"stage__in": FINISHED, "since__lt": start}
    ids = Standing.objects.filter(case__filed_at__lt=end).exclude(**finished_before)
    waiting = list(ids.order_by("case_id").values_list("case_id", flat=True))
    found: list[Account] = []
    for first in range(0, len(waiting), AT_ONCE):
        cases = list(Case.objects.filter(pk__in=waiting[first : first + AT_ONCE]))
        records = histories(cases, known.units)
        for case in cases:
            found += accounts(records[case.id], known.book(case), day, now)
    return found


def figures_of(found: Sequence[Account], roster: Roster, post: str, day: date) -> dict[str, object]:
    """What a post hears of its own area and of nothing else: counts, and by post who is silent, the longest first."""
    area = roster.area(post)
    mine = [
        each
        for each in found
        if each.post in roster.posts and each.post != post and roster.posts[each.post].unit in area
    ]
    start, end = bounds(day)
    given = [each for each in mine if each.ref and start <= each.given_at < end]
    silent = [each for each in mine if each.silent]
    late = [each for each in mine if each.late and not each.silent]
    return {
        "filed": len({each.ref.rpartition("-")[0] for each in given}),
        "on_time": sum(not each.late and not each.silent for each in given),
        "late": len(late),
        "silent": len(silent),
        "lines": _lines(silent),
    }


def _lines(silent: Sequence[Account]) -> list[dict[str, object]]:
    by_post: dict[str, list[Account]] = defaultdict(list)
    for each in silent:
        by_post[each.post].append(each)
    lines: list[dict[str, object]] = []
    for post, mine in by_post.items():
        worst = max(mine, key=lambda each: each.late)
        over = int(worst.late)
        lines.append(
            {"post": post, "count": len(mine), "over": over, "cause": worst.cause, "link": worst.link}
        )
    return sorted(lines, key=lambda line: (-int(str(line["over"])), str(line["post"])))[:LINES]


def unanswered(post: str, now: datetime) -> int:
    """Orders that this post gave, whose term is over without an answer that stands: they head the digest."""
    given = Direction.objects.filter(by_post_id=post, kind__in=ORDERS, due_at__lt=now)
    recent = given.filter(at__gte=now - timedelta(days=60)).exclude(case__lane=Case.Lane.SEALED)
    rows = list(recent.values_list("case_id", "ref"))
    cases = list(Case.objects.filter(pk__in={case_id for case_id, _ in rows}))
    records = histories(cases)
    return sum(not _settled(records[case_id], ref) for case_id, ref in rows)


def _settled(history: History, ref: str) -> bool:
    return bool(history.answer({ref}) or history.first(Event.Kind.WITHDRAWN, ref=ref))


# --- unread ------------------------------------------------------------------------------------------------------------


def _moved_up(roster: Roster, now: datetime) -> Iterator[Notice]:
    """Digests that nobody looked at for a day, for the next post above; not on and on, but one rank.

    By day: who supervises whom is the line of command's, not the duty sheet's.
    """
    if is_night(now, roster.night):
        return
    old = Notice.objects.filter(
        kind=Notice.Kind.DIGEST, heard_at=None, at__lte=now - UNREAD, at__gt=now - 2 * UNREAD, post_id__gt=""
    )
    for each in old.filter(facts__moved_from=""):
        of = str(each.facts.get("post", each.post_id))
        above = roster.above(of, now) if of in roster.posts else ""
        if above and above != of:
            facts = {**each.facts, "moved_from": of}
            yield _notice(roster, above, uuid5(NAMES, f"up {each.id}"), facts, now)
