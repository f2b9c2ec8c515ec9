"""Rows as the clock reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from satark.cases.clock.clocks import due_now
from satark.cases.clock.histories import history_of
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Case, Direction, Event

NOW = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
SHO = "ghat.sho"


def case() -> Case:
    return Case(id=uuid4(), number="1", lane="open", category="fight", district_id="east", filed_at=NOW)


def event(kind: str, *, ref: str = "", step: str = "", officer: int | None = None, **data: object) -> Event:
    return Event(kind=kind, at=NOW, ref=ref, step=step, officer_id=officer, data=data)


def order() -> Direction:
    return Direction(ref="1-1", kind="complaint", post_id=SHO, at=NOW, due_at=NOW)


def test_what_it_was_filed_as_counts_not_what_the_row_says_by_now() -> None:
    rows = [event("filed", owner="east.desk", urgent=True, category="theft", cognizable=True)]

    history = history_of(case(), rows, [order()], {SHO: "ghat"})

    assert (history.category, history.urgent, history.cognizable) == ("theft", True, True)
    assert (history.desk, history.duties[0].unit) == ("east.desk", "ghat")


def test_a_112_vehicle_is_not_the_station() -> None:
    arrived = event("on_spot", ref="1-1", step="prv")

    history = history_of(case(), [event("filed", owner="east.desk"), arrived], [order()], {SHO: "ghat"})

    assert history.first("on_spot", ref="1-1") is None
    assert due_now(history, Rulebook(), "1-1") is not None


def test_only_the_rule_closes() -> None:
    by_officer = [event("filed", owner="east.desk"), event("closed", officer=7)]
    by_rule = [event("filed", owner="east.desk"), event("closed")]

    assert history_of(case(), by_officer, [], {}).ended is None
    assert history_of(case(), by_rule, [], {}).ended == NOW
