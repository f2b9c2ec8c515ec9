"""The short version of `make fuzz`: two thousand webhooks through the real door and relays, judged from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_webhook_crashes_anything_and_nothing_storable_is_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.fuzz", "--webhooks", "2000", "--messages", "0", "--no-controls"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    figures = told["webhooks"]
    assert told["faults"] == {}
    assert figures["webhooks"] - figures["sorts"].get("told", 0) == 2000
    assert set(figures["answers"]) <= {"200", "400", "413"}
    assert figures["stored"] == figures["turned"] + sum(figures["aside"].values()) > 2000
