"""Judges a rehearsal of complaints: gathers what is written down and shown, and says which rule broke where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from satark.rehearsal import incidents, verdict
from satark.rehearsal.complaints import Cast, Played
from satark.rehearsal.desk import Satark
from satark.rehearsal.incidents import Report
from satark.rehearsal.verdict import Happened, OnBoard, Story, share

EVENTS = """SELECT e.case_id::text, e.kind, e.ref, e.at, e.data FROM cases_event e
             LEFT JOIN cases_direction d ON d.ref = e.ref AND e.ref <> ''
             WHERE e.case_id::text = ANY (%s) AND (d.kind IS NULL OR d.kind IN ('complaint', 'dispute'))
             ORDER BY e.at, e.id"""
"""Without what is about orders, reviews and requests: a board shows steps of the attendance only."""
ADDRESSED = """SELECT c.id::text, c.number, d.post_id, coalesce(d.by_post_id, '') FROM cases_direction d
                 JOIN cases_case c ON c.id = d.case_id WHERE c.id::text = ANY (%s)"""
INCIDENTS = """SELECT c.id::text FROM cases_case c WHERE c.lane = 'incident' AND c.number = ANY (%s)"""
TOLD_AT_ONCE = frozenset({"co", "asp", "sp"})
"""Ranks whose phones hear of an incident at once, besides the control room."""


@dataclass(frozen=True, slots=True)
class Outcome:
    complaints: int
    closed: int
    stations: int
    districts: int
    languages: dict[str, int]
    seconds: float
    desk_to_station_p50: float
    desk_to_station_p95: float
    steps_on_boards: int
    board_p50: float
    board_p95: float
    board_most: float
    messages_per_closed: dict[str, float]
    incidents: int
    incident_to_phones_p95: float
    station_acts: dict[str, int]
    complainant_acts: dict[str, int]
    faults: list[str]


@dataclass(frozen=True, slots=True)
class Record:
    """What the desk's own tables hold of the complaints of a play."""

    events: Sequence[Happened]
    chosen: Mapping[str, set[str]]
    """Number -> posts whose phone may hear of it: who was ordered something about it, and who ordered it."""
    asked: Mapping[str, set[str]]
    """Post -> cases about which it was ordered something: a review goes to a circle that had nothing to do with it."""
    incidents: frozenset[str]
    """Ids of incidents that phones were told of."""


def judge(played: Played, cast: Cast, desk: Satark, wanted: int) -> Outcome:
    """`wanted`: how many complaints there were to be."""
    kept = record(played, cast, desk)
    waits = verdict.to_station(played.stories, played.heard, set(cast.heads.values()))
    boards = list(verdict.on_boards(kept.events, cast.lines, played.boards.posts, played.boards.sights))
    on_time = sorted(each.seconds for each in boards if each.seconds is not None)
    broken, reached = incidents.faults(
        played.reports, played.heard, {each.post: above(cast, each.post) for each in played.reports}
    )
    faults = [
        *played.failed,
        *broken,
        *_faults(played, cast, kept, waits, boards),
        *_private(played, cast, kept),
    ]
    return Outcome(
        complaints=wanted,
        closed=sum(each.closed for each in played.stories),
        stations=len({each.unit for each in played.stories}),
        districts=len({each.district for each in played.stories}),
        languages=dict(Counter(each.language for each in played.stories)),
        seconds=round(played.seconds, 1),
        desk_to_station_p50=round(share(waits, 0.5), 3),
        desk_to_station_p95=round(share(waits, 0.95), 3),
        steps_on_boards=len(boards),
        board_p50=round(share(on_time, 0.5), 1),
        board_p95=round(share(on_time, 0.95), 1),
        board_most=round(share(on_time, 1), 1),
        messages_per_closed=verdict.per_closed(played.stories, played.heard, set(cast.heads.values())),
        incidents=len(played.reports),
        incident_to_phones_p95=round(share(reached, 0.95), 3),
        station_acts=dict(played.station_acts),
        complainant_acts=dict(played.complainant_acts),
        faults=faults,
    )


def record(played: Played, cast: Cast, desk: Satark) -> Record:
    ids = [each.case for each in played.stories]
    events = [Happened(*row) for row in desk.query(EVENTS, ids)]
    chosen: dict[str, set[str]] = {each.number: set() for each in played.stories}
    asked: dict[str, set[str]] = {}
    for case, number, post, by in desk.query(ADDRESSED, ids):
        chosen[number] |= {post, by}
        asked.setdefault(post, set()).add(case)
    urgent = {event.case for event in events if event.data.get("urgent") or event.kind == "made_urgent"}
    for story in played.stories:
        if story.case in urgent:
            chosen[story.number].add(cast.controls[story.district])
    numbers = [each.number for each in played.heard if each.number and each.number not in chosen]
    return Record(events, chosen, asked, frozenset(row[0] for row in desk.query(INCIDENTS, numbers)))


def _faults(
    played: Played, cast: Cast, kept: Record, waits: Sequence[float], boards: Sequence[OnBoard]
) -> Iterator[str]:
    stories, ids = played.stories, {each.case for each in played.stories}
    for story in stories:
        if not story.closed:
            yield f"{story.number}: it is not closed"
    pages = {
        each.case: cast.places[each.district].reader.sees(each.case, under="complaints") for each in stories
    }
    yield from verdict.strays(stories, pages)
    if share(waits, 0.95) > verdict.ON_PHONE:
        yield f"p95 from the desk to the station's phone: {share(waits, 0.95):.1f} s"
    yield from verdict.wrong_phones(played.heard, kept.chosen)
    yield from _late_boards(boards, {each.case: each for each in stories})
    shown = {
        post: (played.boards.shown(post) & ids) - kept.asked.get(post, set()) for post in played.boards.posts
    }
    yield from verdict.outsiders(kept.events, cast.lines, shown)


def _late_boards(boards: Sequence[OnBoard], stories: Mapping[str, Story]) -> Iterator[str]:
    for each in boards:
        number = stories[each.case].number
        if each.seconds is None:
            yield f"{number}: {each.step} was never on the board of {each.post}"
        elif each.seconds > verdict.ON_BOARD.total_seconds():
            yield f"{number}: {each.step} was on the board of {each.post} after {each.seconds:.0f} s"


def above(cast: Cast, post: str) -> list[str]:
    """Posts whose phones hear at once of what this station reports."""
    unit = post.partition(".")[0]
    ranks = [each for each in cast.lines[unit] if each.partition(".")[2] in TOLD_AT_ONCE]
    district = next(each.partition(".")[0] for each in ranks if each.endswith(".sp"))
    return [*ranks, cast.controls[district]]


def _private(played: Played, cast: Cast, kept: Record) -> Iterator[str]:
    """An incident stands on the board of its district's head; what was said in private stands with the cells alone."""
    sealed = [cell.page(f"/cases/{case}") for cell in cast.cells for case in cell.cases()]
    reported = {district: _incidents(played, cast, kept, district) for district in cast.places}
    for told in played.reports:
        head = next(each for each in above(cast, told.post) if each.endswith(".sp"))
        pages = reported[head.partition(".")[0]]
        theirs = [case for case, page in pages.items() if told.mark in page]
        if not any(_at_once(played, head, case, told) for case in theirs):
            yield f"the incident of {told.post} is not on the board of {head}"
        if not any(told.private_mark in page for page in sealed):
            yield f"the private tip from {told.post} is with no cell"
        if any(told.private_mark in page for page in pages.values()):
            yield f"the private tip from {told.post} stands in an incident"


def _incidents(played: Played, cast: Cast, kept: Record, district: str) -> dict[str, str]:
    """Case -> page, of every incident that stood on the board of the district's head."""
    reader = cast.places[district].reader
    shown = kept.incidents & played.boards.shown(f"{district}.sp")
    return {case: reader.page(f"/complaints/{case}") for case in shown}


def _at_once(played: Played, head: str, case: str, told: Report) -> bool:
    return any(sight.at - told.at <= incidents.WITHIN for sight in played.boards.sights(head, case))
