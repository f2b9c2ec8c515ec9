"""What holds for every page: nothing kept, nothing foreign run, who looked, what is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.console.desk import CELL, At, text
from tests.world import World


@pytest.mark.parametrize("path", ["/sign-in", "/cases", "/cases/list", "/help", "/nowhere"])
def test_no_page_is_kept_by_a_browser_and_none_runs_what_is_not_ours(at: At, path: str) -> None:
    response = at(CELL).get(path)

    assert "no-store" in response.headers["Cache-Control"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_printed_pages_say_who_printed_them(at: At, world: World) -> None:
    page = text(at(CELL).get(f"/cases/{world.tip()}"))

    assert f"Seen by Officer {CELL}" in page


def test_what_is_late_is_said_in_words(at: At, world: World) -> None:
    case_id = world.tip(at=datetime.now(UTC) - timedelta(minutes=61))

    page = text(at(CELL).get("/cases?status=late"))

    assert str(case_id) in page
    assert "</svg>Late</span>" in page
