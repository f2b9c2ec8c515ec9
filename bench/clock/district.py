"""A district with a line of command and any number of open complaints, put into the database without anybody's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

from satark.accounts.models import Officer
from satark.cases.models import Case, Direction, Event, Standing
from satark.jurisdiction.models import Holding, Post, Unit

UNITS = (
    ("zone", "zone", None),
    ("range", "range", "zone"),
    ("east", "district", "range"),
    ("east-sub", "subdivision", "east"),
    ("river", "circle", "east-sub"),
    ("ghat", "station", "river"),
)
POSTS = ("zone.adg", "range.dig", "east.sp", "east.desk", "east.control", "east.night_go", "east-sub.asp")
STATION = ("river.co", "ghat.sho", "ghat.ssi", "ghat.night")
DESK, SHO = "east.desk", "ghat.sho"
NAMES = UUID("6f1d2f0e-0c1b-4c53-9a66-51a7a2d5c7b1")
ROWS = 2000


def settle(since: datetime) -> None:
    """Units, posts, and an officer on each."""
    for code, kind, parent in UNITS:
        below_range = kind in ("district", "subdivision", "circle", "station")
        Unit.objects.create(
            code=code,
            kind=kind,
            parent_id=parent,
            name_en=code,
            name_hi=code,
            district_id="east" if below_range else None,
            range_id="range" if below_range or kind == "range" else None,
        )
    for post in (*POSTS, *STATION):
        unit, role = post.split(".")
        Post.objects.create(code=post, unit_id=unit, role=role, name_en=post, name_hi=post)
        officer = Officer.objects.create(username=post, name=post, password="!")  # noqa: S106 - no password at all
        Holding.objects.create(officer=officer, post_id=post, since=since)


def complaints(many: int, *, at: datetime) -> list[UUID]:
    """So many urgent complaints, all forwarded to one station at `at`, delivered, and due at the same second."""
    ids = [uuid5(NAMES, str(place)) for place in range(many)]
    for chunk in _chunks(list(enumerate(ids))):
        Case.objects.bulk_create(_case(place, case_id, at) for place, case_id in chunk)
        Event.objects.bulk_create(event for place, case_id in chunk for event in _events(place, case_id, at))
        Direction.objects.bulk_create(_direction(place, case_id, at) for place, case_id in chunk)
        Standing.objects.bulk_create(_standing(place, case_id, at) for place, case_id in chunk)
    return ids


def _chunks(rows: Iterable[tuple[int, UUID]]) -> Iterator[list[tuple[int, UUID]]]:
    walk = iter(rows)
    while chunk := list(islice(walk, ROWS)):
        yield chunk


def _number(place: int) -> str:
    return f"{place:010d}"


def _case(place: int, case_id: UUID, at: datetime) -> Case:
    return Case(
        id=case_id,
        number=_number(place),
        lane=Case.Lane.OPEN,
        district_id="east",
        unit_id="ghat",
        category="theft",
        police=Case.Police.NO,
        urgent=True,
        filed_at=at,
    )


def _events(place: int, case_id: UUID, at: datetime) -> Iterator[Event]:
    ref = f"{_number(place)}-1"
    filed = {"owner": DESK, "urgent": True, "category": "theft"}
    yield Event(case_id=case_id, kind=Event.Kind.FILED, at=at, data=filed)
    yield Event(case_id=case_id, kind=Event.Kind.FORWARDED, at=at, post_id=DESK, ref=ref, data={"to": SHO})
    for kind in (Event.Kind.DIRECTION_SENT, Event.Kind.DIRECTION_DELIVERED):
        yield Event(case_id=case_id, kind=kind, at=at, post_id=SHO, ref=ref)


def _direction(place: int, case_id: UUID, at: datetime) -> Direction:
    return Direction(
        case_id=case_id,
        ref=f"{_number(place)}-1",
        kind=Direction.Kind.COMPLAINT,
        post_id=SHO,
        by_post_id="east.sp",
        due_at=at + timedelta(days=10),
        at=at,
        sealed_brief=b"",
    )


def _standing(place: int, case_id: UUID, at: datetime) -> Standing:
    return Standing(
        case_id=case_id,
        district_id="east",
        unit_id="ghat",
        owner_id=SHO,
        ref=f"{_number(place)}-1",
        stage="sent",
        since=at,
        due_at=at + timedelta(minutes=5),
        look_at=at + timedelta(minutes=5),
        urgent=True,
    )
