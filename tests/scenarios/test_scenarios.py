"""Every scenario holds on our desk, and every table stake of WhatsApp has one."""

from __future__ import annotations

import pytest

from satark.rehearsal import roll, scenario
from satark.rehearsal.desk import Satark
from satark.rehearsal.stage import Stage

ROLL = roll.every()
STAKES = range(1, 40)
"""1-10 receiving, 11-18 media, 19-26 sending, 27-39 talk."""


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("each", ROLL, ids=lambda each: each.name)
def test_it_holds_here(each: scenario.Scenario, satark_stage: Stage[Satark]) -> None:
    result = scenario.run(each, satark_stage)

    assert result.passed, result.why


def test_every_table_stake_of_whatsapp_has_its_scenario() -> None:
    assert {each.stake for each in ROLL} == {0, *STAKES}


@pytest.mark.parametrize("each", ROLL, ids=lambda each: each.name)
def test_each_tells_its_incident_and_has_a_name_on_the_page(each: scenario.Scenario) -> None:
    assert each.title.endswith(".")
    assert each.told != each.title
    assert any("ऀ" <= sign <= "ॿ" for sign in each.hindi)
