"""One play at a time on one demo."""

from __future__ import annotations

from pathlib import Path

import pytest

from satark.config import rehearse
from satark.rehearsal.errors import StageMissing


def test_a_second_play_on_the_same_demo_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()

    with (
        rehearse.alone(tmp_path),
        pytest.raises(StageMissing, match="played on this demo already"),
        rehearse.alone(tmp_path),
    ):
        pass

    with rehearse.alone(tmp_path):
        pass
