"""One demo of our own, and one naive desk, for everything that is played here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from satark import settings
from satark.config import rehearse
from satark.rehearsal.desk import Satark
from satark.rehearsal.stage import Stage
from satark.settings import Settings


@pytest.fixture(scope="session")
def satark_settings() -> Iterator[Settings]:
    with rehearse.own_demo(settings.load({"SATARK_DATA_DIR": "var"})) as ours:
        yield ours


@pytest.fixture(scope="session")
def satark_stage(satark_settings: Settings) -> Iterator[Stage[Satark]]:
    with rehearse.stage_of(satark_settings) as stage:
        yield stage
