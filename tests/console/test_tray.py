"""The desk's tray: what came in, what it may mean, and one press that sends it on."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from tests.console.desk import CELL, SHO, At, kinds, text
from tests.world import MARKET_FIGHT, World, now

DESK, SP, CO, OTHER_CO, OTHER_DESK = (
    *("chandauli.desk", "chandauli.sp", "chn-c-skd.co"),
    *("chn-c-chk.co", "bareilly.desk"),
)
FIRST_WORDS = "बाज़ार में मारपीट हो रही है"


def test_the_desk_begins_its_day_in_the_tray(at: At) -> None:
    response = at(DESK).get("/")

    assert response.headers["Location"] == "/tray"


def test_a_complaint_stands_in_the_tray_with_its_words_and_where_it_may_be(at: At, world: World) -> None:
    case_id = world.complaint()

    page = text(at(DESK).get("/tray"))

    assert str(case_id) in page
    assert FIRST_WORDS in page
    assert "Send to Balua" in page


def test_one_press_sends_it_to_the_station(at: At, world: World) -> None:
    case_id = world.complaint()
    form = {"once": uuid4().hex, "unit": "chn-balua", "from": "tray"}

    response = at(DESK).post(f"/complaints/{case_id}/forward", form)

    assert response.headers["Location"] == "/tray"
    assert kinds(world, case_id) == ["filed", "forwarded"]
    assert str(case_id) not in text(at(DESK).get("/tray"))
    assert str(case_id) in text(at(DESK).get("/tray?tab=out"))


def test_a_second_press_sends_nothing_more(at: At, world: World) -> None:
    case_id = world.complaint()
    form = {"once": uuid4().hex, "unit": "chn-balua"}

    for _ in range(2):
        at(DESK).post(f"/complaints/{case_id}/forward", form)

    assert kinds(world, case_id) == ["filed", "forwarded"]


def test_only_the_desk_reads_what_comes_in(at: At, world: World) -> None:
    case_id = world.complaint()

    for post in (SP, CO, SHO, CELL, OTHER_DESK):
        assert at(post).get(f"/complaints/{case_id}").status_code == 404
        assert str(case_id) not in text(at(post).get("/board", follow=True))


def test_a_forwarded_complaint_is_on_the_boards_of_its_own_line_and_of_no_other(at: At, world: World) -> None:
    case_id = world.complaint()
    world.forwarded(case_id)

    for post in (SHO, CO, SP, "chandauli-sadar-sub.asp"):
        assert str(case_id) in text(at(post).get("/board")), post
    for post in (OTHER_CO, "chn-chakia.sho", "bly-izzatnagar.sho"):
        assert str(case_id) not in text(at(post).get("/board")), post


def test_whoever_has_no_desk_cannot_press_its_buttons(at: At, world: World) -> None:
    case_id = world.complaint()
    world.forwarded(case_id)

    for post in (SHO, CO, SP):
        form = {"once": uuid4().hex, "unit": "chn-chakia"}
        assert at(post).post(f"/complaints/{case_id}/forward", form).status_code == 404
    assert kinds(world, case_id) == ["filed", "forwarded"]


def test_the_desk_sets_aside_what_is_nothing_for_a_station(at: At, world: World) -> None:
    case_id = world.complaint(replace(MARKET_FIGHT, unit="", said=("नमस्ते",)))
    form = {"once": uuid4().hex, "why": "greeting", "text": ""}

    at(DESK).post(f"/complaints/{case_id}/park", form)

    assert kinds(world, case_id)[-1] == "parked"
    assert str(case_id) in text(at(DESK).get("/tray?tab=parked"))


def test_the_desk_takes_back_what_went_to_the_wrong_station(at: At, world: World) -> None:
    case_id = world.complaint()
    ref = world.forwarded(case_id, unit="chn-chakia")

    at(DESK).post(f"/complaints/{case_id}/recall", {"once": uuid4().hex, "ref": ref})

    assert kinds(world, case_id)[-1] == "recalled"
    assert str(case_id) not in text(at("chn-chakia.sho").get("/board"))


def test_what_was_typed_stays_when_it_is_refused(at: At, world: World) -> None:
    case_id = world.complaint()

    response = at(DESK).post(f"/complaints/{case_id}/answer", {"once": uuid4().hex, "text": " "})

    assert response.status_code == 422
    assert "Nothing was written" in text(response)


def test_a_superior_calls_for_an_explanation_from_the_page(at: At, world: World) -> None:
    case_id = world.complaint()
    world.forwarded(case_id)
    form = {
        "once": uuid4().hex,
        "kind": "explanation",
        "post": SHO,
        "text": "देर क्यों हुई, लिखें",
        "term": "6h",
    }

    response = at(CO).post(f"/complaints/{case_id}/order", form)

    assert response.status_code == 302, text(response)
    assert kinds(world, case_id)[-1] == "ordered"


def test_an_unknown_act_is_no_page(at: At, world: World) -> None:
    case_id = world.complaint()

    assert at(DESK).post(f"/complaints/{case_id}/destroy", {"once": "x"}).status_code == 404


def test_late_is_said_in_words(at: At, world: World) -> None:
    world.complaint(at=now().replace(year=now().year - 1))

    assert "Late by" in text(at(DESK).get("/tray?tab=late"))
