"""The short version of `make kill-test`: a few kills of the real processes under load, judged by the outside ledger."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_kills_under_load_lose_nothing_and_double_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.kill", "--kills", "6", "--people", "80", "--no-controls"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == {}
    assert told["messages"] == told["replies"] > 300
    assert sum(told["kills"].values()) >= 6
