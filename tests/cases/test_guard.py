"""The outbound guard on a labelled list, and the rules that no list can show. `guarded.md` says how the list was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from satark.cases import guard

LIST = Path(__file__).with_name("guarded.txt")
RECALL, PRECISION = 0.97, 0.90


def sentences() -> list[tuple[bool, str]]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [(line[0] == "-", line[2:]) for line in lines if line[:2] in ("- ", "+ ")]


def test_of_what_gives_a_source_away_nearly_all_is_held_and_little_else() -> None:
    listed = sentences()
    held = [(bad, bool(guard.reasons(text))) for bad, text in listed]
    right = sum(bad and stopped for bad, stopped in held)

    recall = right / sum(bad for bad, _ in held)
    precision = right / sum(stopped for _, stopped in held)
    print(f"{len(listed)} sentences: recall {recall:.3f}, precision {precision:.3f}")

    assert len(listed) >= 150
    assert recall >= RECALL
    assert precision >= PRECISION


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("अपना नाम और मोबाइल नंबर लिखें", (guard.NAME, guard.NUMBER)),
        ("WHAT IS YOUR NAME?", (guard.NAME,)),
        ("अपना\u200b \u00a0नाम  बताइए", (guard.NAME,)),
        ("Thank you. Do not send your name. Where do you live?", (guard.ADDRESS,)),
        ("थाने आइए", (guard.MEETING,)),
        ("Notice: do not send your name", (guard.NOTICE,)),
        ("", ()),
    ],
)
def test_each_reason_is_named(text: str, reasons: tuple[str, ...]) -> None:
    assert guard.reasons(text) == reasons


def test_a_long_text_is_looked_at_quickly() -> None:
    assert guard.reasons("आप " * 4000) == ()
