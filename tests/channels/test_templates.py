"""Templates: complete in every language, within Meta's limits, silent; and what stands at Meta is brought to them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from satark.channels.whatsapp import templates
from satark.channels.whatsapp.graph import Graph
from satark.channels.whatsapp.limits.templates import of_definition
from satark.channels.whatsapp.outbound import Address, template_payload
from satark.channels.whatsapp.templates import Definition, Filed, Step
from satark.conversation.values import OpenCase
from satark.dialogues.catalogue import LANGUAGES
from tests.dialogues.limits import length, telling_words

ALL = templates.definitions(LANGUAGES)
HINDI = ALL[0]


class Notes(Graph):
    """A Graph API that notes what it is asked to change."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []

    async def post(self, path: str, body: Any = None) -> dict[str, Any]:
        self.asked.append(("POST", path, body))
        return {"success": True}

    async def delete(self, path: str, **query: str) -> dict[str, Any]:
        self.asked.append(("DELETE", path, query))
        return {"success": True}


def filed(definition: Definition = HINDI, status: str = "APPROVED", **more: Any) -> Filed:
    return Filed("900", definition, status, **more)


FIGHT = OpenCase("4820193375", "fight", "sent", datetime(2026, 11, 22, tzinfo=UTC), "थाना बलुआ", "Thana Balua")


@pytest.mark.parametrize("definition", ALL, ids=lambda each: f"{each.name}-{each.language}")
def test_a_template_fits_and_shows_what_fills_its_variables(definition: Definition) -> None:
    assert list(of_definition(definition.as_graph())) == []
    assert 0 < length(definition.body) <= 1024
    assert definition.body.count("{{") == len(definition.examples)
    assert [0 < length(title) <= 25 for title in definition.buttons] == [True]
    assert definition.category == "UTILITY"


@pytest.mark.parametrize("definition", ALL, ids=lambda each: f"{each.name}-{each.language}")
def test_a_lock_screen_tells_nothing_of_a_template(definition: Definition) -> None:
    """But of an open complaint, which is told of by its number."""
    is_open = definition.name.startswith(templates.STEP)

    assert is_open or telling_words(definition.body, definition.language) == []


def test_bhojpuri_is_filed_under_hindi_by_a_name_of_its_own() -> None:
    keys = [each.key for each in ALL]

    assert ("reply_waiting_bho", "hi") in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_that_is_sent_is_one_that_is_defined(language: Any) -> None:
    to = Address(number="915550000001")
    made = (
        templates.reply_template(language),
        templates.duty_template(language),
        templates.urgent_template(language, "482 019 3375-1", "5 मिनट"),
        templates.digest_template(language),
        templates.step_template(language, FIGHT, "forwarded"),
    )
    for template in made:
        sent = template_payload(template, to=to, opaque="x")["template"]

        assert (sent["name"], sent["language"]["code"]) in [each.key for each in ALL]


@pytest.mark.parametrize(
    ("there", "what"),
    [
        (None, "create"),
        (filed(), "well"),
        (filed(status="PENDING"), "waiting"),
        (filed(replace(HINDI, body="before"), status="PENDING"), "waiting"),
        (filed(replace(HINDI, body="before")), "change"),
        (filed(replace(HINDI, buttons=("before",))), "change"),
        (filed(more=("HEADER",)), "change"),
        (filed(replace(HINDI, body="before"), status="REJECTED"), "change"),
        (filed(status="REJECTED"), "refused"),
        (filed(status="PAUSED"), "refused"),
        (filed(replace(HINDI, category="MARKETING")), "moved"),
    ],
)
def test_what_is_to_be_done_follows_from_what_is_there(there: Filed | None, what: str) -> None:
    steps = templates.compare([HINDI], [there] if there else [])

    assert [step.what for step in steps] == [what]


def test_what_is_not_ours_is_named_and_let_be() -> None:
    foreign = filed(replace(HINDI, name="welcome"))

    steps = templates.compare([HINDI], [filed(), foreign])

    assert [(step.what, step.key) for step in steps] == [("well", HINDI.key), ("extra", ("welcome", "hi"))]


def test_what_meta_lists_is_read_as_what_we_file() -> None:
    listed = HINDI.as_graph() | {"id": "900", "status": "APPROVED", "rejected_reason": "NONE"}

    class Lists(Notes):
        async def every(self, path: str, **query: str) -> list[dict[str, Any]]:
            assert path == "901/message_templates"
            return [listed, {"id": "1"}]

    found = asyncio.run(templates.filed(Lists(), "901"))

    assert found[0] == filed()
    assert templates.compare([HINDI], found)[0].what == "well"


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        (Step("create", HINDI.key, HINDI), [("POST", "901/message_templates", HINDI.as_graph())]),
        (
            Step("change", HINDI.key, HINDI, filed()),
            [("POST", "900", {"components": HINDI.components()})],
        ),
        (
            Step("extra", HINDI.key, filed=filed()),
            [("DELETE", "901/message_templates", {"hsm_id": "900", "name": HINDI.name})],
        ),
        (Step("waiting", HINDI.key, HINDI, filed()), []),
        (Step("well", HINDI.key, HINDI, filed()), []),
    ],
)
def test_a_step_asks_for_one_thing_or_nothing(step: Step, asked: list[tuple[str, str, Any]]) -> None:
    notes = Notes()

    asyncio.run(templates.carry_out(notes, "901", step))

    assert notes.asked == asked
