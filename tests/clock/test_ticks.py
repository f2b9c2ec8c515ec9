"""The tick on PostgreSQL: every escalation once, whoever runs it, however late, and whatever the clock does meanwhile."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bench.clock import district
from satark.cases.clock import ticks
from satark.cases.clock.histories import histories as read
from satark.cases.models import Event, Standing
from satark.jurisdiction.models import Absence, Holding
from satark.outbox.models import Notice

START = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
"""Noon in India."""
DAY, YEAR = timedelta(days=1), timedelta(days=365)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.fixture
def station(db: None) -> None:
    district.settle(START - YEAR)


def escalated() -> Counter[str]:
    return Counter(Event.objects.filter(kind=Event.Kind.ESCALATED).values_list("step", flat=True))


def test_two_thousand_cases_due_in_the_same_second_are_each_told_of_once(station: None) -> None:
    district.complaints(2000, at=START)

    first, second = ticks.tick(now=at(5.1)), ticks.tick(now=at(5.2))

    assert (first.looked, first.recorded, first.told) == (2000, 2000, 4000)
    assert second == ticks.Tick()
    assert escalated() == {"receive:1": 2000}
    told = Counter(Notice.objects.values_list("post_id", flat=True))
    assert told == {"river.co": 2000, district.SHO: 2000}


def test_the_next_look_is_when_the_next_rank_is_due(station: None) -> None:
    district.complaints(3, at=START)

    ticks.tick(now=at(5.1))

    assert set(Standing.objects.values_list("look_at", flat=True)) == {at(10)}


def test_a_clock_that_goes_back_a_day_and_on_a_year_tells_nobody_twice(station: None) -> None:
    district.complaints(20, at=START)
    ticks.tick(now=at(5.1))

    back = ticks.tick(now=at(5.1) - DAY)
    ticks.tick(now=at(5.1) + YEAR)
    put_right = ticks.tick(now=at(20))

    assert back.recorded == put_right.recorded == 0
    assert set(escalated().values()) == {20}


def test_a_case_that_cannot_be_looked_at_holds_up_no_other(
    station: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = district.complaints(3, at=START)[1]

    def without_one(*args: Any) -> dict[UUID, Any]:
        return {key: None if key == broken else each for key, each in read(*args).items()}

    monkeypatch.setattr(ticks, "histories", without_one)
    done = ticks.tick(now=at(5.1))

    assert (done.looked, done.recorded) == (3, 2)
    assert Standing.objects.get(case_id=broken).look_at == at(5.1) + ticks.STUCK


def test_an_owner_who_goes_and_comes_back_is_noticed_without_the_cases_own_time(station: None) -> None:
    district.complaints(2, at=START)
    sho = Holding.objects.get(post_id=district.SHO).officer
    absence = Absence.objects.create(officer=sho, kind="leave", since=at(1))

    assert ticks.owners_gone(now=at(2)) == 2
    ticks.tick(now=at(2))
    assert set(Standing.objects.values_list("owner_id", flat=True)) == {"ghat.ssi"}
    assert ticks.owners_gone(now=at(3)) == 0

    absence.until = at(3.5)
    absence.save()
    assert ticks.owners_gone(now=at(4)) == 2
    ticks.tick(now=at(4))
    assert set(Standing.objects.values_list("owner_id", flat=True)) == {district.SHO}


def test_what_the_clock_says_holds_no_words(station: None) -> None:
    district.complaints(1, at=START)

    ticks.tick(now=at(6))

    notice = Notice.objects.filter(post_id="river.co").get()
    assert bytes(notice.sealed_text) == b""
    assert set(notice.facts) == {
        "number",
        "category",
        "unit",
        "urgent",
        "lane",
        "to",
        "over",
        "clock",
        "post",
    }
