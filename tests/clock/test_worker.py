"""The clock in its own database role: it may do what it has to, and write no word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from bench.clock import district
from satark.cases import closing
from satark.cases.clock import digests
from satark.cases.models import Event
from satark.outbox.models import Notice
from satark.worker import clockwork
from tests.database import Database


def test_the_worker_ticks_says_so_and_makes_its_rounds(database: Database) -> None:
    now = datetime.now(UTC)
    district.settle(now - timedelta(days=90))
    district.complaints(3, at=now - timedelta(minutes=7))

    with database.acting_as("worker"):
        clockwork.tick()
        clockwork.tick()
        clockwork.rounds()

    assert Event.objects.filter(kind=Event.Kind.ESCALATED).count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - at < interval '1 minute' FROM relay_pulse WHERE process = 'clock'")
        assert cursor.fetchone() == (True,)


def test_the_clock_can_change_no_record(database: Database) -> None:
    now = datetime.now(UTC)
    district.settle(now - timedelta(days=90))
    district.complaints(1, at=now)

    with database.acting_as("worker"), pytest.raises(ProgrammingError, match="permission denied"):
        Event.objects.update(at=now)
    with database.acting_as("worker"), pytest.raises(ProgrammingError, match="permission denied"):
        Notice.objects.filter(pk=uuid4()).delete()


def test_a_round_that_fails_holds_up_no_other(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[datetime] = []

    def fails(*, now: datetime) -> int:
        raise ValueError

    def counts(*, now: datetime) -> int:
        done.append(now)
        return 1

    monkeypatch.setattr(closing, "close_what_nobody_disputed", fails)
    monkeypatch.setattr(digests, "send_due", counts)
    with database.acting_as("worker"):
        clockwork.rounds()

    assert len(done) == 1
