"""Each process of the demo is told what it needs and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import get_args

import pytest

from satark.config.demo_parts import environment, log_file, parts, shared_secrets
from satark.settings import Process, load

ADDRESS = "postgresql:///satark?host=/somewhere"
NEEDS_GRAPH_TOKEN = {"relay", "simulator"}
NEEDS_APP_SECRET = {"edge", "simulator"}
NEEDS_DATABASE = {"owner", "edge", "relay", "console", "worker"}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.mark.parametrize("process", get_args(Process))
def test_a_process_is_told_only_the_secrets_it_needs(process: Process, keys: Path) -> None:
    shared = shared_secrets(keys)
    settings = load({"SATARK_ADMIN_DATABASE_URL": "postgresql://postgres:only-for-init@/postgres"})

    told = environment(process, settings, shared, ADDRESS)

    values = " ".join(told.values())
    assert (shared.graph_token in values) == (process in NEEDS_GRAPH_TOKEN)
    assert (shared.app_secret in values) == (process in NEEDS_APP_SECRET)
    assert (shared.verify_token in values) == (process in NEEDS_APP_SECRET)
    assert (ADDRESS in values) == (process in NEEDS_DATABASE)
    assert ("SATARK_KEYS" in told) == (process in NEEDS_DATABASE)
    assert ("only-for-init" in values) == (process == "owner")


@pytest.mark.parametrize("process", get_args(Process))
def test_nothing_of_the_callers_environment_is_passed_on(
    process: Process, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "PYTHONPATH", "PGPASSWORD", "HTTPS_PROXY", "SATARK_GRAPH_TOKEN"):
        monkeypatch.setenv(name, "/of/the/caller")

    told = environment(process, load({}), shared_secrets(keys), ADDRESS)

    assert {name for name in told if not name.startswith("SATARK_")} == {"PATH", "LANG"}
    assert "/of/the/caller" not in told.values()


@pytest.mark.parametrize("process", get_args(Process))
def test_what_a_process_is_told_is_a_valid_setting(process: Process, keys: Path) -> None:
    told = load(environment(process, load({}), shared_secrets(keys), ADDRESS))

    assert told.process == process
    if process in ("relay", "simulator"):
        assert told.graph_url == "http://127.0.0.1:8002/v26.0"
        assert told.may_fetch("http://127.0.0.1:8002/media/1")


def test_the_shared_secrets_are_made_once_and_readable_by_their_owner_only(keys: Path) -> None:
    first, second = shared_secrets(keys), shared_secrets(keys)

    assert first.app_secret == second.app_secret
    assert len({first.app_secret, first.verify_token, first.graph_token}) == 3
    assert stat.S_IMODE((keys / "demo").stat().st_mode) == 0o400
    assert first.app_secret not in repr(first)


def test_what_the_pretend_whatsapp_writes_stays_in_its_own_folder(tmp_path: Path) -> None:
    assert log_file(tmp_path, "simulator") == tmp_path / "simulator/simulator.log"
    assert log_file(tmp_path, "relay") == tmp_path / "logs/relay.log"


def test_every_process_is_started_and_the_doors_have_a_health_address(tmp_path: Path) -> None:
    started = parts(load({"SATARK_DATA_DIR": str(tmp_path)}), ADDRESS)

    assert {part.name for part in started} == {"simulator", "edge", "relay", "worker", "console"}
    assert {part.name for part in started if part.health} == {"simulator", "edge", "console"}
