"""A full disk: nothing is acknowledged that is not kept, and with room again everything goes on by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.badinput.full_disk import PEOPLE

ROOT = Path(__file__).parents[2]
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")


def namespaces_allowed() -> bool:
    try:
        return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not namespaces_allowed(), reason="this machine lets nobody mount a small disk of his own")
def test_what_was_acknowledged_before_the_disk_was_full_is_answered_afterwards(tmp_path: Path) -> None:
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.badinput.full_disk", str(tmp_path)],
        cwd=ROOT,
        env={"PATH": "/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])

    assert 503 in told["statuses"]
    assert set(told["statuses"]) <= {200, 503}
    assert told["answered"] == PEOPLE
    assert not told["crashed"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_log_on_a_full_disk_loses_lines_and_stops_nothing() -> None:
    program = (
        "from satark import logs; logs.configure('edge'); logs.get().error('disk.full'); print('went on')"
    )

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            check=False,
        )

    assert done.stdout == "went on\n"
