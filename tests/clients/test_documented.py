"""docs/independent-clients.md lists exactly what is tried here, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.clients.managing import MANAGING
from tests.clients.rarer import RARER
from tests.clients.receiving import RECEIVING
from tests.clients.refusals import REFUSALS, Refusal
from tests.clients.rows import Row
from tests.clients.sending import SENDING
from tests.clients.telling import TELLING

DOCS = Path(__file__).parents[2] / "docs" / "independent-clients.md"
TABLES: dict[str, tuple[Row, ...] | tuple[Refusal, ...]] = {
    "Sending": SENDING,
    "Receiving": RECEIVING,
    "Receiving what is rare": RARER,
    "Statuses, batches, signatures": TELLING,
    "Files, templates and the rest": MANAGING,
    "Refusals": REFUSALS,
}


def table_under(heading: str) -> list[str]:
    """The rows of the first table under this heading, its two head lines left out."""
    section = re.split(rf"^## {re.escape(heading)}$", DOCS.read_text(), flags=re.MULTILINE)[1]
    lines = section.split("\n## ")[0].splitlines()
    return [line for line in lines if line.startswith("|")][2:]


@pytest.mark.parametrize("heading", TABLES)
def test_the_docs_list_each_row_that_is_tried_and_no_other(heading: str) -> None:
    assert table_under(heading) == [row.line for row in TABLES[heading]]
