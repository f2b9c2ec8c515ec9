"""A piece of a district's day, and a week without the Graph API: everybody is answered, every reply accounted for."""

from __future__ import annotations

import pytest

from satark.clock import INDIA
from satark.config import rehearse_day
from satark.rehearsal import district, outage
from satark.rehearsal.desk import Satark
from satark.rehearsal.stage import Stage
from satark.settings import Settings

BUSY = 19
"""The hour in India. At night too few come for a test to say anything."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def test_everybody_of_a_busy_hour_is_answered(satark_stage: Stage[Satark], satark_settings: Settings) -> None:
    satark_stage.let_pass(hours=(BUSY - satark_stage.now().astimezone(INDIA).hour) % 24)
    satark_stage.settle()
    lane = rehearse_day.open_lane(satark_settings)
    busy = district.District(
        satark_stage, open_lane=lane, speed=240, hours=1, mix="nashik", people=300, seed=3
    )

    summary = busy.play()

    assert summary.people > 5
    assert summary.unanswered == 0
    assert summary.replies == summary.messages
    assert any(summary.silent.values())


def test_a_week_without_the_graph_api_is_accounted_for(satark_stage: Stage[Satark]) -> None:
    play = outage.Play(satark_stage, people=8, away_speed=20_000)

    outcome = play.run()

    assert outcome.faults == []
    assert outcome.limbo == 0
    assert outcome.doubled <= outcome.answers_lost
    assert set(outcome.undeliverable) <= {"window", "too_late", "131047"}
    assert outcome.files_lost == 1
