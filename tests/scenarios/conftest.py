"""One demo of our own, and one naive desk, for everything that is played here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from satark import settings
from satark.config import rehearse
from satark.rehearsal.desk import Satark
from satark.rehearsal.stage import Stage


@pytest.fixture(scope="session")
def satark_stage() -> Iterator[Stage[Satark]]:
    bare = settings.load({"SATARK_DATA_DIR": "var"})
    with rehearse.own_demo(bare) as ours, rehearse.stage_of(ours) as stage:
        yield stage
