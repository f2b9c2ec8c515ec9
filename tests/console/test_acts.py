"""Acts on a case: carried out once, by those who may, with nothing typed ever lost."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from satark.cases import services as cases
from satark.cases.values import Answer
from tests.console.desk import CELL, OUTSIDER, RANGE, SHO, At, direction, kinds, text
from tests.world import BALUA_SAND, World, assess, now


def assessed(world: World, case_id: UUID) -> UUID:
    with world.at_console(CELL):
        assess(case_id, at=now())
    return case_id


def test_a_direction_is_given_and_stands_on_the_case(at: At, world: World) -> None:
    case_id = assessed(world, world.tip())
    client = at(CELL)

    response = client.post(f"/cases/{case_id}/direct", direction(), follow=True)

    assert response.redirect_chain == [(f"/cases/{case_id}?done=direct", 302)]
    assert "The direction is on its way" in text(response)
    assert "घाट पर रात 11 बजे नाका" in text(response)
    assert kinds(world, case_id) == ["filed", "assessed", "directed"]


@pytest.mark.parametrize(
    ("act", "given", "event"),
    [
        ("ask", {"text": "रास्ता कौन-सा है?"}, "asked"),
        ("answer", {"text": "जाँच हो गई"}, "told"),
        ("note", {"text": "for us"}, "note"),
        ("close", {"outcome": "fir", "text": "कार्रवाई हुई"}, "closed"),
    ],
)
def test_each_act_is_carried_out_once_however_often_it_is_sent(
    at: At, world: World, act: str, given: dict[str, str], event: str
) -> None:
    case_id = world.tip()
    client = at(CELL)
    form = {"once": uuid4().hex, **given}

    answers = [client.post(f"/cases/{case_id}/{act}", form) for _press in range(3)]

    assert {answer.headers["Location"] for answer in answers} == {f"/cases/{case_id}?done={act}"}
    assert kinds(world, case_id) == ["filed", event]


def test_two_presses_at_the_same_moment_are_one_act(at: At, world: World) -> None:
    case_id = world.tip()
    cookies = at(CELL).cookies
    form, start = {"once": uuid4().hex, "text": "twice at once"}, Barrier(2)
    answers: list[int] = []

    def press() -> None:
        client = Client()
        client.cookies.load(cookies)
        with world.database.acting_as("console"):
            start.wait(timeout=10)
            answers.append(client.post(f"/cases/{case_id}/note", form).status_code)

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert answers == [302, 302]
    assert kinds(world, case_id) == ["filed", "note"]


def test_what_was_typed_stays_when_it_is_refused(at: At, world: World) -> None:
    case_id = world.tip()

    response = at(CELL).post(f"/cases/{case_id}/direct", direction(term="at", at="2020-01-01T10:00"))

    assert response.status_code == 422
    assert "That time has already passed" in text(response)
    assert "घाट पर रात 11 बजे नाका" in text(response)
    assert f'value="{SHO}" selected' in text(response)
    assert kinds(world, case_id) == ["filed"]


def test_a_refused_form_may_be_mended_and_sent_again(at: At, world: World) -> None:
    case_id = assessed(world, world.tip())
    client, form = at(CELL), direction(brief="")

    refused = client.post(f"/cases/{case_id}/direct", form)
    mended = client.post(f"/cases/{case_id}/direct", {**form, "brief": "नाका"})

    assert (refused.status_code, mended.status_code) == (422, 302)
    assert kinds(world, case_id) == ["filed", "assessed", "directed"]


def test_a_case_closed_meanwhile_keeps_what_was_typed(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    at(RANGE).post(f"/cases/{case_id}/close", {"once": "1", "outcome": "false", "text": "धन्यवाद"})

    response = client.post(f"/cases/{case_id}/ask", {"once": "2", "text": "my careful question"})

    assert response.status_code == 422
    assert "closed meanwhile" in text(response)
    assert "my careful question" in text(response)


@pytest.mark.parametrize("act", ["direct", "ask", "answer", "note", "return", "close", "read"])
def test_nobody_outside_acts_on_a_case(at: At, world: World, act: str) -> None:
    case_id = world.tip()

    response = at(OUTSIDER).post(f"/cases/{case_id}/{act}", direction(text="x", outcome="fir", ref="x"))

    assert response.status_code == 404
    assert kinds(world, case_id) == ["filed"]


@pytest.mark.parametrize("act", ["direct", "ask", "answer", "note", "return", "close", "read"])
def test_no_act_is_done_by_following_a_link(at: At, world: World, act: str) -> None:
    assert at(CELL).get(f"/cases/{world.tip()}/{act}").status_code == 405


def test_a_form_without_its_token_is_refused_in_plain_words(at: At, world: World) -> None:
    case_id = world.tip()
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.cookies = at(CELL).cookies

    response = strict.post(f"/cases/{case_id}/note", {"once": "1", "text": "forged"})

    assert response.status_code == 403
    assert "This page was too old to send" in text(response)
    assert kinds(world, case_id) == ["filed"]


def test_an_answer_that_is_not_enough_goes_back(at: At, world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    with world.in_relay():
        cases.answer_direction(ref, Answer(text="कुछ नहीं मिला", done=True), post=SHO, now=now())
    client = at(CELL)

    before = text(client.get(f"/cases/{case_id}"))
    client.post(f"/cases/{case_id}/return", {"once": "1", "ref": ref, "text": "फोटो नहीं है"})
    after = text(client.get(f"/cases/{case_id}"))

    assert "कुछ नहीं मिला" in before
    assert "Return as not enough" in before
    assert "Returned: not enough" in after
    assert "Return as not enough" not in after


def test_words_that_ask_who_the_source_is_stay_in_the_form_and_lie_before_the_sp(
    at: At, world: World
) -> None:
    case_id = world.tip()
    client, form = at(CELL), {"once": "1", "text": "अपना मोबाइल नंबर बताइए"}

    held = client.post(f"/cases/{case_id}/ask", form)
    sp = at("chandauli.sp")
    waits = text(sp.get("/releases"))
    sp.post(f"/releases/{case_id}/1", {"granted": "yes"})
    sent = client.post(f"/cases/{case_id}/ask", form)

    assert held.status_code == 422
    assert "asks for a number" in text(held)
    assert "अपना मोबाइल नंबर बताइए" in text(held)
    assert "Words to the source" in waits
    assert sent.status_code == 302
    assert kinds(world, case_id) == ["filed", "release_asked", "released", "asked"]


TIP_ACTS: dict[str, dict[str, Any]] = {
    "assess": {"credibility": "firm", "corroboration": "seen", "ground": "cognizable"},
    "urgent": {"fact": "fire", "place": "बाज़ार", "posts": [SHO]},
    "mute": {},
    "block": {},
}


@pytest.mark.parametrize("act", TIP_ACTS)
def test_each_act_of_the_table_is_on_the_page_and_counts_once(at: At, world: World, act: str) -> None:
    case_id = world.tip()
    client = at(CELL)
    form = {"once": uuid4().hex, **TIP_ACTS[act]}
    shown = text(client.get(f"/cases/{case_id}"))

    answers = [client.post(f"/cases/{case_id}/{act}", form).headers.get("Location") for _press in range(2)]

    assert f'id="act-{act}"' in shown
    assert set(answers) == {f"/cases/{case_id}?done={act}"}
    assert len(kinds(world, case_id)) == (3 if act == "urgent" else 2)


def test_the_cell_above_says_whom_it_is_about_and_gives_a_tip_on(at: At, world: World) -> None:
    walled, lost = (
        world.tip(replace(BALUA_SAND, police="yes")),
        world.tip(replace(BALUA_SAND, unit="", fallback_unit="vns-range")),
    )
    client = at(RANGE)
    shown = text(client.get(f"/cases/{walled}"))

    accused = {"once": "1", "level": "station", "units": ["chn-balua"], "to_sp": "on"}
    said = client.post(f"/cases/{walled}/accuse", accused)
    given = client.post(f"/cases/{lost}/hand-over", {"once": "2", "to_unit": "chandauli", "why": "वहाँ का है"})

    assert 'id="act-accuse"' in shown
    assert (said.status_code, given.status_code) == (302, 302)
    assert kinds(world, walled) == ["filed", "accused"]
    assert kinds(world, lost) == ["filed", "handed_over"]
    assert at(CELL).post(f"/cases/{lost}/accuse", accused).status_code == 404


def test_an_answer_is_accepted_from_the_page(at: At, world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    with world.in_relay():
        cases.answer_direction(ref, Answer(text="दो ट्रक पकड़े", done=True), post=SHO, now=now())
    client = at(CELL)
    before = text(client.get(f"/cases/{case_id}"))

    client.post(f"/cases/{case_id}/accept", {"once": "1", "ref": ref})

    assert 'data-testid="send-accept"' in before
    assert 'data-testid="accepted"' in text(client.get(f"/cases/{case_id}"))
