"""What the doctor finds that no process would say."""

from __future__ import annotations

from satark.config import doctor
from tests.database import Database

LED = "INSERT INTO rehearsal_clock (machine, shown, speed) VALUES (now(), now() + interval '7 days', 60)"


def wrong(database: Database) -> list[str]:
    return [each.words for each in doctor.examine(database.settings) if not each.well]


def test_a_rehearsals_time_that_was_left_behind_is_found(database: Database) -> None:
    assert not any("rehearsal's time" in words for words in wrong(database))

    with database.connect("owner") as link:
        link.execute(LED)

    assert any("rehearsal's time" in words for words in wrong(database))
