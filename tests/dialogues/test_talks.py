"""Each file under talks/ is a whole talk that must go exactly as it is written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.transcript import TALKS, played, script_of


@pytest.mark.parametrize("path", sorted(TALKS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_talk_goes_as_written(path: Path) -> None:
    written = path.read_text("utf-8")

    assert played(written, script=script_of(path)) == written
