"""A whole demo, as `satark demo` starts it: in a folder of its own, on ports of its own, with its own sign-ins."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-I", "-m", "satark.config.commands", "demo"]
STOP_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Demo:
    phones: str
    console: str
    passwords: dict[str, str]


@contextmanager
def running_demo(data_dir: Path) -> Iterator[Demo]:
    """Ends with everything stopped; the folder stays."""
    console, phones, edge = free_addresses(3)
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SATARK_DATA_DIR": str(data_dir),
        "SATARK_CONSOLE_BIND": console,
        "SATARK_SIMULATOR_BIND": phones,
        "SATARK_EDGE_BIND": edge,
    }
    with subprocess.Popen(
        COMMAND, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            said = until_it_runs(process)
            yield Demo(f"http://{phones}", f"http://{console}", sign_ins(said))
        finally:
            process.terminate()
            process.wait(STOP_LIMIT)


def until_it_runs(process: subprocess.Popen[str]) -> str:
    """What it printed up to the line that says how to stop it."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    raise AssertionError(f"the demo did not start: {said}")


def sign_ins(said: str) -> dict[str, str]:
    """Username to password, as a person reads them off the block."""
    return dict(re.findall(r"^    .*?\s{2,}(\S+)\s+([a-z2-7]{10})$", said, re.MULTILINE))


def free_addresses(count: int) -> list[str]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [f"127.0.0.1:{each.getsockname()[1]}" for each in taken]
