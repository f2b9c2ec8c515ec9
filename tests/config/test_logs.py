"""A log line names an event and ids. Nothing a person wrote gets into it, whichever way it comes."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from satark import logs

CANARY = "canary-915550019944"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before, level = root.handlers, root.level
    stream = io.StringIO()
    logs.configure("relay", stream=stream)
    yield stream
    root.handlers, root.level = before, level
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


class Named:
    def __repr__(self) -> str:
        return CANARY


def _fail() -> None:
    words = CANARY
    try:
        raise KeyError(words)
    except KeyError as first:
        raise ValueError(f"cannot read {words}") from first


def test_a_line_is_json_with_the_process_and_the_event(stream: io.StringIO) -> None:
    case = UUID(int=7)

    logs.get().info("report.filed", case=case, parts=2)

    line = json.loads(stream.getvalue())
    assert (line["process"], line["event"], line["case"], line["parts"]) == (
        "relay",
        "report.filed",
        str(case),
        2,
    )


def test_of_an_exception_only_classes_and_places_are_written(stream: io.StringIO) -> None:
    try:
        _fail()
    except ValueError as error:
        logs.get().error("turn.failed", cause=error)

    line = json.loads(stream.getvalue())
    assert line["error"] == "ValueError"
    assert line["because"] == ["KeyError"]
    assert line["where"][-1].endswith("_fail")
    assert CANARY not in stream.getvalue()


def test_the_current_exception_is_reduced_too(stream: io.StringIO) -> None:
    try:
        _fail()
    except ValueError:
        logs.get().exception("turn.failed")

    assert json.loads(stream.getvalue())["error"] == "ValueError"
    assert CANARY not in stream.getvalue()


def test_a_sentence_in_place_of_an_event_name_is_dropped(stream: io.StringIO) -> None:
    logs.get().info(f"message from {CANARY}")

    assert json.loads(stream.getvalue())["event"] == "unnamed_event"
    assert CANARY not in stream.getvalue()


def test_an_object_is_named_by_its_class_only(stream: io.StringIO) -> None:
    logs.get().info(
        "turn.taken", inbound=Named(), many=[Named()], by_name={"a": Named()}, raw=CANARY.encode()
    )

    assert CANARY not in stream.getvalue()
    assert json.loads(stream.getvalue())["inbound"] == "<Named>"


def test_other_peoples_libraries_say_only_where_they_are(stream: io.StringIO) -> None:
    library = logging.getLogger("somebody.elses")

    library.warning("bad value %s", CANARY)
    library.error(f"bad value {CANARY}")
    try:
        _fail()
    except ValueError:
        library.exception("failed with %s", CANARY)

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {line["event"] for line in lines} == {"library.line"}
    assert {line["logger"] for line in lines} == {"somebody.elses"}
    assert lines[2]["error"] == "ValueError"
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize("name", logs.SILENT)
def test_no_library_logs_requests(stream: io.StringIO, name: str) -> None:
    logging.getLogger(name).error("GET /%s", CANARY)

    assert stream.getvalue() == ""


def test_a_crash_in_a_thread_keeps_its_words_to_itself(stream: io.StringIO) -> None:
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()

    assert json.loads(stream.getvalue())["event"] == "process.crashed"
    assert CANARY not in stream.getvalue()


def test_a_process_that_crashes_keeps_its_words_to_itself() -> None:
    program = (
        "import warnings\nfrom satark import logs\nlogs.configure('relay')\n"
        f"def fail(words):\n    warnings.warn(words)\n    raise ValueError(words)\nfail({CANARY!r})\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    warned, crashed = map(json.loads, done.stderr.splitlines())
    assert (warned["logger"], crashed["error"]) == ("py.warnings", "ValueError")
    assert CANARY not in done.stderr + done.stdout


def test_the_environment_is_read_in_one_place_only() -> None:
    root = Path(__file__).resolve().parents[2] / "satark"

    readers = [
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        if "os.environ" in file.read_text() and "DJANGO_SETTINGS_MODULE" not in file.read_text()
    ]

    assert readers == ["settings.py"]
