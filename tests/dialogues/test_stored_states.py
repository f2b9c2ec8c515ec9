"""Every state ever stored goes on under this release: whatever comes next is answered."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from satark.conversation.state import load
from satark.conversation.values import InboundKind, News
from tests.dialogues.limits import breaches
from tests.dialogues.phone import Phone

STORED = Path(__file__).parents[1] / "conversation" / "states"
_DIRECTIONS = (
    News(UUID(int=1), "direction", "Patrol the ghat tonight.", "4820193375-1"),
    News(UUID(int=2), "returned", "Say who was met.", "1047725580-2"),
)


def parked(path: Path) -> Phone:
    if path.stem.startswith("officer"):
        return Phone(script="officer", state=load(path.read_bytes()), news=_DIRECTIONS)
    return Phone(state=load(path.read_bytes()))


@pytest.mark.parametrize("path", sorted(STORED.glob("*.json")), ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "words", ["Hi", "1", "back", "skip", "help", "status", "two of them in a white car", "remove my number"]
)
def test_a_talk_parked_long_ago_goes_on(path: Path, words: str) -> None:
    phone = parked(path).writes(words)

    assert phone.messages
    assert all(breaches(message) == [] for message in phone.messages)


@pytest.mark.parametrize("path", sorted(STORED.glob("tip_*.json")), ids=lambda path: path.stem)
def test_what_was_told_long_ago_is_filed(path: Path) -> None:
    phone = parked(path)
    was_filed = bool(phone.state.notes.get("filed"))
    told = bool(
        phone.state.notes.get("said") or phone.state.notes.get("media") or phone.state.answers.get("who")
    )

    phone.gets(InboundKind.SILENCE)

    assert bool(phone.reports) == (told and not was_filed)


@pytest.mark.parametrize("path", sorted(STORED.glob("complaint_*.json")), ids=lambda path: path.stem)
def test_a_complaint_parked_long_ago_ends_as_it_is_and_loses_nothing(path: Path) -> None:
    phone = parked(path)
    was_filed = bool(phone.state.notes.get("filed"))
    waits = bool(phone.state.asked == "sealed")

    phone.gets(InboundKind.SILENCE)

    assert phone.complaint == []
    assert bool(phone.reports) == waits
    assert was_filed or phone.state.notes.get("filed")
