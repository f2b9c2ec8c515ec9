"""A process that dies is started again, a little later each time, and takes nothing along or behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from satark.config import children, rehearse
from satark.config.children import Child, Part
from tests.database import Database


@pytest.fixture
def child(database: Database, tmp_path: Path) -> Iterator[Child]:
    """An edge that runs: the lightest process there is."""
    (bind,) = rehearse.free_binds(1)
    environment = database.environment(
        "edge",
        SATARK_APP_SECRETS="a",
        SATARK_VERIFY_TOKEN="b",
        SATARK_EDGE_BIND=str(bind),
    )
    part = Part("edge", environment, tmp_path / "logs/edge.log", f"{bind.url}/health")
    child = Child(part, pid_file=tmp_path / "edge.pid")
    yield child
    child.ask_to_stop()
    child.wait_until_stopped(time.monotonic() + 10)


def pid(child: Child) -> int:
    return int(child._pid_file.read_text())


def until_dead(child: Child) -> None:
    limit = time.monotonic() + 20
    while child.alive:
        assert time.monotonic() < limit, "the process did not end"
        time.sleep(0.01)


def until_alive(child: Child) -> None:
    limit = time.monotonic() + 20
    while not child.alive:
        assert time.monotonic() < limit, "the process was not started again"
        child.look_after()
        time.sleep(0.01)


def test_a_killed_process_is_there_again(child: Child) -> None:
    child.start()
    first = pid(child)

    os.kill(first, signal.SIGKILL)
    until_dead(child)
    until_alive(child)

    assert pid(child) != first
    assert child.deaths == 1


def test_one_that_cannot_run_is_tried_ever_more_slowly(child: Child, tmp_path: Path) -> None:
    broken = Child(
        Part("edge", {"PATH": "/usr/bin:/bin"}, tmp_path / "logs/broken.log"),
        pid_file=tmp_path / "broken.pid",
    )
    begun = time.monotonic()

    broken.start()
    while broken.deaths < 3:
        broken.look_after()
        time.sleep(0.01)

    assert time.monotonic() - begun > children.FIRST_PAUSE * 3
    assert "SATARK_APP_SECRETS" in (tmp_path / "logs/broken.log").read_text()
    broken.wait_until_stopped(time.monotonic())


def test_stopping_leaves_neither_process_nor_pid_file(child: Child) -> None:
    child.start()
    number = pid(child)

    child.ask_to_stop()
    child.wait_until_stopped(time.monotonic() + 20)

    assert not child.alive
    assert not child._pid_file.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_it_sees_its_own_environment_only(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SATARK_GRAPH_TOKEN", "not-for-the-edge")
    child.start()

    seen = Path(f"/proc/{pid(child)}/environ").read_bytes()

    assert b"not-for-the-edge" not in seen
    assert b"HOME=" not in seen
