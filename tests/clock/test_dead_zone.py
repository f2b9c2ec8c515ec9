"""However many messages the network loses, a human knows within minutes, and what it took is the network's."""

from __future__ import annotations

from random import Random

import pytest

from tests.clock.dead_zone import Known, play

COMPLAINTS = 150


def played(loss: float) -> list[Known]:
    luck = Random(int(loss * 100))
    return sorted((play(luck, loss) for _ in range(COMPLAINTS)), key=lambda each: each.seconds)


@pytest.mark.parametrize("loss", [0.05, 0.1, 0.2, 0.4])
def test_a_human_knows_of_every_complaint_within_minutes(loss: float) -> None:
    known = played(loss)

    assert all(each.seconds < 30 * 60 for each in known)
    assert known[int(0.95 * COMPLAINTS)].seconds <= 8 * 60
    assert {each.way for each in known} >= {"whatsapp", "radio"}


@pytest.mark.parametrize("loss", [0.05, 0.4])
def test_what_the_network_took_is_no_officers_lateness(loss: float) -> None:
    assert all("will" not in each.late for each in played(loss))
    assert any(each.late.get("network") for each in played(0.4))


def test_without_the_ladder_a_lost_message_would_be_known_of_by_the_superior_alone() -> None:
    lost = [each for each in played(0.4) if each.way != "whatsapp"]

    assert sum(each.way == "superior" for each in lost) < len(lost) / 3
