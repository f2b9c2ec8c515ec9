"""The database's own answers, officer by officer: as `docs/rights-matrix.md` says, and within what is promised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.console import rows
from tests.console.ground import PEOPLE, Ground
from tests.console.rows import READ, WRITTEN_IN, Matrix, written_about

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/rights-matrix.md"
CELLS = {"chandauli.cell", "vns-range.cell"}
DIRECTED = ("cases_direction", "cases_event", "vault_casekey")
"""What the post that was directed reads of a tip: its brief, its own steps, and the key they lie under."""


@pytest.fixture(scope="module")
def matrix(ground: Ground) -> Matrix:
    return rows.matrix(ground)


def test_the_committed_matrix_is_what_the_database_says(matrix: Matrix) -> None:
    found = rows.document(matrix)
    if os.environ.get("WRITE_MATRIX"):
        DOCUMENT.write_text(found, encoding="utf-8")

    assert DOCUMENT.read_text(encoding="utf-8") == found, (
        "look at the difference, then write it anew as it says"
    )


def test_a_tip_is_for_its_cells_and_what_was_directed_for_whom(matrix: Matrix) -> None:
    for what, who in read_of(matrix, "tip").items():
        his = {"chn-balua.sho"} if any(table in what for table in DIRECTED) else set()
        assert who <= CELLS | his, what


def test_a_tip_against_policemen_is_for_the_cell_above_them_alone(matrix: Matrix) -> None:
    assert set().union(*read_of(matrix, "walled tip").values()) == {"vns-range.cell"}


def test_nobody_of_another_district_reads_or_writes_anything_of_this_one(matrix: Matrix) -> None:
    strangers = {post for post in PEOPLE if post.startswith(("bareilly", "bly-"))}

    for name in ("complaint", "complaint in the tray", "tip", "walled tip", "incident"):
        assert not any(who & strangers for who in read_of(matrix, name).values()), name
    for name in WRITTEN_IN:
        assert not any(yes(cells) & strangers for cells in matrix[written_about(name)].values()), name


def test_before_it_is_forwarded_a_complaint_is_its_desks_alone(matrix: Matrix) -> None:
    assert set().union(*read_of(matrix, "complaint in the tray").values()) == {"chandauli.desk"}


@pytest.mark.parametrize("name", WRITTEN_IN)
def test_what_phones_and_clocks_record_no_officer_writes(matrix: Matrix, name: str) -> None:
    theirs = ("filed", "added", "retracted", "visit_said", "rated", "direction_read", "direction_failed")
    for kind in (*theirs, "overdue", "escalated", "stood_in", "reminded", "ladder"):
        assert not yes(matrix[written_about(name)][f"event `{kind}`"]), kind


def test_an_administrator_and_a_department_read_and_write_no_case(matrix: Matrix) -> None:
    apart = {"chandauli.admin", "chn-mining.officer"}

    assert not any(yes(cells) & apart for what, cells in matrix[READ].items() if " of the " in what)
    assert not any(
        yes(cells) & apart for name in WRITTEN_IN for cells in matrix[written_about(name)].values()
    )


def read_of(matrix: Matrix, name: str) -> dict[str, set[str]]:
    """Who reads which table of this case."""
    return {what: yes(cells) for what, cells in matrix[READ].items() if what.endswith(f"` of the {name}")}


def yes(cells: dict[str, str]) -> set[str]:
    return {post for post, cell in cells.items() if cell}
