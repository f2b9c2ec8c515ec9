"""The list: whose cases it holds, how it stays live, how a case is found."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.test import override_settings

from satark import clock
from tests.console.desk import CELL, OUTSIDER, RANGE, At, text
from tests.world import World


def test_both_cells_see_a_tip_in_their_list(at: At, world: World) -> None:
    world.tip()

    for cell in (CELL, RANGE):
        page = text(at(cell).get("/cases"))
        assert "Illegal mining, overloading" in page
        assert "Balua" in page


def test_the_list_of_another_district_is_empty_and_says_what_will_come(at: At, world: World) -> None:
    world.tip()

    page = text(at(OUTSIDER).get("/cases"))

    assert "No tips yet" in page
    assert "Illegal mining, overloading</strong>" not in page


def test_the_list_answers_nothing_new_until_something_is(at: At, world: World) -> None:
    client = at(CELL)
    first = client.get("/cases/list")

    again = client.get("/cases/list", headers={"if-none-match": first.headers["ETag"]})
    world.tip()
    after = client.get("/cases/list", headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]


def test_the_mark_of_a_list_cannot_be_worked_out_from_what_an_officer_knows(at: At, world: World) -> None:
    world.tip()
    client = at(CELL)
    minute = clock.now().replace(second=0)

    with patch("satark.clock.now", return_value=minute):
        mark = client.get("/cases/list").headers["ETag"]
        with override_settings(SECRET_KEY="another server's"):
            other = client.get("/cases/list").headers["ETag"]
        same = client.get("/cases/list").headers["ETag"]

    assert mark == same
    assert mark != other


def test_no_page_shows_a_number_that_counts_what_happens_elsewhere(at: At, world: World) -> None:
    first = 731000000001
    with world.database.superuser() as link:
        for table in ("cases_event", "cases_audience", "jurisdiction_holding"):
            link.execute(f"ALTER TABLE {table} ALTER id RESTART WITH {first}")
    case_id = world.tip()
    world.direction(case_id)
    client = at(CELL)

    pages = [
        client.get("/cases"),
        client.get("/cases/list"),
        client.get(f"/cases/{case_id}"),
        client.post(f"/cases/{case_id}/read"),
        client.get(f"/cases/{case_id}/changed?number=&seen="),
        at("chn-balua.sho").get("/directions"),
    ]

    shown = "".join(str(page.headers) + text(page) for page in pages)
    assert str(case_id) in shown
    assert str(first)[:-1] not in shown


def test_a_case_is_found_by_part_of_its_number_in_any_digits(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    number = text(client.get(f"/cases/{case_id}")).split("?number=")[1][:10]

    found = client.get("/cases", {"number": number[:4].translate(str.maketrans("0123456789", "०१२३४५६७८९"))})
    other = client.get("/cases", {"number": "0000000000" if number[0] != "0" else "9999999999"})

    assert str(case_id) in text(found)
    assert "No case with this number" in text(other)


@pytest.mark.parametrize(
    "query",
    [
        "status=nonsense",
        "category=nonsense",
        "limit=-1",
        "limit=%F0%9F%98%80",
        "limit=99999999",
        "number=%00",
    ],
)
def test_nonsense_in_the_address_shows_the_open_list(at: At, query: str) -> None:
    assert at(CELL).get(f"/cases?{query}").status_code == 200


def test_a_category_narrows_the_list(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)

    assert str(case_id) in text(client.get("/cases?category=mining"))
    assert str(case_id) not in text(client.get("/cases?category=arms"))
