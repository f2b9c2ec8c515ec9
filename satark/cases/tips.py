"""From tip to action: what a cell writes down, whom a tip is about, who gets it, what goes out at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction

from satark.cases import directing, errors, lifecycle
from satark.cases.models import Case, Event
from satark.cases.record import record
from satark.cases.sealed import case_named, open_for
from satark.cases.statements import checked
from satark.cases.tip_codes import CORROBORATION, CREDIBILITY, FACTS, GROUND, LEVELS
from satark.jurisdiction.models import Post, Unit
from satark.jurisdiction.queries import Viewer
from satark.vault.services import open_case

AT_ONCE = timedelta(minutes=30)
"""By when a post answers about urgent danger."""
ABOVE = frozenset({Unit.Kind.RANGE, Unit.Kind.ZONE})
PLACE = 300


class Known(Protocol):
    """An event, as a row or as a page shows it."""

    @property
    def kind(self) -> str: ...
    @property
    def ref(self) -> str: ...


@transaction.atomic
def assess(
    case_id: UUID,
    *,
    credibility: str,
    corroboration: str,
    ground: str,
    text: str = "",
    two_districts: bool = False,
    now: datetime,
) -> None:
    """Write down what the cell holds of a tip. Again when it knows more: the last one counts, all of them stay.

    Raises CaseNotFound, CaseClosed, CodeUnknown, TextTooLong.
    """
    _, viewer = open_for(case_id)
    given = ((credibility, CREDIBILITY), (corroboration, CORROBORATION), (ground, GROUND))
    if any(code not in codes for code, codes in given):
        raise errors.CodeUnknown
    data: dict[str, object] = {
        "credibility": credibility,
        "corroboration": corroboration,
        "ground": ground,
        "two_districts": two_districts,
    }
    words = checked(text) if text.strip() else ""
    kind = Event.Kind.ASSESSED
    record(case_id, kind, now=now, viewer=viewer, data=data, words=words, box=open_case(case_id))


@transaction.atomic
def accuse(
    case_id: UUID, *, level: str, units: Sequence[str] = (), to_sp: bool = False, now: datetime
) -> None:
    """Say which policemen a tip is about; from then on the wall stands exactly there. Only a cell above the district.

    `station`: the men of these units; the SP's cell may be let in (`to_sp`), and nobody of the circle is directed.
    `gazetted`, `district`: it stays above the district. `range`: it goes to the zone's cell, and the range's reads it
    no more. `none`: nobody of the police after all, where the source was not sure.
    Raises CaseNotFound, CaseClosed, CodeUnknown, UnitNotAllowed.
    """
    case, viewer = _above(case_id)
    if level not in LEVELS or (level == "none" and case.police == Case.Police.YES):
        raise errors.CodeUnknown
    named = sorted(set(units))
    ours = units_under(viewer)
    if (not named) != (level == "none") or not set(named) <= ours:
        raise errors.UnitNotAllowed
    if level == "range" and not _zone_cell(case_id):
        # Nobody would read it: it stays where it is until the zone has a cell.
        raise errors.UnitNotAllowed
    data: dict[str, object] = {"level": level, "units": named, "to_sp": to_sp and level == "station"}
    record(case_id, Event.Kind.ACCUSED, now=now, viewer=viewer, data=data)
    _settle_readers(case_id)


@transaction.atomic
def hand_over(case_id: UUID, *, to_unit: str, why: str, now: datetime) -> None:
    """Give a tip to the cell of a district of the range. Who could read it before still can.

    Raises CaseNotFound, CaseClosed, UnitNotAllowed, EmptyText, TextTooLong.
    """
    case, viewer = _above(case_id)
    words = checked(why)
    unit = Unit.objects.filter(code=to_unit, kind=Unit.Kind.DISTRICT).first()
    ours = units_under(viewer)
    if (
        unit is None
        or unit.code not in ours
        or unit.code == case.district_id
        or _walled_from(case, unit.code)
    ):
        raise errors.UnitNotAllowed
    data = {"to": unit.code, "from": case.district_id or ""}
    kind = Event.Kind.HANDED_OVER
    record(case_id, kind, now=now, viewer=viewer, data=data, words=words, box=open_case(case_id))
    _settle_readers(case_id)


@transaction.atomic
def urgent_danger(case_id: UUID, *, posts: Sequence[str], place: str, fact: str, now: datetime) -> list[str]:
    """Fact and place go out at once, at any hour, before any assessment or release; never the source's words or pin.

    Raises CaseNotFound, CaseClosed, CodeUnknown, PostNotAllowed, EmptyText, TextTooLong.
    """
    case, viewer = open_for(case_id)
    where = checked(place)
    if fact not in FACTS:
        raise errors.CodeUnknown
    if len(where) > PLACE:
        raise errors.TextTooLong
    # First: the database lets a direction pass without an assessment only where this stands.
    record(case_id, Event.Kind.MADE_URGENT, now=now, viewer=viewer, data={"fact": fact})
    words = f"तुरंत: {FACTS[fact]}।\nजगह: {where}\nअभी पहुँचें, फिर यहीं जवाब दें।"
    due_at, extra = now + AT_ONCE, {"urgent": fact}
    return directing.send(case, viewer, posts=posts, words=words, due_at=due_at, now=now, extra=extra)


@transaction.atomic
def accept(case_id: UUID, *, ref: str, now: datetime) -> None:
    """The cell stands by an answer: outcome and proof are enough. Twice is once. Raises CaseNotFound, NotAnswered."""
    _, viewer = open_for(case_id)
    steps = list(Event.objects.filter(case_id=case_id, ref=ref).order_by("at", "id"))
    if lifecycle.progress(steps, ref).answered_at is None:
        raise errors.NotAnswered
    if not is_accepted(steps, ref):
        record(case_id, Event.Kind.APPROVED, now=now, viewer=viewer, ref=ref)


def is_accepted(events: Sequence[Known], ref: str) -> bool:
    """Whether the answer that stands was accepted: one that came after a return was not."""
    decisive = (Event.Kind.ANSWERED, Event.Kind.RETURNED, Event.Kind.APPROVED)
    last = next((e.kind for e in reversed(events) if e.ref == ref and e.kind in decisive), "")
    return last == Event.Kind.APPROVED


def districts_to_give(case_id: UUID, viewer: Viewer) -> list[str]:
    """Codes of the districts that `hand_over` may name. Raises CaseNotFound."""
    case = case_named(case_id)
    ours = units_under(viewer)
    found = Unit.objects.filter(kind=Unit.Kind.DISTRICT, code__in=ours).order_by("code")
    return [
        unit.code for unit in found if unit.code != case.district_id and not _walled_from(case, unit.code)
    ]


def is_above(viewer: Viewer) -> bool:
    """Whether this officer's cell stands above districts."""
    cells = [post.unit for post in viewer.posts if post.role == Post.Role.CELL]
    return Unit.objects.filter(code__in=cells, kind__in=ABOVE).exists()


def _above(case_id: UUID) -> tuple[Case, Viewer]:
    case, viewer = open_for(case_id)
    if not is_above(viewer):
        raise errors.CaseNotFound(case_id)
    return case, viewer


def units_under(viewer: Viewer) -> set[str]:
    """Codes of the units of this officer's cells and of all below them."""
    return _below([post.unit for post in viewer.posts if post.role == Post.Role.CELL])


def _below(units: Sequence[str]) -> set[str]:
    """These units and all that hang below them."""
    found: set[str] = set()
    layer = set(units)
    while layer:
        found |= layer
        layer = set(Unit.objects.filter(parent_id__in=layer).values_list("code", flat=True)) - found
    return found


def _walled_from(case: Case, district: str) -> bool:
    """Whether the tip is about policemen of this district."""
    said = Event.objects.filter(case_id=case.id, kind=Event.Kind.ACCUSED).order_by("-at", "-id").first()
    if said is None:
        return case.police != Case.Police.NO and district == case.district_id
    named = said.data.get("units")
    return bool(_below([district]) & set(named if isinstance(named, list) else []))


def _zone_cell(case_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tip_zone(%s)", [case_id])
        return bool(cursor.fetchone()[0])


def _settle_readers(case_id: UUID) -> None:
    """Who reads follows from what was recorded just now; the console itself may name nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tip_settles(%s)", [case_id])
