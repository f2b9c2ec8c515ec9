"""docs/whatsapp.md is complete against the code, fresh, and names only tests that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from typing import get_args

import pytest

from satark.channels.whatsapp.errors import TABLE, WORDS, WORDS_HINDI
from satark.channels.whatsapp.inbound import codes, kinds, notices
from satark.channels.whatsapp.inbound.people import (
    ACTS,
    ACTS_PRESSED,
    INNER_KINDS,
    INTERACTIVE,
    READERS,
)
from satark.channels.whatsapp.inbound.statuses import RANKS
from satark.channels.whatsapp.inbound.systems import SYSTEMS
from satark.channels.whatsapp.intended import Intended
from satark.channels.whatsapp.outbound import kinds as outbound
from satark.channels.whatsapp.parsed import REASONS, NoticeKind
from satark.channels.whatsapp.sendable import Sendable
from tools import tables

ANOTHER = kinds.ANOTHER
TEST = re.compile(r"`(\w+/\w+\.py::[^`]+)`")
SPLIT_BEFORE = {"messages", "errors of the whole value", "standby", "user_preferences", "user_id_update"}


@pytest.mark.parametrize(
    ("written", "there"),
    [
        (kinds.MESSAGES, {*READERS, *ACTS, "system", ANOTHER}),
        (kinds.INTERACTIVE, {*INTERACTIVE, *ACTS_PRESSED, "none", ANOTHER}),
        (kinds.UNSUPPORTED, {*INNER_KINDS, "none", ANOTHER}),
        (kinds.SYSTEM, {*SYSTEMS, ANOTHER}),
        (kinds.STATUSES, {*RANKS, ANOTHER}),
        (kinds.FIELDS, {*notices.FIELDS, *SPLIT_BEFORE, ANOTHER}),
        (kinds.REASONS, set(REASONS)),
        (outbound.KINDS, set(get_args(Sendable))),
    ],
    ids=["messages", "interactive", "unsupported", "system", "statuses", "fields", "reasons", "outbound"],
)
def test_every_kind_has_its_row_and_no_row_is_left_over(
    written: dict[object, Intended], there: set[object]
) -> None:
    assert set(written) == there


def test_every_kind_of_notice_is_read_from_some_field() -> None:
    assert {field.kind for field in notices.FIELDS.values()} == set(get_args(NoticeKind))


def test_the_file_is_fresh() -> None:
    assert tables.DOCUMENT.read_text(encoding="utf-8") == tables.text(), "run make tables"


def test_every_code_and_every_word_is_in_the_file() -> None:
    document = tables.DOCUMENT.read_text(encoding="utf-8")

    for code in (*TABLE, *codes.CODES, *REASONS):
        assert f"| {code} |" in document or f"| `{code}` |" in document, code
    for sentence in (*WORDS.values(), *WORDS_HINDI.values()):
        assert sentence in document


@cache
def collected(files: tuple[str, ...]) -> frozenset[str]:
    """The ids of all tests in these files, without their folder; each also without its case."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, *(f"tests/{file}" for file in files)],
        cwd=tables.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ids = [line.removeprefix("tests/") for line in run.stdout.splitlines() if "::" in line]
    return frozenset(ids) | {ident.partition("[")[0] for ident in ids}


def test_every_test_that_a_row_names_exists() -> None:
    named = set(TEST.findall(tables.DOCUMENT.read_text(encoding="utf-8")))
    files = tuple(sorted({each.partition("::")[0] for each in named}))

    assert len(named) > 150
    assert named - collected(files) == set()
