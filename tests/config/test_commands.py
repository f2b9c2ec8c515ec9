"""The command line: clear help, and a refusal is one sentence and never a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from satark.config import commands

COMMAND = [sys.executable, "-I", "-m", "satark.config.commands"]


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["demo"], ["demo-reset"], ["edge"], ["relay"], ["console"], ["worker"], ["simulator"], ["doctor"], ["db"],
        ["db", "init"], ["db", "migrate"], ["number", "add"], ["post", "enrol"], ["rehearse", "tip"], ["whatsapp"],
        ["whatsapp", "doctor"], ["whatsapp", "subscribe"], ["whatsapp", "link"], ["whatsapp", "templates", "push"],
        ["whatsapp", "qr", "create"], ["poster"], ["poster", "make"], ["poster", "retire"], ["poster", "counts"],
        ["places", "match"], ["places", "boundaries"], ["places", "forget"],
    ],
)  # fmt: skip
def test_every_command_explains_itself(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main([*arguments, "--help"])

    assert ended.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 3


@pytest.mark.parametrize(
    ("arguments", "setting", "sentence"),
    [
        (["relay"], {"SATARK_GRAPH_URL": "nonsense"}, "SATARK_GRAPH_URL"),
        (["edge"], {}, "SATARK_APP_SECRETS"),
        (["console"], {"SATARK_KEYS": "/nowhere"}, "console/"),
        (
            ["db", "init"],
            {"SATARK_DATABASE_URL": "postgresql:///satark?host=/nowhere"},
            "SATARK_DATABASE_URL",
        ),
        (["doctor"], {"SATARK_CONSOLE_BIND": "x"}, "SATARK_CONSOLE_BIND"),
    ],
)
def test_a_refusal_is_one_sentence(
    arguments: list[str], setting: dict[str, str], sentence: str, tmp_path: object
) -> None:
    environment = {"PATH": "/usr/bin:/bin", "SATARK_DATA_DIR": str(tmp_path), **setting}

    done = subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 2
    assert sentence in done.stderr
    assert [line for line in done.stderr.splitlines() if not line.startswith("{")] == [
        done.stderr.splitlines()[-1]
    ]
    assert done.stderr.splitlines()[-1].startswith("satark: ")


def test_the_doctor_on_an_empty_machine_names_what_is_missing(tmp_path: object) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "SATARK_DATA_DIR": str(tmp_path),
        "SATARK_EDGE_BIND": "127.0.0.1:1",
    }

    done = subprocess.run(
        [*COMMAND, "doctor"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert "The database does not answer" in done.stdout
    assert "Not ready" in done.stdout
