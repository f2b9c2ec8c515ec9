"""The case page: what it shows, to whom it is absent, what opening it records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from satark.cases import services as cases
from satark.cases.values import Answer
from tests.console.desk import CELL, OUTSIDER, RANGE, SHO, At, keep_file, kinds, text
from tests.world import BALUA_SAND, World, now


def test_the_case_shows_what_was_told_and_that_nobody_sees_who(at: At, world: World) -> None:
    case_id = world.tip()

    page = text(at(CELL).get(f"/cases/{case_id}"))

    assert "यहाँ रोज रात ट्रक से बालू जाता है" in page
    assert "दो महीने से" in page
    assert "Sealed: nobody here can see who wrote." in page
    assert "At Balua" in page
    assert 'data-testid="map"' in page


def test_the_band_is_there_in_hindi(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    client.post("/language", {"language": "hi", "next": "/cases"})

    page = text(client.get(f"/cases/{case_id}"))

    assert "बंद लिफ़ाफ़ा: भेजने वाला कौन है, यह यहाँ कोई नहीं देख सकता।" in page
    assert "अवैध खनन, ओवरलोडिंग" in page


def test_what_came_late_shows_both_times_in_either_language(at: At, world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, sent_at=now() - timedelta(hours=3)))
    client = at(CELL)

    english = text(client.get(f"/cases/{case_id}"))
    client.post("/language", {"language": "hi", "next": "/cases"})
    hindi = text(client.get(f"/cases/{case_id}"))

    assert "Came late: sent" in english
    assert "देर से पहुँचा: भेजा" in hindi
    assert 'data-testid="came-late"' not in text(client.get(f"/cases/{world.tip()}"))


@pytest.mark.parametrize("post", [OUTSIDER, SHO, "chandauli.sp"])
def test_to_those_outside_a_case_is_as_absent_as_one_that_never_was(at: At, world: World, post: str) -> None:
    case_id = world.tip()
    client = at(post)

    real, absent = client.get(f"/cases/{case_id}"), client.get(f"/cases/{uuid4()}")

    assert (real.status_code, absent.status_code) == (404, 404)
    assert real.content == absent.content


def test_opening_is_recorded_by_the_page_and_not_by_the_address(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)

    client.get(f"/cases/{case_id}")
    looked = kinds(world, case_id)
    client.post(f"/cases/{case_id}/read")

    assert looked == ["filed"]
    assert kinds(world, case_id) == ["filed", "read"]


def test_an_open_page_hears_of_what_happens_elsewhere_but_not_of_itself(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    client.get(f"/cases/{case_id}")
    seen = (
        text(client.post(f"/cases/{case_id}/read")).split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    )

    quiet = client.get(seen)
    at(RANGE).post(f"/cases/{case_id}/note", {"once": "1", "text": "seen at the range"})
    loud = client.get(seen)

    assert quiet.status_code == 204
    assert "Something new in this case" in text(loud)


def test_words_of_the_source_are_text_and_never_markup(at: At, world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, said=("<script>alert(1)</script>",), answers={"<b>": "<i>"}))

    page = text(at(CELL).get(f"/cases/{case_id}"))

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_an_open_page_hears_that_a_file_has_arrived(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    page = text(client.get(f"/cases/{case_id}"))
    watch = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    keep_file(world, case_id)

    assert "Something new in this case" in text(client.get(watch))


def answer(world: World, ref: str, words: str, *, done: bool = True) -> None:
    with world.in_relay():
        cases.answer_direction(ref, Answer(text=words, done=done), post=SHO, now=now())


def test_of_two_events_of_one_moment_the_later_stands_above(at: At, world: World) -> None:
    case_id = world.tip()
    answer(world, world.direction(case_id), "दो ट्रक पकड़े")

    page = text(at(CELL).get(f"/cases/{case_id}"))

    assert page.index("chn-balua.sho answered") < page.index("chn-balua.sho pressed Received")


def test_what_a_post_sends_after_its_answer_is_called_so(at: At, world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    answer(world, ref, "नाका लगा दिया", done=False)
    answer(world, ref, "दो ट्रक पकड़े")
    answer(world, ref, "एक और मिला", done=False)

    page = text(at(CELL).get(f"/cases/{case_id}"))

    labels = ("On the way", "नाका लगा दिया", ">Answer<", "दो ट्रक पकड़े", "Added to the answer", "एक और मिला")
    assert sorted(labels, key=page.index) == list(labels)
