"""Every row of docs/independent-clients.md, tried: two clients that others wrote, at work on the rehearsal."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.clients.managing import MANAGING
from tests.clients.rarer import RARER
from tests.clients.receiving import RECEIVING
from tests.clients.rows import Client, Differs, Lacks, Row, by_kind, holds, outcome
from tests.clients.sending import SENDING
from tests.clients.telling import TELLING

CASES = [case for rows in (SENDING, RECEIVING, RARER, TELLING, MANAGING) for case in by_kind(rows)]


# pywa warns of what it does not know: that is what it says of a kind of the future.
@pytest.mark.filterwarnings("ignore::pywa.errors.PywaUnknownEnumMemberWarning")
@pytest.mark.parametrize(("row", "client"), CASES, ids=lambda part: getattr(part, "kind", part))
def test_client_and_rehearsal_agree_or_differ_as_the_row_says(
    row: Row, client: Client, tmp_path: Path
) -> None:
    cell = row.cell(client)
    assert not isinstance(cell, Lacks)

    seen = asyncio.run(outcome(row, cell, tmp_path))

    told = cell.instead if isinstance(cell, Differs) else row.expected
    assert holds(seen, told), f"{client}: {seen}"
