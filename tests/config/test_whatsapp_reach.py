"""How a command reaches WhatsApp: by its own settings, else by a demo that runs in the same folder, else not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from satark import settings
from satark.config import whatsapp_reach
from satark.config.demo_parts import shared_secrets
from satark.settings import Secret, Settings, SettingsError


def without_token(folder: Path) -> Settings:
    return settings.load({"SATARK_DATA_DIR": str(folder)})


def test_settings_of_ones_own_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatsapp_reach, "running", lambda _: True)
    ours = replace(without_token(tmp_path), graph_token=Secret("own"))

    assert whatsapp_reach.reach(ours) is ours


def test_beside_a_demo_its_pretend_whatsapp_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatsapp_reach, "running", lambda _: True)
    ours = without_token(tmp_path)

    reached = whatsapp_reach.reach(ours)

    assert reached.rehearsal
    assert reached.graph_token.reveal() == shared_secrets(ours.keys_dir).graph_token
    assert reached.callback_url == "http://127.0.0.1:8001/webhooks/whatsapp"


def test_with_neither_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SATARK_GRAPH_TOKEN"):
        whatsapp_reach.reach(without_token(tmp_path))

    assert not (tmp_path / "keys").exists()
