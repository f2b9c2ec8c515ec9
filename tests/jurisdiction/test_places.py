"""A place is found in any spelling, several are offered when a name is shared, and what is not ours is never guessed."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.conversation.values import Pin
from satark.jurisdiction import gazetteer
from satark.jurisdiction.places import FoundPlace, Places, load

HERE = Path(__file__).parent


@cache
def places_of(district: str) -> Places:
    return load("chandauli", "ghazipur", "jaunpur") if district == "chandauli" else load(district)


def found(text: str, district: str = "chandauli") -> list[str]:
    return [place.unit for place in places_of(district).find(text)]


def spotted(text: str, district: str = "chandauli") -> str:
    place = places_of(district).spot(text)
    return place.unit if place else ""


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Round 3 asks without a district: `test_stations.py`.
SPELLINGS = [row for row in rows("spellings.csv") if row["district"] != "both"]
OURS = [row for row in SPELLINGS if row["units"]]
NOT_OURS = [row for row in SPELLINGS if not row["units"]]


# --- spellings ----------------------------------------------------------------------------------------------------


def test_the_list_of_spellings_is_long_enough_to_measure_by() -> None:
    assert len(OURS) >= 150
    assert {row["units"] for row in OURS} >= {u.code for u in gazetteer.units() if u.kind == "station"}


@pytest.mark.parametrize("among", [1, 3])
def test_the_right_station_is_offered_in_99_of_100_listed_spellings(among: int) -> None:
    missed = []
    for row in OURS:
        right = row["units"].split("|")
        offered = found(row["text"], row["district"])[: max(among, len(right))]
        if not set(right) <= set(offered):
            missed.append((row["text"], right, offered))

    assert len(missed) <= len(OURS) // 100, missed


@pytest.mark.parametrize("row", NOT_OURS, ids=[row["text"] for row in NOT_OURS])
def test_what_is_no_place_of_ours_is_not_guessed(row: dict[str, str]) -> None:
    assert found(row["text"], row["district"]) == []


def test_spotting_in_the_same_answers_is_never_wrong() -> None:
    wrong = [
        (row["text"], unit)
        for row in SPELLINGS
        if (unit := spotted(row["text"], row["district"])) and unit not in row["units"].split("|")
    ]

    assert wrong == []


@pytest.mark.parametrize("row", rows("messages.csv"), ids=lambda row: row["id"])
def test_a_place_named_in_a_first_message_is_spotted_and_no_other(row: dict[str, str]) -> None:
    right = row["station_code"]
    districts = {"chn": ["chandauli"], "bly": ["bareilly"]}.get(right[:3], ["chandauli", "bareilly"])

    assert {spotted(row["text"], district) for district in districts} == {right}


@pytest.mark.parametrize("district", ["chandauli", "bareilly"])
def test_a_letter_lost_in_the_middle_of_a_name_never_leads_to_another_station(district: str) -> None:
    stations = [u for u in gazetteer.within(gazetteer.units(), district) if u.kind == "station"]
    cut = [
        (name[:at] + name[at + 1 :], unit.code)
        for unit in stations
        for name in (unit.name_en, unit.name_hi)
        for at in range(1, len(name) - 1)
    ]

    wrong = [
        (text, code, offered)
        for text, code in cut
        if (offered := found(text, district)) and code not in offered
    ]

    assert wrong == []


# --- shared, guarded and foreign names ----------------------------------------------------------------------------


def test_kotwali_alone_means_several_and_is_asked() -> None:
    assert found("कोतवाली") == ["chn-kotwali", "chn-mughalsarai", "chn-sakaldiha", "chn-chakia"]
    assert spotted("कोतवाली के सामने मारपीट हो रही है") == ""


def test_fatehganj_alone_means_both() -> None:
    assert found("fatehganj", "bareilly") == ["bly-fatehganj-w", "bly-fatehganj-e"]
    assert spotted("fatehganj me jua hota hai", "bareilly") == ""


def test_a_bare_district_name_means_its_kotwali_and_a_whole_district_means_nowhere() -> None:
    assert found("चंदौली") == ["chn-kotwali"]
    assert found("bareilly", "bareilly") == ["bly-kotwali"]
    assert found("ghazipur") == ["ghazipur"]
    assert found("ज़िला चंदौली") == []
    assert found("चंदौली में गुप्ता जी का मकान") == []


@pytest.mark.parametrize(
    ("text", "district", "unit"),
    [
        ("शाही शादी में गोली चली", "bareilly", ""),
        ("थाना शाही में गोली चली", "bareilly", "bly-shahi"),
        ("वहाँ बलुआ मिट्टी है", "chandauli", ""),
        ("बलुआ थाने के पास", "chandauli", "chn-balua"),
        ("kila jaisa makan hai", "bareilly", ""),
        ("qila crossing par jaam", "bareilly", "bly-qila"),
        ("आंवला का पेड़ काट लिया", "bareilly", ""),
        ("aonla me jua", "bareilly", "bly-aonla"),
        ("सदर अस्पताल में", "chandauli", ""),
        ("bareilly cantt me phone aaya", "bareilly", "bly-cantt"),
        ("hamari biradari ke log", "bareilly", ""),
        ("बीड़ी की दुकान पर", "bareilly", ""),
    ],
)
def test_a_name_that_is_also_a_word_needs_company(text: str, district: str, unit: str) -> None:
    assert spotted(text, district) == unit


@pytest.mark.parametrize("text", ["बलुआ", "kila", "शाही", "cantt"])
def test_such_a_name_alone_is_enough_as_an_answer(text: str) -> None:
    assert len(found(text, "chandauli" if text == "बलुआ" else "bareilly")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "varanasi cantt",
        "वाराणसी कैंट स्टेशन के बाहर",
        "noida sector 62",
        "nawabganj gonda",
        "ddu junction platform 3",
    ],
)
def test_places_outside_are_not_ours(text: str) -> None:
    for district in ("chandauli", "bareilly"):
        assert found(text, district) == []
        assert spotted(text, district) == ""


def test_the_street_before_a_railway_station_is_ours() -> None:
    assert found("mughalsarai junction ke bahar") == ["chn-mughalsarai"]


def test_two_places_in_one_message_are_too_many_to_be_sure() -> None:
    assert spotted("alinagar se baburi tak truck chalte hain") == ""
    assert spotted("sakaldiha ke kamalpur me katta banta hai") == "chn-dheena"


def test_a_village_comes_before_the_town_of_its_circle_and_a_thana_before_both() -> None:
    assert found("sakaldiha, kamalpur") == ["chn-dheena", "chn-sakaldiha"]
    assert found("chakia road, thana iliya")[0] == "chn-iliya"


def test_a_special_unit_is_found_by_its_full_name_only_and_never_spotted() -> None:
    assert found("mahila thana") == ["chn-mahila"]
    assert found("mahila") == []
    assert spotted("mahila thana me koi nahi sunta") == ""


# --- words to show ------------------------------------------------------------------------------------------------


def test_a_found_place_can_be_shown_to_the_person_who_named_it() -> None:
    assert places_of("chandauli").find("balua ghat") == (
        FoundPlace("chn-balua", "बलुआ घाट, थाना बलुआ", "Balua Ghat, Thana Balua", "landmark"),
    )
    assert places_of("chandauli").find("alinagar")[0].name_hi == "थाना अलीनगर"
    assert places_of("chandauli").find("naveen mandi")[0].name_hi == "नवीन मंडी, कोतवाली चंदौली"


# --- pins ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pin", "unit"),
    [
        (Pin(25.405, 83.185), "chn-balua"),
        (Pin(25.27, 83.261), "chn-kotwali"),  # the Mahila Thana's own spot: it has no ground
        (Pin(25.309, 83.047), "chn-mughalsarai"),  # Padav, which is nearer to Varanasi than to its station
        (Pin(25.32, 82.98), None),  # Varanasi
        (Pin(25.58, 83.58), None),  # Ghazipur, a neighbour of which no station is known
        (Pin(28.36, 79.42), None),
        (Pin(0.0, 0.0), None),
        (Pin(-90.0, 180.0), None),
    ],
)
def test_a_pin_belongs_to_the_nearest_station_unless_another_town_is_nearer(
    pin: Pin, unit: str | None
) -> None:
    place = places_of("chandauli").near(pin)

    assert (place.unit if place else None) == unit


def test_every_station_is_nearest_to_its_own_seat() -> None:
    for district in ("chandauli", "bareilly"):
        for unit in gazetteer.within(gazetteer.units(), district):
            if unit.kind == "station" and unit.latitude and unit.longitude:
                place = places_of(district).near(Pin(unit.latitude, unit.longitude))

                assert place is not None
                assert place.unit == unit.code


def test_without_stations_nothing_is_near() -> None:
    assert Places([], [], []).near(Pin(25.0, 83.0)) is None
    assert Places([], []).find("balua ghat") == ()


# --- data ---------------------------------------------------------------------------------------------------------


def test_every_landmark_belongs_to_a_station_of_the_file() -> None:
    stations = {unit.code for unit in gazetteer.units() if unit.kind == "station"}

    assert {mark.unit for mark in gazetteer.landmarks()} <= stations


def test_every_unit_has_its_parent_and_a_code_of_its_own() -> None:
    codes = [unit.code for unit in gazetteer.units()]

    assert len(set(codes)) == len(codes)
    assert {unit.parent for unit in gazetteer.units()} <= {*codes, ""}


def test_a_district_brings_all_that_is_under_it_and_nothing_else() -> None:
    kinds = [unit.kind for unit in gazetteer.within(gazetteer.units(), "chandauli")]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "district": 1,
        "subdivision": 2,
        "circle": 5,
        "station": 15,
        "special": 6,
    }


# --- anything at all ----------------------------------------------------------------------------------------------

TELLING = "balua बलुआ थाना kotwali चंदौली varanasi بلوا گھاٹ platform fatehganj 😀 ।"
WRITING = st.text(max_size=200) | st.lists(
    st.sampled_from(TELLING.split()),
    max_size=12,
).map(" ".join)


@given(WRITING)
def test_no_writing_raises_and_what_is_spotted_is_one_of_ours(text: str) -> None:
    ours = {unit.code for unit in gazetteer.within(gazetteer.units(), "chandauli", "ghazipur", "jaunpur")}
    places = places_of("chandauli")

    offered = places.find(text)
    spot = places.spot(text)

    assert {place.unit for place in offered} <= ours
    assert len({place.unit for place in offered}) == len(offered) <= 5
    assert spot is None or spot.unit in ours
