"""What came of a hundred complaints, held against what is promised: pure, of what was told, seen and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from satark.rehearsal.boards import Sight
from satark.rehearsal.complainant import mark_of, marked_photo, sha_of
from satark.rehearsal.incidents import Heard
from satark.rehearsal.officer import Seen

STEPS = ("forwarded", "received", "team_sent", "on_spot", "answered")
"""What a board shows of each order to attend."""
MOVES = ("forwarded", "decided", "reopened", "recalled", "parked", "merged")
"""After these the board may show another order."""
ON_BOARD, ON_PHONE = timedelta(seconds=60), 10.0
OVERTAKEN = timedelta(seconds=10)
"""A step that another order overtook so soon need not have been on a page that is drawn every five seconds."""

Look = Callable[[str, str], Sequence[Sight]]
"""(post, case) -> what its board showed."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a case, as it is written down."""

    case: str
    kind: str
    ref: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint from the outside: what was told, when the desk pressed, when the station's phone had it."""

    case: str
    number: str
    mark: str
    language: str
    district: str
    unit: str
    closed: bool
    to_complainant: int
    """Messages on the complainant's own phone."""
    pressed_at: datetime | None = None
    """None where it went by rule, without the desk."""


@dataclass(frozen=True, slots=True)
class OnBoard:
    post: str
    case: str
    step: str
    seconds: float | None
    """None: it was never seen there."""


# --- nothing to a wrong case -----------------------------------------------------------------------------------------


def strays(stories: Sequence[Story], pages: Mapping[str, Seen]) -> Iterator[str]:
    """Words and photos that stand in another case than the one they were meant for, or not in their own."""
    marks = {mark: story.case for story in stories for mark in (story.mark, mark_of(story.number))}
    photos = {sha_of(marked_photo(mark)): case for mark, case in marks.items()}
    for story in stories:
        page = pages[story.case]
        if story.mark not in page.words:
            yield f"{story.number}: its complainant's words are not in it"
        if sha_of(marked_photo(story.mark)) not in page.files:
            yield f"{story.number}: its complainant's photo is not in it"
        for mark, case in marks.items():
            if case != story.case and mark in page.page:
                yield f"{story.number}: words of another case are in it"
        for file in page.files:
            if photos.get(file, story.case) != story.case:
                yield f"{story.number}: a photo of another case is in it"


# --- phones ----------------------------------------------------------------------------------------------------------


def to_station(stories: Sequence[Story], heard: Sequence[Heard], stations: Collection[str]) -> list[float]:
    """Seconds from the desk's press to the station's phone, of each complaint that the desk sent."""
    first: dict[str, datetime] = {}
    for each in heard:
        if each.number and each.post in stations:
            first.setdefault(each.number, each.at)
    return [
        (first[story.number] - story.pressed_at).total_seconds() if story.number in first else float("inf")
        for story in stories
        if story.pressed_at is not None
    ]


def wrong_phones(heard: Sequence[Heard], chosen: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Posts that heard of a complaint and were not to. `chosen`: number -> posts that may hear of it."""
    for post, number in sorted({(each.post, each.number) for each in heard if each.number in chosen}):
        if post not in chosen[number]:
            yield f"{number}: the phone of {post} heard of it"


def per_closed(
    stories: Sequence[Story], heard: Sequence[Heard], stations: Collection[str]
) -> dict[str, float]:
    """Messages that we sent for one closed complaint: mean and p95, and to whom."""
    closed = [story for story in stories if story.closed]
    if not closed:
        return {}
    station = Counter(each.number for each in heard if each.post in stations)
    above = Counter(each.number for each in heard if each.post not in stations)
    totals = [story.to_complainant + station[story.number] + above[story.number] for story in closed]
    return {
        "mean": round(sum(totals) / len(closed), 1),
        "p95": share(totals, 0.95),
        "to_complainant": round(sum(story.to_complainant for story in closed) / len(closed), 1),
        "to_station": round(sum(station[story.number] for story in closed) / len(closed), 1),
        "to_superiors": round(sum(above[story.number] for story in closed) / len(closed), 1),
    }


# --- boards ----------------------------------------------------------------------------------------------------------


def on_boards(
    events: Sequence[Happened], lines: Mapping[str, Sequence[str]], watched: Collection[str], look: Look
) -> Iterator[OnBoard]:
    """For each step of each case and each watched post of the right line: when its board had it."""
    by_case: dict[str, list[Happened]] = {}
    for event in events:
        by_case.setdefault(event.case, []).append(event)
    for case, happened in by_case.items():
        unit, done = "", set[tuple[str, str]]()
        for place, event in enumerate(happened):
            unit = str(event.data.get("unit") or unit) if event.kind in MOVES else unit
            if event.kind not in STEPS or (event.ref, event.kind) in done or not unit:
                continue
            done.add((event.ref, event.kind))
            if any(each.kind in MOVES and each.at - event.at < OVERTAKEN for each in happened[place + 1 :]):
                continue
            for post in lines[unit]:
                if post in watched:
                    yield OnBoard(post, case, event.kind, _seconds(look(post, case), event))


def _seconds(sights: Sequence[Sight], event: Happened) -> float | None:
    seen = (each.at for each in sights if event.kind in each.steps and each.at >= event.at)
    first = next(seen, None)
    return (first - event.at).total_seconds() if first else None


def outsiders(
    events: Sequence[Happened], lines: Mapping[str, Sequence[str]], shown: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Boards that showed a case of another line's ground. `shown`: post -> cases that ever stood there."""
    may: dict[str, set[str]] = {}
    for event in events:
        unit = str(event.data.get("unit") or "") if event.kind in MOVES else ""
        if unit:
            may.setdefault(event.case, set()).update(lines.get(unit, ()))
    for post, cases in shown.items():
        for case in cases:
            if post not in may.get(case, ()):
                yield f"{case}: it stood on the board of {post}, whose ground it is not"


def share(values: Sequence[float], part: float) -> float:
    """The value that so great a part does not pass; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
