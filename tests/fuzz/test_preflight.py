"""Random catalogues: what our preflight passes the pretend WhatsApp takes, and what it refuses would not have passed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bench.fuzz import preflight
from bench.fuzz.catalogues import Catalogue
from bench.fuzz.preflight import compare, make, refusal
from bench.fuzz.texts import LANGUAGES, Texts, units_of
from satark.channels.whatsapp import limits
from satark.channels.whatsapp.outbound import Address, payload
from satark.conversation.values import OutMessage
from tests.simulator.stage import SOURCE_NUMBER, stage

SENT = 150
"""Messages of the sample that goes over HTTP."""


def test_both_sides_agree_on_what_may_be_sent() -> None:
    tally = compare(2_400, seed=1)

    assert tally.disagreements == []
    assert tally.tried == 2_400
    assert tally.languages.keys() == set(LANGUAGES)
    assert 0.2 < tally.passed / tally.tried < 0.8
    forms = {
        "dialogue",
        "definition",
        "TemplateMessage",
        "Text",
        "Buttons",
        "List",
        "Link",
        "Flow",
        "Reaction",
    }
    assert tally.forms.keys() >= forms | {"LocationRequest", "Image", "Video", "Audio", "Document", "Sticker"}


def test_a_catalogue_is_made_again_from_its_seed() -> None:
    assert make("5:3") == make("5:3")


def test_texts_have_the_length_they_were_asked_for() -> None:
    texts = Texts("1")

    assert [units_of(texts.of_length(length)) for length in (1, 20, 21, 1024, 4097)] == [
        1,
        20,
        21,
        1024,
        4097,
    ]


def test_a_limit_that_is_off_by_one_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.messages, "BUTTON_TITLE", 21)

    found = compare(900, seed=2).disagreements

    assert found
    assert all(each.tried.theirs and not each.tried.ours for each in found)


def test_a_limit_that_is_too_strict_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "preflight", lambda message: [limits.Violation("everything", 0, 1)])

    found = compare(100, seed=2).disagreements

    assert found
    assert all(each.tried.ours and not each.tried.theirs for each in found)


def test_over_http_the_same_messages_pass(tmp_path: Path) -> None:
    catalogue = Catalogue("http:0")
    messages = [message for message in (catalogue.message() for _ in range(SENT)) if _has_one_form(message)]

    taken = asyncio.run(_taken(tmp_path, messages))

    assert taken == [not limits.preflight(message) for message in messages]
    assert 30 < sum(taken) < len(messages) - 30


def _has_one_form(message: OutMessage) -> bool:
    """Of several forms only one goes into a payload, and of files without words nothing does."""
    return not refusal(message).startswith("forms") and not message.media


async def _taken(folder: Path, messages: list[OutMessage]) -> list[bool]:
    to = Address(number=SOURCE_NUMBER)
    async with stage(folder) as rehearsal:
        await rehearsal.faults(pair_limit=False)
        await rehearsal.write()
        answers = [await rehearsal.graph(payload(message, to=to, opaque="o-1")) for message in messages]
    return [status == 200 for status, _ in answers]
