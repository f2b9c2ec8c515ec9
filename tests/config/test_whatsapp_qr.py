"""`satark whatsapp qr`: codes that WhatsApp keeps are made, listed and deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from satark.config import whatsapp_links
from satark.settings import Settings
from tests.config.rehearsed import OURS, rehearsed

NUMBER = OURS[0].id


@pytest.fixture(autouse=True)
def _ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("satark.config.whatsapp_links.our_number", lambda _: OURS[0])


def played(folder: Path, commands: Callable[[Settings], None]) -> None:
    async def story() -> None:
        async with rehearsed(folder) as r:
            await asyncio.to_thread(commands, r.settings)

    asyncio.run(story())


def test_a_code_is_made_with_a_greeting_and_found_in_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def commands(settings: Settings) -> None:
        whatsapp_links.create(settings, NUMBER, poster="")
        whatsapp_links.listing(settings, NUMBER)

    played(tmp_path, commands)

    made, picture, listed = capsys.readouterr().out.splitlines()
    assert "https://wa.me/message/" in made
    assert "/qr/" in picture
    assert listed.startswith(made)
    assert listed.endswith("नमस्ते")


def test_a_deleted_code_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def commands(settings: Settings) -> None:
        whatsapp_links.create(settings, NUMBER, poster="")
        code = capsys.readouterr().out.split()[0]
        whatsapp_links.delete(settings, NUMBER, code)
        whatsapp_links.listing(settings, NUMBER)

    played(tmp_path, commands)

    said = capsys.readouterr().out
    assert "leads nowhere any more" in said
    assert "keeps no code" in said
