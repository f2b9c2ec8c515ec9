"""Every code that Graph may refuse a send with, thrown at both clients one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from kapso_whatsapp import WhatsAppAPIError
from pywa.errors import WhatsAppError

from satark.simulator.errors import TITLES
from tests.clients.desk import Desk, desk
from tests.clients.refusals import kapso_text, pywa_text

CODES = tuple(sorted(TITLES))


async def thrown(folder: Path) -> list[str]:
    """A line of the docs for each code: what either client raises."""
    async with desk(folder) as at:
        return [f"| {code} | `{await by_pywa(at, code)}` | `{await by_kapso(at, code)}` |" for code in CODES]


async def by_pywa(at: Desk, code: int) -> str:
    await at.stage.faults(fail_code=code, fail_code_count=1)
    with pytest.raises(WhatsAppError) as raised:
        await pywa_text(at)
    assert raised.value.code == code
    return type(raised.value).__name__


async def by_kapso(at: Desk, code: int) -> str:
    await at.stage.faults(fail_code=code, fail_code_count=1)
    with pytest.raises(WhatsAppAPIError) as raised:
        await kapso_text(at)
    assert raised.value.error_code == code
    return type(raised.value).__name__
