"""A naive desk works on an ordinary day, and every scenario is broken by it: else the scenario would prove nothing."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from satark import settings
from satark.config import demo_parts, rehearse
from satark.rehearsal import roll, scenario
from satark.rehearsal.desk import Desk
from satark.rehearsal.stage import Stage
from tests.scenarios.naive import Naive, served

PROVED = [each for each in roll.every() if each.stake]
NUMBER_ID = "155500010000101"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def naive_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage[Desk]]:
    with _naive(tmp_path_factory.mktemp("naive")) as stage:
        yield stage


def test_the_naive_desk_works_on_an_ordinary_day(naive_stage: Stage[Desk]) -> None:
    result = scenario.run(roll.find("ordinary-day"), naive_stage)

    assert result.passed, result.why


@pytest.mark.parametrize("each", PROVED, ids=lambda each: each.name)
def test_it_is_broken_by_a_naive_desk(each: scenario.Scenario, naive_stage: Stage[Desk]) -> None:
    naive_stage.desk.begin()  # What WhatsApp still brings of the one before is forgotten.

    result = scenario.run(each, naive_stage)

    assert not result.passed
    assert "the pretend WhatsApp answered" not in result.why, (
        "the scenario itself asked for something impossible"
    )


@contextmanager
def _naive(folder: Path) -> Iterator[Stage[Desk]]:
    """The pretend WhatsApp, with a naive desk behind its webhook."""
    phones, edge = rehearse.free_binds(2)
    ours = settings.load(
        {
            "SATARK_DATA_DIR": str(folder),
            "SATARK_SIMULATOR_BIND": str(phones),
            "SATARK_EDGE_BIND": str(edge),
        }
    )
    shared = demo_parts.shared_secrets(ours.keys_dir)
    (folder / "run").mkdir()
    desk = Naive(demo_parts.graph_url(ours), shared.graph_token, NUMBER_ID)
    command = [sys.executable, "-I", "-m", "satark.config.commands", "simulator"]
    with ExitStack() as stack:
        process = stack.enter_context(
            subprocess.Popen(command, env=demo_parts.environment("simulator", ours, shared, ""))
        )
        stack.callback(process.terminate)
        stack.enter_context(served(desk, edge.port))
        _until_it_answers(f"{phones.url}/health")
        yield Stage(phones.url, desk, demo_parts.clock_file(folder), patience=4)


def _until_it_answers(url: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)
