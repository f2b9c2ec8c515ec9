"""Who wrote is nowhere but in the relay: not on the disk, not in a page, not in a log, whatever went wrong meanwhile."""

from __future__ import annotations

import pytest

from tests.leaks.browser import COMPLAINT
from tests.leaks.conftest import CELLS, DIRECTED, PEOPLE, Rehearsal
from tests.leaks.forms import NUMBER
from tests.leaks.plants import PLANTED

PAGE = len("/complaints/") + 36
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_conversations_and_the_mishaps_really_happened(rehearsal: Rehearsal) -> None:
    installation = rehearsal.installation

    assert installation.ask("select count(*) > %s from cases_case", PEOPLE * 0.9) == [(True,)]
    assert installation.ask("select count(*) from cases_event where kind = 'answered'") == [(DIRECTED,)]
    assert installation.ask("select count(distinct state) from evidence_evidence") == [(1,)]
    assert {"number_unknown", "no_sender"} <= {
        str(row[0]) for row in installation.ask("select reason from relay_setaside")
    }
    silenced = "select count(*) from relay_link l join relay_thread t on t.id = l.thread_id where not t.push"
    assert installation.ask(silenced) == [(1,)]
    assert installation.ask(
        "select 1 from relay_outgoing where sent_tag is not null and ref <> '' and rank >= 2"
    )
    assert {"kind_unknown", "unread"} <= {
        str(row[0]) for row in installation.ask("select code from relay_alarm")
    }
    assert {"relay.database_lost", "relay.fetch_failed"} <= set(installation.events("relay"))
    assert "edge.database_lost" in installation.events("edge")
    assert rehearsal.refused > PEOPLE / 5
    assert len(rehearsal.canaries) > PEOPLE * 25


@pytest.mark.parametrize("surface", ["disk", "disk at rest", "rows"])
def test_nobody_is_on_the_disk_or_in_the_database(rehearsal: Rehearsal, surface: str) -> None:
    assert rehearsal.hits(surface) == []


def test_nobody_is_in_anything_the_console_answers(rehearsal: Rehearsal) -> None:
    assert len(rehearsal.answers) > PEOPLE
    assert rehearsal.hits("responses") == []


def test_nobody_is_in_what_a_process_was_given(rehearsal: Rehearsal) -> None:
    assert rehearsal.hits("processes") == []


def test_nobody_is_in_the_memory_of_console_or_worker(rehearsal: Rehearsal) -> None:
    assert rehearsal.found["memory"].bytes > 10_000_000
    assert rehearsal.hits("memory") == []


def test_a_number_that_was_given_is_in_clear_on_the_phone_and_the_pages_of_its_complaint_alone(
    rehearsal: Rehearsal,
) -> None:
    for number in rehearsal.given:
        pages = rehearsal.places(number, "responses")

        assert number.value[-10:] in rehearsal.station_read
        assert len({page[:PAGE] for page in pages}) == 1
        assert all(COMPLAINT.match(page) for page in pages)
        assert not any(page.endswith(CELLS) for page in pages)
        assert rehearsal.places(number, "memory") <= {"memory of console"}
        assert rehearsal.places(number, "disk", "disk at rest", "rows", "processes") == set()


def test_a_number_that_was_refused_does_not_reach_the_station(rehearsal: Rehearsal) -> None:
    numbers = {canary.value for canary in rehearsal.canaries if canary.kind == NUMBER}

    assert [number for number in numbers if number[-10:] in rehearsal.station_read] == []


def test_the_relay_alone_knows_whom_it_talks_with(rehearsal: Rehearsal) -> None:
    """Not a promise but a check of the checks: where a person must be known, the scan does find him."""
    assert rehearsal.hits("memory of the relay") != []


def test_the_same_scan_finds_every_planted_leak(rehearsal: Rehearsal) -> None:
    found = {hit.canary for tally in rehearsal.found.values() for hit in tally.hits}
    missed = {place for place, canary in rehearsal.planted.items() if canary not in found}

    assert len(rehearsal.planted) == PLANTED
    assert missed == set()
