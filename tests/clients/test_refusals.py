"""A refused send raises the client's own error, with the code that Meta gives for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.clients.codes import thrown
from tests.clients.refusals import REFUSALS, Refusal, raised
from tests.clients.rows import Refused
from tests.clients.test_documented import table_under


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: str(refusal.code))
def test_a_refusal_raises_the_error_that_pywa_has_for_it(refusal: Refusal, tmp_path: Path) -> None:
    seen = asyncio.run(raised(refusal, refusal.by_pywa, tmp_path))

    assert seen == Refused(refusal.pywa_raises, refusal.code)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: str(refusal.code))
def test_a_refusal_raises_the_error_that_kapso_has_for_it(refusal: Refusal, tmp_path: Path) -> None:
    seen = asyncio.run(raised(refusal, refusal.by_kapso, tmp_path))

    assert seen == Refused(refusal.kapso_raises, refusal.code)


def test_either_client_raises_its_error_for_every_code_as_the_docs_say(tmp_path: Path) -> None:
    lines = asyncio.run(thrown(tmp_path))

    assert table_under("Every code") == lines
