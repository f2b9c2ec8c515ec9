"""The alarm job itself may stop: others look whether the clock ticks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from satark.relay import alarms, clockwatch

NOW = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)


def ticked(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO relay_pulse (process, at, facts) VALUES ('clock', now() - %s * interval '1 second', '{}')
               ON CONFLICT (process) DO UPDATE SET at = excluded.at""",
            [seconds_ago],
        )


def standing() -> list[str]:
    with connection.cursor() as cursor:
        clockwatch.look(cursor, NOW)
        return [alarm.code for alarm in alarms.standing(cursor)]


@pytest.mark.django_db
def test_a_clock_that_stops_is_an_alarm_until_it_ticks_again() -> None:
    ticked(30)
    assert standing() == []

    ticked(121)
    assert standing() == ["clock_stopped"]

    ticked(1)
    assert standing() == []


@pytest.mark.django_db
def test_where_none_ever_ticked_there_is_nothing_to_miss_and_a_lost_row_ends_no_alarm() -> None:
    assert standing() == []

    ticked(500)
    standing()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM relay_pulse")

    assert standing() == ["clock_stopped"]
