"""Time is aware UTC, and only a rehearsal may hurry it."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from satark import clock
from satark.settings import SettingsError

REHEARSAL = "http://127.0.0.1:8002/v26.0"


def test_now_is_aware_utc() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    "graph_url", ["https://graph.facebook.com/v26.0", "http://127.0.0.1.example/v26.0", ""]
)
def test_a_fast_clock_is_refused_beside_the_real_whatsapp(graph_url: str) -> None:
    with pytest.raises(SettingsError, match="SATARK_GRAPH_URL"):
        clock.Clock(speed=60, graph_url=graph_url)


def test_a_rehearsal_may_run_an_hour_in_a_moment() -> None:
    fast = clock.Clock(speed=3_600_000, graph_url=REHEARSAL)

    first = fast.now()
    while fast.now() - first < timedelta(hours=1):
        pass

    assert clock.now() - first < timedelta(minutes=1)


@pytest.mark.parametrize("speed", [0, -1])
def test_time_does_not_stand_still_or_go_back(speed: float) -> None:
    with pytest.raises(SettingsError):
        clock.Clock(speed=speed, graph_url=REHEARSAL)
