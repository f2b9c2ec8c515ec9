"""A roster's file: its faults by row and column, what it would change, and that a faulty one changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from satark.accounts.models import Officer
from satark.clock import INDIA
from satark.jurisdiction.errors import LastAdministrator
from satark.jurisdiction.models import Holding, Post
from satark.jurisdiction.queries import load_roster
from satark.jurisdiction.roster_file import moment, read
from satark.jurisdiction.roster_plan import Plan, Planner, store
from satark.jurisdiction.sheet import SheetRefused
from tests.jurisdiction import duty, small

NOW = datetime.now(UTC)
HEAD = "unit,role,name,rank,since,until\n"


def faults(*rows: str) -> list[str]:
    with pytest.raises(SheetRefused) as refused:
        read((HEAD + "\n".join(rows)).encode(), duty.units(), {})
    return [str(problem) for problem in refused.value.problems]


def planned(*rows: str, head: str = HEAD) -> Plan:
    return Planner(read((head + "\n".join(rows)).encode(), duty.units(), {}), NOW).plan()


# --- the file by itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("gaht,sho,A B,Insp.,,", "row 2, unit: there is no unit gaht. Nearest: ghat"),
        ("ghat,shoo,A B,Insp.,,", "row 2, role: shoo is no role."),
        ("river,sho,A B,Insp.,,", "row 2, role: sho sits in a station; river is a circle."),
        ("ghat,sho,A B,,,", "row 2, rank: the rank is missing"),
        ("ghat,sho,A B,Insp.,31.02.2026,", "row 2, since: 31.02.2026 is no date"),
        (
            "ghat,night,A B,SI,24.11.2026 22:00,24.11.2026 06:00",
            "row 2, until: the end is not after the beginning.",
        ),
        ("ghat,night,A B,SI,,24.11.2026", "row 2, since: a turn that ends needs its beginning."),
        ("ghat,sho,A B 91555 00101 23,Insp.,,", "row 2, name: no phone numbers here"),
        ("ghat,sho,A B ९१५५५००१०१२३,Insp.,,", "row 2, name: no phone numbers here"),
    ],
)
def test_a_fault_is_named_by_row_and_column_with_what_to_do(row: str, says: str) -> None:
    (found,) = faults(row)

    assert found.startswith(says)


def test_two_holders_of_one_post_and_turns_that_overlap_are_faults_of_the_later_row() -> None:
    found = faults(
        "ghat,sho,A B,Insp.,,",
        "ghat,sho,C D,Insp.,,",
        "ghat,night,A B,SI,24.11.2026 22:00,25.11.2026 06:00",
        "ghat,night,C D,SI,25.11.2026 05:00,25.11.2026 12:00",
    )

    assert found == [
        "row 3, name: row 2 names a holder already: a post like this has one.",
        "row 5, since: overlaps row 4, which ends later.",
    ]


def test_a_desk_may_have_several() -> None:
    rows = ("east,desk,A B,Insp.,,", "east,desk,C D,SI,,")

    assert len(read((HEAD + "\n".join(rows)).encode(), duty.units(), {})) == 2


def test_hindi_headings_words_names_of_units_and_digits_are_understood() -> None:
    content = "\ufeffथाना;पद;नाम;पदनाम;कब से;कब तक\nघाट;थानाध्यक्ष;राम  कदंब;निरीक्षक;२४.११.२०२६ २२:३०;\n"

    (entry,) = read(content.encode(), duty.units(), {"घाट": ["ghat"]})

    assert (entry.unit, entry.role, entry.name, entry.rank) == ("ghat", "sho", "राम कदंब", "निरीक्षक")
    assert entry.since == datetime(2026, 11, 24, 22, 30, tzinfo=INDIA)


@pytest.mark.parametrize(
    "written", ["2026-11-24", "24.11.2026", "24/11/2026 00:00", "24-11-2026", "2026-11-24T00:00"]
)
def test_a_day_is_a_day_in_india_however_it_is_written(written: str) -> None:
    assert moment(written) == datetime(2026, 11, 24, tzinfo=INDIA)


# --- against the roll ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_as_it_was_changes_nothing() -> None:
    small.enter()
    Officer.objects.update(rank="Insp.")

    plan = planned("ghat,sho,Officer ghat.sho,Insp.,,", "bridge,sho,officer BRIDGE.SHO,Insp.,,")

    assert plan == Plan((), (), (), (), (), 2)


@pytest.mark.django_db
def test_a_newcomer_joins_and_who_was_there_leaves_at_that_hour() -> None:
    officers = small.enter().officers

    plan = planned("ghat,sho,Aarav Kadamb,Insp.,24.11.2026 10:00,")

    (join,), (leave,) = plan.joins, plan.leaves
    assert (join.post, join.officer, join.name) == ("ghat.sho", None, "Aarav Kadamb")
    assert (leave.officer, leave.since) == (officers["ghat.sho"], join.since)
    assert Holding.objects.filter(post="ghat.sho").count() == 1


@pytest.mark.django_db
def test_who_serves_in_the_district_is_moved_and_not_made_anew() -> None:
    officers = small.enter().officers

    plan = planned("ghat,sho,Officer bridge.sho,Insp.,,", "bridge,sho,,,,")
    store(plan, now=NOW)

    here = load_roster("ghat")
    assert here.holder("ghat.sho", NOW) == officers["bridge.sho"]
    assert here.holder("bridge.sho", NOW) is None
    assert Officer.objects.count() == len(officers)
    assert Officer.objects.get(pk=officers["bridge.sho"]).rank == "Insp."


@pytest.mark.django_db
def test_two_of_one_name_must_be_told_apart() -> None:
    officers = small.enter().officers
    Officer.objects.filter(pk__in=[officers["bridge.sho"], officers["bazar.sho"]]).update(name="Ram Singh")

    with pytest.raises(
        SheetRefused, match=r"row 2, name: there are 2 of this name; .*: bridge.sho, bazar.sho"
    ):
        planned("ghat,sho,Ram Singh,Insp.,,")
    plan = planned("ghat,sho,Ram Singh,Insp.,,,bazar.sho", head="unit,role,name,rank,since,until,officer\n")

    assert plan.joins[0].officer == officers["bazar.sho"]


@pytest.mark.django_db
def test_one_of_the_same_name_in_another_district_is_somebody_else() -> None:
    officers = small.enter().officers
    Officer.objects.filter(pk=officers["mill.sho"]).update(name="Ram Singh")

    assert planned("ghat,sho,Ram Singh,Insp.,,").joins[0].officer is None


@pytest.mark.django_db
def test_a_stored_file_makes_posts_officers_and_turns_and_the_second_time_nothing() -> None:
    small.enter()
    rows = (
        "bridge,ssi,Bhavna Palash,SI,01.11.2026,",
        "bridge,night,Chetan Neem,SI,24.11.2026 22:00,25.11.2026 06:00",
        "bridge,night,Chetan Neem,SI,26.11.2026 22:00,27.11.2026 06:00",
    )

    store(planned(*rows), now=NOW)
    again = planned(*rows)

    assert again == Plan((), (), (), (), (), 3)
    assert Post.objects.get(code="bridge.ssi").name_hi == "एसएसआई bridge"
    assert Officer.objects.filter(name="Chetan Neem", rank="SI").count() == 1
    turn = datetime(2026, 11, 24, 23, 0, tzinfo=INDIA)
    assert load_roster("bridge").present("bridge.night", turn) is not None


@pytest.mark.django_db
def test_posts_that_the_file_does_not_name_stay_as_they_are() -> None:
    officers = small.enter().officers

    store(planned("ghat,sho,Aarav Kadamb,Insp.,,"), now=NOW)

    here = load_roster("ghat")
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert all(
        here.holder(post, later) == officer for post, officer in officers.items() if post != "ghat.sho"
    )


@pytest.mark.django_db
def test_what_fails_midway_leaves_nothing_behind() -> None:
    small.enter()
    before = Holding.objects.count(), Officer.objects.count()
    plan = planned("ghat,sho,Aarav Kadamb,Insp.,,", "east,admin,,,,")

    with pytest.raises(LastAdministrator):
        store(plan, now=NOW)

    assert (Holding.objects.count(), Officer.objects.count()) == before
