"""Time is aware UTC, and only a rehearsal may hurry it."""

from __future__ import annotations

import time
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from satark import clock
from satark.settings import SettingsError

REHEARSAL = "http://127.0.0.1:8002/v26.0"
HOUR = timedelta(hours=1)


@pytest.fixture
def pace(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_now_is_aware_utc() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    "graph_url", ["https://graph.facebook.com/v26.0", "http://127.0.0.1.example/v26.0", ""]
)
def test_a_fast_clock_is_refused_beside_the_real_whatsapp(graph_url: str, pace: Path) -> None:
    with pytest.raises(SettingsError, match="SATARK_GRAPH_URL"):
        clock.Clock(pace=pace, graph_url=graph_url)


def test_without_a_word_of_its_leader_a_rehearsal_goes_by_the_machine(pace: Path) -> None:
    ours = clock.Clock(pace=pace, graph_url=REHEARSAL)

    assert abs(ours.timestamp() - time.time()) < 1
    assert ours.speed == 1


def test_a_rehearsal_may_run_an_hour_in_a_moment(pace: Path) -> None:
    clock.set_pace(pace, speed=3_600_000)
    fast = clock.Clock(pace=pace, graph_url=REHEARSAL)

    first = fast.now()
    while fast.now() - first < HOUR:
        pass

    assert clock.now() - first < timedelta(minutes=1)


def test_everybody_who_follows_it_sees_a_jump_at_the_same_moment(pace: Path) -> None:
    one = clock.Clock(pace=pace, graph_url=REHEARSAL)
    other = clock.Clock(pace=pace, graph_url=REHEARSAL)
    before = one.now()

    clock.set_pace(pace, speed=1, forward=7 * 24 * HOUR)
    time.sleep(2 * clock.LOOK_AGAIN)

    assert one.now() - before >= 7 * 24 * HOUR
    assert abs(one.now() - other.now()) < timedelta(seconds=1)


def test_another_speed_goes_on_from_where_time_was(pace: Path) -> None:
    clock.set_pace(pace, speed=1, forward=24 * HOUR)
    then = clock.Clock(pace=pace, graph_url=REHEARSAL).now()

    clock.set_pace(pace, speed=60)

    assert timedelta() <= clock.Clock(pace=pace, graph_url=REHEARSAL).now() - then < 24 * HOUR


@pytest.mark.parametrize(("speed", "forward"), [(0, timedelta()), (-1, timedelta()), (1, -HOUR)])
def test_time_does_not_stand_still_or_go_back(pace: Path, speed: float, forward: timedelta) -> None:
    with pytest.raises(SettingsError):
        clock.set_pace(pace, speed=speed, forward=forward)


def test_a_file_that_is_no_pace_is_refused(pace: Path) -> None:
    pace.write_text("{}")

    with pytest.raises(SettingsError, match="delete it"):
        clock.Clock(pace=pace, graph_url=REHEARSAL).now()
