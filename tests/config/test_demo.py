"""`satark demo` from the first start to the last: one block of words, everything well, nothing left behind."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from satark.accounts.models import Officer
from satark.config.demo import seed
from satark.relay.models import Number
from satark.settings import SettingsError
from tests.database import Database

COMMAND = [sys.executable, "-I", "-m", "satark.config.commands"]
PROCESSES = ("edge", "relay", "console", "worker", "simulator", "postgres")

pytestmark = pytest.mark.slow


class Demo:
    """A demo in a folder of its own, on ports of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        edge, console, simulator = _free_ports(3)
        self.console = f"127.0.0.1:{console}"
        self._environment = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "SATARK_DATA_DIR": str(data_dir),
            "SATARK_EDGE_BIND": f"127.0.0.1:{edge}",
            "SATARK_CONSOLE_BIND": self.console,
            "SATARK_SIMULATOR_BIND": f"127.0.0.1:{simulator}",
        }
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Returns what it printed, once it says that it runs."""
        self._process = subprocess.Popen(
            [*COMMAND, "demo"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout
        said = ""
        for line in self._process.stdout:
            said += line
            if "Ctrl-C" in line:
                return said
        raise AssertionError(f"the demo did not start: {said}")

    def satark(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def pid(self, name: str) -> int:
        return int((self.data_dir / "run" / f"{name}.pid").read_text())

    def send(self, number: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(number)

    def stop(self) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.terminate()
        status = self._process.wait(60)
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None
        return status

    def wait_for_another(self, name: str, pid: int, *, limit: float = 60) -> None:
        until = time.monotonic() + limit
        while self.pid(name) == pid:
            assert time.monotonic() < until, f"{name} was not started again"
            time.sleep(0.05)

    def wait_until_well(self, *, limit: float = 60) -> None:
        until = time.monotonic() + limit
        while (doctor := self.satark("doctor")).returncode != 0:
            assert time.monotonic() < until, doctor.stdout
            time.sleep(0.1)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("demo") / "var")
    yield demo
    demo.stop()
    demo.satark("demo-reset")


def test_a_demo_is_refused_on_keys_and_on_a_database_that_no_demo_made(tmp_path: Path) -> None:
    for made in ("keys/relay", "postgres"):
        demo = Demo(tmp_path / made.partition("/")[0])
        (demo.data_dir / made).mkdir(parents=True)

        refused = demo.satark("demo")

        assert refused.returncode == 2
        assert "no demo made" in refused.stderr
        assert not (demo.data_dir / "DEMO").exists()


def test_a_demo_puts_nothing_into_a_database_that_is_used_in_earnest(database: Database) -> None:
    Number.objects.create(phone_number_id="100000000000001", display="+91 1", unit_id="chandauli")

    with pytest.raises(SettingsError, match="no demo's"):
        seed(database.settings)

    assert Officer.objects.count() == 0


def test_the_first_start_says_what_one_needs_to_know(demo: Demo) -> None:
    said = demo.start()

    assert f"http://{demo.console}/" in said
    assert "send Hi" in said
    assert len(re.findall(r"^    .*\S+ +[a-z0-9]{10}$", said, re.MULTILINE)) >= 4
    assert demo.satark("doctor", "--quiet").returncode == 0


def test_the_doctor_names_what_is_well(demo: Demo) -> None:
    said = demo.satark("doctor").stdout

    assert "Ready." in said
    assert "WRONG" not in said


def test_a_second_demo_on_the_same_folder_is_refused(demo: Demo) -> None:
    second = demo.satark("demo")

    assert second.returncode == 2
    assert "already runs" in second.stderr


def test_a_reset_under_way_is_refused(demo: Demo) -> None:
    assert demo.satark("demo-reset").returncode == 2
    assert demo.satark("doctor", "--quiet").returncode == 0


@pytest.mark.parametrize("name", PROCESSES)
def test_a_killed_process_comes_back(demo: Demo, name: str) -> None:
    killed = demo.pid(name)

    os.kill(killed, signal.SIGKILL)
    _wait_for_end([killed])

    demo.wait_for_another(name, killed)
    demo.wait_until_well()


@pytest.mark.parametrize("name", ["edge", "relay", "console", "worker", "simulator"])
def test_a_running_process_holds_nobody_elses_secrets(demo: Demo, name: str) -> None:
    told = Path(f"/proc/{demo.pid(name)}/environ").read_text()

    assert ("SATARK_GRAPH_TOKEN" in told) == (name in ("relay", "simulator"))
    assert ("SATARK_APP_SECRETS" in told) == (name in ("edge", "simulator"))
    assert "HOME=" not in told


def test_asked_to_stop_everything_ends(demo: Demo) -> None:
    numbers = [demo.pid(name) for name in PROCESSES]

    assert demo.stop() == 0

    _wait_for_end(numbers)
    assert demo.satark("doctor", "--quiet").returncode == 1


@pytest.mark.alone
def test_the_second_start_takes_at_most_ten_seconds(demo: Demo) -> None:
    begun = time.monotonic()

    demo.start()

    assert time.monotonic() - begun < 10


def test_a_killed_supervisor_leaves_nothing_behind(demo: Demo) -> None:
    numbers = [demo.pid(name) for name in PROCESSES]

    demo.send(signal.SIGKILL)
    demo.stop()

    _wait_for_end(numbers)


def test_after_that_it_starts_again_and_a_reset_removes_everything(demo: Demo) -> None:
    demo.start()
    demo.stop()

    assert demo.satark("demo-reset").returncode == 0
    assert not demo.data_dir.exists()


def test_a_folder_that_is_no_demos_is_never_deleted(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.touch()
    demo = Demo(tmp_path)

    assert demo.satark("demo-reset").returncode == 2
    assert precious.exists()


def _wait_for_end(numbers: list[int], *, limit: float = 45) -> None:
    until = time.monotonic() + limit
    with ExitStack() as stack:
        for number in numbers:
            try:
                watched = os.pidfd_open(number)
            except ProcessLookupError:
                continue
            stack.callback(os.close, watched)
            left = max(0.0, until - time.monotonic())
            assert select.select([watched], [], [], left)[0], f"process {number} is still there"


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in taken]
