"""Messages that make no sense: each is answered or set aside, sealed; none stops its sender or anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.badinput.conftest import Line, Story
from tests.leaks.phone import shown
from tests.leaks.whatsapp import contact, sender, written

Json = dict[str, Any]
Tell = Callable[[Story], None]

ANSWERED: dict[str, Json] = {
    "a kind that does not exist yet": {"type": "hologram", "hologram": {"depth": 3}},
    "no kind at all": {},
    "a kind that is a number": {"type": 5},
    "a text that is a list": {"type": "text", "text": ["a", "b"]},
    "a text without words": {"type": "text", "text": {"body": ""}},
    "a text of nothing": {"type": "text", "text": {"body": None}},
    "control characters": {"type": "text", "text": {"body": "\x00\x01\x1b[2Jसुनो"}},
    "half an emoji": {"type": "text", "text": {"body": "जल्दी \ud83d"}},
    "sixty thousand letters": {"type": "text", "text": {"body": "क" * 60_000}},
    "directions of writing": {"type": "text", "text": {"body": "\u202e\u2066abc\u2069\u200f"}},
    "a time that is no time": {"type": "text", "text": {"body": "Hi"}, "timestamp": "soon"},
    "a time in the year 33658": {"type": "text", "text": {"body": "Hi"}, "timestamp": "999999999999999"},
    "a time before time": {"type": "text", "text": {"body": "Hi"}, "timestamp": -1},
    "a place that is not on Earth": {"type": "location", "location": {"latitude": 500, "longitude": "x"}},
    "a place in words": {"type": "location", "location": "near the well"},
    "a picture without an id": {"type": "image", "image": {"mime_type": "image/jpeg"}},
    "a picture whose id is a number": {"type": "image", "image": {"id": 17}},
    "a picture that is a text": {"type": "image", "image": "photo.jpg"},
    "a button that nobody offered": {
        "type": "interactive",
        "interactive": {"type": "button_reply", "button_reply": {"id": "confirm:send", "title": "Send"}},
    },
    "a button of a step that is not": {
        "type": "interactive",
        "interactive": {"type": "list_reply", "list_reply": {"id": "'; drop table x:--", "title": "?"}},
    },
    "a button with a long id": {
        "type": "interactive",
        "interactive": {"type": "button_reply", "button_reply": {"id": "a:" + "b" * 5000, "title": "?"}},
    },
    "a press of nothing": {"type": "interactive", "interactive": None},
    "an officer's button, pressed by a stranger": {
        "type": "interactive",
        "interactive": {
            "type": "button_reply",
            "button_reply": {"id": "direction:done:4820193375-1", "title": "-"},
        },
    },
    "cards that are a text": {"type": "contacts", "contacts": "somebody"},
    "an order": {"type": "order", "order": {"text": "two", "product_items": "x"}},
    "a quote of nothing": {"type": "text", "text": {"body": "Hi"}, "context": {"id": ["x"], "from": 1}},
    "an edit of nothing": {"type": "edit", "edit": {"message": 3}},
}


KEPT_TOO = ("a kind that does not exist yet", "no kind at all", "a kind that is a number")
"""What WhatsApp may have invented since: a sealed copy stays for a release that can read it."""


def test_a_message_that_makes_no_sense_is_answered_and_the_talk_goes_on(tell: Tell) -> None:
    async def story(line: Line) -> None:
        phones = {name: line.phone(place) for place, name in enumerate(ANSWERED)}

        async def one(name: str) -> None:
            phone = phones[name]
            await phone.hears(line.whatsapp.message(phone.person, "text", ANSWERED[name] | _kind(name)))
            assert shown(phone.last), name
            await phone.hears(phone.says("Hi"))

        before = line.set_aside()
        await asyncio.gather(*map(one, ANSWERED))

        assert line.set_aside() == before | {"kind_unknown": before.get("kind_unknown", 0) + len(KEPT_TOO)}
        assert await line.is_worked_off()

    tell(story)


def _kind(name: str) -> Json:
    """Lays `no kind` over the kind that an ordinary message has."""
    return {"type": None} if name == "no kind at all" else {}


SET_ASIDE: dict[str, tuple[str, Callable[[Json], Json]]] = {
    "nobody as sender": ("no_sender", lambda named: {"messages": [{"id": "a1", "type": "text"}]}),
    "a sender that is a list": (
        "no_sender",
        lambda named: {"messages": [{"from": ["91"], "from_user_id": {"a": 1}, "id": "a2", "type": "text"}]},
    ),
    "messages that are a text": ("unread", lambda named: {"messages": "please help"}),
    "a message that is a list": ("unread", lambda named: {"messages": [["please", "help"]]}),
    "something new beside the messages": (
        "unread",
        lambda named: {"voices": [named | {"said": "please help"}]},
    ),
}


@pytest.mark.parametrize("name", SET_ASIDE)
def test_what_cannot_be_read_is_acknowledged_and_kept_with_its_reason(tell: Tell, name: str) -> None:
    reason, value = SET_ASIDE[name]

    async def story(line: Line) -> None:
        before = line.set_aside().get(reason, 0)
        await line.whatsapp.deliver(value(sender(line.phone().person)))
        await line.is_open()

        assert line.set_aside()[reason] == before + 1

    tell(story)


@pytest.mark.parametrize("depth", [250, 300, 900, 100_000])
def test_json_deeper_than_anybody_reads_is_kept(tell: Tell, depth: int) -> None:
    async def story(line: Line) -> None:
        before = line.set_aside().get("unread", 0)
        body = b'{"entry":' + b"[" * depth + b'"please help"' + b"]" * depth + b"}"
        assert await line.whatsapp.post(body) == 200
        await line.is_open()

        assert line.set_aside()["unread"] == before + 1

    tell(story)


def test_a_message_for_a_number_that_is_not_ours_waits_sealed_until_it_is(tell: Tell) -> None:
    """The doctor tells of it; once the number is set up, the message is heard."""

    async def story(line: Line) -> None:
        phone, number_id = line.phone(), "155500010000777"
        message = sender(phone.person) | {"id": "u1", "type": "text", "text": {"body": "Hi"}}
        value = {"contacts": [contact(phone.person)], "messages": [message]}
        assert await line.whatsapp.post(written(value, number_id=number_id)) == 200
        await line.is_open()
        assert line.set_aside()["number_unknown"] == 1
        assert "because of number_unknown: 1" in line.installation.satark("doctor").stdout

        line.whatsapp.also_answers(number_id)
        added = line.installation.satark(
            *("number", "add", "--phone-number-id", number_id, "--display", "+91 5550 000777"),
            *("--unit", "chandauli"),
        )
        assert added.returncode == 0, added.stderr
        assert shown(await phone.sees())
        assert "number_unknown" not in line.set_aside()

    tell(story)
