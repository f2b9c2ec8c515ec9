"""A complaint's place leads to the right station first, among all districts or in one, and an unknown one to none."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from satark.config.commands import main
from satark.jurisdiction import gazetteer
from satark.jurisdiction.places import Places, load

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "spellings.csv").read_text(encoding="utf-8").splitlines()))
KOTWALIS = ("chn-kotwali", "chn-mughalsarai", "chn-sakaldiha", "chn-chakia", "bly-kotwali", "bly-aonla")

WHOLE_DISTRICT = "जिला चंदौली"
"""No answer to "where" in a talk, which asks again; a complaint about it lies with the Kotwali all the same."""

OF_THE_OTHER_DISTRICT = {
    "cantt": "bly-cantt",
    "chandauli": "chn-kotwali",
    "महिला थाना": "",
    "mahila thana": "",
}
"""Lines that mean nothing, or one thing, in the district they are asked in, and something else among all."""


@cache
def places_of(district: str) -> Places:
    match district:
        case "both":
            return load()
        case "chandauli":
            return load("chandauli", "ghazipur", "jaunpur")
    return load(district)


def stations_of(row: dict[str, str], *, district: str = "") -> list[str]:
    return list(places_of(district or row["district"]).stations(row["text"]))


def right(row: dict[str, str]) -> list[str]:
    """Neighbours of which we know no station are no answer to "which station"."""
    return [unit for unit in row["units"].split("|") if unit not in ("", "ghazipur", "jaunpur")]


OURS = [row for row in ROWS if right(row)]
UNKNOWN = [row for row in ROWS if not right(row) and row["text"] != WHOLE_DISTRICT]


def figures(answers: list[tuple[list[str], list[str]]]) -> tuple[float, float]:
    """Shares of (right, answered) with the right one first and among three; a shared name asks for all that share it."""
    first = sum(answered[: len(wanted)] == wanted for wanted, answered in answers)
    among = sum(set(wanted) <= set(answered[: max(3, len(wanted))]) for wanted, answered in answers)
    return first / len(answers), among / len(answers)


# --- the listed spellings -----------------------------------------------------------------------------------------


def test_the_list_is_long_enough_and_has_every_station() -> None:
    assert len(OURS) >= 300
    assert len(UNKNOWN) >= 100
    assert {unit for row in OURS for unit in right(row)} >= {
        unit.code for unit in gazetteer.units() if unit.kind == "station"
    }


@pytest.mark.parametrize("asked_in", ["its own district", "all districts"])
def test_the_right_station_is_first_in_95_and_among_three_in_99_of_100(asked_in: str) -> None:
    district = "both" if asked_in == "all districts" else ""
    rows = [row for row in OURS if not district or row["district"] == "both" or len(right(row)) == 1]
    rows = [row for row in rows if not district or row["text"] not in OF_THE_OTHER_DISTRICT]

    first, among = figures([(right(row), stations_of(row, district=district)) for row in rows])

    print(f"{asked_in}: {len(rows)} spellings, {first:.1%} right first, {among:.1%} among three")
    assert first >= 0.95
    assert among >= 0.99


@pytest.mark.parametrize("asked_in", ["its own district", "all districts"])
def test_no_unknown_place_is_ever_guessed(asked_in: str) -> None:
    district = "both" if asked_in == "all districts" else ""
    rows = [row for row in UNKNOWN if not district or row["text"] not in OF_THE_OTHER_DISTRICT]

    guessed = {row["text"]: found for row in rows if (found := stations_of(row, district=district))}

    print(f"{asked_in}: {len(rows)} unknown places, {len(guessed)} guessed")
    assert guessed == {}


@pytest.mark.parametrize("kind", ["station", "district"])
def test_every_name_in_the_file_of_units_leads_to_its_unit(kind: str) -> None:
    seats = {"chandauli": "chn-kotwali", "bareilly": "bly-kotwali"}
    units = [
        unit for unit in gazetteer.units() if unit.kind == kind and (kind == "station" or unit.code in seats)
    ]

    lost = {
        name: found
        for unit in units
        for name in (unit.name_en, unit.name_hi, *unit.aliases)
        if seats.get(unit.code, unit.code) not in (found := places_of("both").stations(name))
    }

    assert lost == {}


def test_every_landmark_leads_to_its_station() -> None:
    lost = {
        name: found
        for mark in gazetteer.landmarks()
        for name in (mark.name_en, mark.name_hi, *mark.aliases)
        if (found := places_of("both").stations(name)) != (mark.unit,)
    }

    assert lost == {}


def test_a_letter_lost_in_the_middle_of_a_name_leads_to_no_other_station_of_any_district() -> None:
    wrong = {
        cut: found
        for unit in gazetteer.units()
        if unit.kind == "station"
        for name in (unit.name_en, unit.name_hi)
        for at in range(1, len(name) - 1)
        if (found := places_of("both").stations(cut := name[:at] + name[at + 1 :])) and unit.code not in found
    }

    assert wrong == {}


# --- rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["चंदौली", "Chandauli", "चन्दौली में", "zila chandauli", "ज़िला चंदौली", "chandauli city"]
)
def test_a_bare_district_name_means_its_kotwali(name: str) -> None:
    assert places_of("both").stations(name) == ("chn-kotwali",)


@pytest.mark.parametrize("name", ["बरेली", "Bareilly", "bareli", "district bareilly", "बरेली शहर"])
def test_and_so_it_does_in_bareilly(name: str) -> None:
    assert places_of("both").stations(name) == ("bly-kotwali",)


def test_a_district_and_something_unknown_in_it_is_unknown() -> None:
    assert places_of("both").stations("चंदौली में गुप्ता जी का मकान") == ()


def test_kotwali_alone_means_all_of_them_and_with_a_district_those_of_it() -> None:
    assert places_of("both").stations("कोतवाली") == KOTWALIS
    assert places_of("both").stations("kotwali ke samne, bareilly") == ("bly-kotwali", "bly-aonla")
    assert places_of("both").stations("cyber thana, chandauli") == ("chn-cyber",)


def test_a_town_of_the_same_name_in_another_district_is_not_ours() -> None:
    for text in ("mirganj jaunpur", "kamalpur bareilly", "नवाबगंज गोंडा", "faridpur bangladesh"):
        assert places_of("both").stations(text) == ()


def test_a_neighbour_whose_stations_we_do_not_know_has_none() -> None:
    assert places_of("both").stations("ghazipur") == ()
    assert [place.unit for place in places_of("both").find("ghazipur")] == ["ghazipur"]


def test_a_word_that_only_sounds_like_a_station_counts_beside_thana() -> None:
    assert places_of("both").stations("thana deena") == ("chn-dheena",)
    assert places_of("both").stations("deena bhai ne bola") == ()


# --- the command --------------------------------------------------------------------------------------------------


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["places", "match", "--json", *arguments]) == 0
    answer: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return answer


def test_the_command_answers_each_text_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(capsys, "balua ghat", "pata nahi", "कोतवाली") == [
        {"text": "balua ghat", "stations": ["chn-balua"]},
        {"text": "pata nahi", "stations": []},
        {"text": "कोतवाली", "stations": list(KOTWALIS)},
    ]


def test_the_command_answers_the_whole_list_as_the_finder_does(capsys: pytest.CaptureFixture[str]) -> None:
    answers = answered(capsys, *(row["text"] for row in ROWS))

    assert [answer["stations"] for answer in answers] == [stations_of(row, district="both") for row in ROWS]


def test_the_command_looks_in_one_district_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(capsys, "--district", "bareilly", "कोतवाली", "balua ghat") == [
        {"text": "कोतवाली", "stations": ["bly-kotwali", "bly-aonla"]},
        {"text": "balua ghat", "stations": []},
    ]


def test_a_district_that_there_is_not_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "match", "--district", "balia", "balua"]) == 2
    assert "--district balia" in capsys.readouterr().err


def test_without_json_it_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "match", "balua ghat", "pata nahi"]) == 0

    assert capsys.readouterr().out == "balua ghat: chn-balua (बलुआ)\npata nahi: unknown\n"


def test_the_command_needs_neither_django_nor_a_database() -> None:
    asked = (
        "import sys; from satark.config.commands import main; main(['places', 'match', '--json', 'balua'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", f"{asked}; sys.exit('django' in sys.modules or 'psycopg' in sys.modules)"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout) == [{"text": "balua", "stations": ["chn-balua"]}]
