"""`satark whatsapp templates`: what is missing is filed, what differs is changed, nothing is deleted unasked."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from satark.config import whatsapp_templates
from satark.config.template_filing import Line, walk
from tests.config.rehearsed import OURS, Rehearsed, rehearsed

CHANDAULI = OURS[:1]


def told(folder: Path, story: Callable[[Rehearsed], Awaitable[Any]]) -> Any:
    async def play() -> Any:
        async with rehearsed(folder) as r:
            return await story(r)

    return asyncio.run(play())


def kinds(lines: list[Line]) -> Counter[str]:
    return Counter(line.step.what for line in lines)


async def filed(r: Rehearsed, name: str, **more: object) -> None:
    """Somebody files a template by hand."""
    body = {
        "name": name,
        "language": "hi",
        "category": "UTILITY",
        "components": [{"type": "BODY", "text": "नमस्ते।"}],
    }
    token = {"Authorization": f"Bearer {r.settings.graph_token.reveal()}"}
    url = f"/v26.0/{CHANDAULI[0].waba_id}/message_templates"
    async with r.http.post(url, json=body | more, headers=token) as answer:
        assert answer.status == 200, await answer.text()


def test_every_account_gets_what_its_numbers_offer(tmp_path: Path) -> None:
    async def story(r: Rehearsed) -> Any:
        first = await walk(r.settings, OURS, ("create", "change"))
        return first, await walk(r.settings, OURS, ())

    first, second = told(tmp_path, story)

    # Chandauli offers four languages, Bareilly three, each in two templates; officers read three in two languages.
    assert kinds(first) == {"create": (2 * 4 + 3 * 2) + (2 * 3 + 3 * 2)}
    assert all(line.done for line in first)
    assert kinds(second) == {"well": 26}


def test_a_second_push_changes_nothing(tmp_path: Path) -> None:
    async def story(r: Rehearsed) -> Any:
        await walk(r.settings, OURS, ("create", "change"))
        return await walk(r.settings, OURS, ("create", "change"))

    assert not any(line.done for line in told(tmp_path, story))


def test_what_differs_is_changed(tmp_path: Path) -> None:
    async def story(r: Rehearsed) -> Any:
        await filed(r, "reply_waiting")
        changed = await walk(r.settings, CHANDAULI, ("create", "change"))
        return changed, await walk(r.settings, CHANDAULI, ())

    changed, after = told(tmp_path, story)

    assert [line.step.key for line in changed if line.step.what == "change"] == [("reply_waiting", "hi")]
    assert kinds(after) == {"well": 14}


def test_nothing_is_deleted_unless_asked_for(tmp_path: Path) -> None:
    async def story(r: Rehearsed) -> Any:
        await filed(r, "welcome")
        await walk(r.settings, CHANDAULI, ("create", "change"))
        kept = await walk(r.settings, CHANDAULI, ())
        await walk(r.settings, CHANDAULI, ("create", "change", "extra"))
        return kept, await walk(r.settings, CHANDAULI, ())

    kept, pruned = told(tmp_path, story)

    assert kinds(kept)["extra"] == 1
    assert kinds(pruned) == {"well": 14}


def test_what_was_done_and_what_is_the_matter_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async def story(r: Rehearsed) -> Any:
        await filed(r, "welcome")
        return await walk(r.settings, CHANDAULI, ("create",))

    lines = told(tmp_path, story)
    whatsapp_templates.report(lines, as_json=False)
    said = capsys.readouterr().out
    whatsapp_templates.report(lines, as_json=True)
    listed = json.loads(capsys.readouterr().out)["templates"]

    assert "reply_waiting_bho (hi): created" in said
    assert "welcome (hi): is none of ours" in said
    assert {each["what"] for each in listed} == {"create", "extra"}
    assert all(each["done"] == (each["what"] == "create") for each in listed)
