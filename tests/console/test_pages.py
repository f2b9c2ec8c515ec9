"""Every page, on the real database, as the officers who may and may not see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from satark.accounts.models import Officer
from satark.accounts.services import sign_out
from satark.cases.models import Event
from satark.evidence import services as evidence
from satark.evidence import store
from satark.evidence.models import Evidence
from satark.vault.services import open_case
from tests.world import NOW, World

At = Callable[[str], Client]
CELL, RANGE, SHO, OUTSIDER = "chandauli.cell", "vns-range.cell", "chn-balua.sho", "bareilly.cell"
JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 40


def direction(**given: object) -> dict[str, object]:
    return {"once": uuid4().hex, "post": SHO, "brief": "घाट पर रात 11 बजे नाका", "term": "2h", **given}


def kinds(world: World, case_id: UUID) -> list[str]:
    with world.in_relay():
        return list(Event.objects.filter(case_id=case_id).order_by("id").values_list("kind", flat=True))


def keep_file(world: World, case_id: UUID, *, kind: str = "photo", media_type: str = "image/jpeg") -> UUID:
    file_id = uuid4()
    with world.in_relay():
        evidence.announce(case_id, [evidence.Announced(file_id, kind)], by=Evidence.By.SOURCE, now=NOW)
        with store.Writer(
            world.database.settings.data_dir, case_id, file_id, open_case(case_id).key
        ) as writer:
            writer.write(JPEG)
        evidence.keep(
            file_id, under=case_id, media_type=media_type, size=len(JPEG), sha256=sha256(JPEG).digest()
        )
    return file_id


def text(response: Any) -> str:
    return str(response.content.decode())


# --- signing in ------------------------------------------------------------------------------------------------------


def with_password(username: str = CELL, password: str = "a long pass word") -> None:
    officer = Officer.objects.get(username=username)
    officer.set_password(password)
    officer.save()


def test_an_officer_signs_in_and_lands_where_he_wanted(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client()
        wanted = client.get("/help")
        assert wanted.status_code == 302

        response = client.post(
            "/sign-in", {"username": CELL, "password": "a long pass word", "next": "/help"}, follow=True
        )

    assert response.redirect_chain == [("/help", 302)]
    assert response.status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(world: World, elsewhere: str) -> None:
    with_password()
    with world.database.acting_as("console"):
        response = Client().post(
            "/sign-in", {"username": CELL, "password": "a long pass word", "next": elsewhere}
        )

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("username", [CELL, "nobody"])
def test_a_wrong_sign_in_does_not_tell_what_was_wrong(world: World, username: str) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client(headers={"accept-language": "en"})

        response = client.post("/sign-in", {"username": username, "password": "guess"})

    assert response.status_code == 422
    assert "Username and password do not fit together" in text(response)
    assert f'value="{username}"' in text(response)
    assert "guess" not in text(response)
    assert "secret" not in client.session


def test_signing_in_changes_the_session_key(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client()
        session = client.session
        session.save()
        before = session.session_key

        client.post("/sign-in", {"username": CELL, "password": "a long pass word"})

    assert client.session.session_key != before


def test_signing_out_ends_the_sign_in_itself(at: At, world: World) -> None:
    client = at(CELL)

    client.post("/sign-out")

    second = at(CELL)  # The same secret in another browser.
    assert second.get("/cases").headers["Location"] == "/sign-in?next=%2Fcases"


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/list", "/directions", "/help", f"/cases/{uuid4()}"])
def test_nobody_gets_in_without_signing_in(world: World, path: str) -> None:
    with world.database.acting_as("console"):
        response = Client().get(path)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in?next=")


def test_what_was_typed_before_the_sign_in_ended_is_said_to_be_still_there(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)
    sign_out(world.secrets[CELL], now=datetime.now(UTC))

    response = client.post(f"/cases/{case_id}/note", {"once": "1", "text": "a note"})

    assert response.status_code == 403
    assert "what you wrote is still there" in text(response)


def test_the_live_list_of_a_signed_out_officer_leads_to_the_sign_in_page(world: World) -> None:
    with world.database.acting_as("console"):
        response = Client().get("/cases/list", headers={"hx-request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/sign-in")


# --- the list --------------------------------------------------------------------------------------------------------


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


# --- the case --------------------------------------------------------------------------------------------------------


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
    from dataclasses import replace

    from tests.world import BALUA_SAND

    case_id = world.tip(replace(BALUA_SAND, said=("<script>alert(1)</script>",), answers={"<b>": "<i>"}))

    page = text(at(CELL).get(f"/cases/{case_id}"))

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<b>" not in page


# --- acts ------------------------------------------------------------------------------------------------------------


def test_a_direction_is_given_and_stands_on_the_case(at: At, world: World) -> None:
    case_id = world.tip()
    client = at(CELL)

    response = client.post(f"/cases/{case_id}/direct", direction(), follow=True)

    assert response.redirect_chain == [(f"/cases/{case_id}?done=direct", 302)]
    assert "The direction is on its way" in text(response)
    assert "घाट पर रात 11 बजे नाका" in text(response)
    assert kinds(world, case_id) == ["filed", "directed"]


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
    case_id = world.tip()
    client, form = at(CELL), direction(brief="")

    refused = client.post(f"/cases/{case_id}/direct", form)
    mended = client.post(f"/cases/{case_id}/direct", {**form, "brief": "नाका"})

    assert (refused.status_code, mended.status_code) == (422, 302)
    assert kinds(world, case_id) == ["filed", "directed"]


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
    from satark.cases import services as cases
    from satark.cases.values import Answer

    case_id = world.tip()
    ref = world.direction(case_id)
    with world.in_relay():
        cases.answer_direction(ref, Answer(text="कुछ नहीं मिला", done=True), post=SHO, now=NOW)
    client = at(CELL)

    before = text(client.get(f"/cases/{case_id}"))
    client.post(f"/cases/{case_id}/return", {"once": "1", "ref": ref, "text": "फोटो नहीं है"})
    after = text(client.get(f"/cases/{case_id}"))

    assert "कुछ नहीं मिला" in before
    assert "Return as not enough" in before
    assert "Returned: not enough" in after
    assert "Return as not enough" not in after


# --- a station officer -------------------------------------------------------------------------------------------------


def test_a_station_sees_its_directions_and_no_word_of_the_source(at: At, world: World) -> None:
    world.direction(world.tip())

    response = at(SHO).get("/", follow=True)

    assert response.redirect_chain == [("/directions", 302)]
    assert "घाट पर रात 11 बजे नाका" in text(response)
    assert "बालू" not in text(response)
    assert 'data-testid="search"' not in text(response)


def test_another_station_sees_none(at: At, world: World) -> None:
    world.direction(world.tip())

    assert "No directions yet" in text(at("chn-chakia.sho").get("/directions"))


def test_the_list_leads_a_station_officer_to_his_directions(at: At) -> None:
    assert at(SHO).get("/cases").headers["Location"] == "/directions"


# --- evidence ----------------------------------------------------------------------------------------------------------


def test_evidence_is_streamed_whole_and_cannot_do_anything(at: At, world: World) -> None:
    file_id = keep_file(world, world.tip())

    response: Any = at(CELL).get(f"/evidence/{file_id}")

    assert b"".join(response.streaming_content) == JPEG
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Length"] == str(len(JPEG))
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == f'inline; filename="satark-{str(file_id)[:8]}.jpg"'
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=10000-", slice(10000, None)), ("bytes=-5", slice(-5, None))],
)
def test_a_player_may_ask_for_a_part(at: At, world: World, wanted: str, part: slice) -> None:
    file_id = keep_file(world, world.tip())

    response: Any = at(CELL).get(f"/evidence/{file_id}", headers={"range": wanted})

    assert response.status_code == 206
    assert b"".join(response.streaming_content) == JPEG[part]
    assert response.headers["Content-Range"].endswith(f"/{len(JPEG)}")


def test_a_part_beyond_the_end_is_refused(at: At, world: World) -> None:
    file_id = keep_file(world, world.tip())

    response = at(CELL).get(f"/evidence/{file_id}", headers={"range": "bytes=999999-"})

    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{len(JPEG)}")


@pytest.mark.parametrize("media_type", ["application/pdf", "text/html", "image/svg+xml", ""])
def test_what_a_browser_might_run_is_only_ever_saved(at: At, world: World, media_type: str) -> None:
    file_id = keep_file(world, world.tip(), kind="document", media_type=media_type)

    response = at(CELL).get(f"/evidence/{file_id}")

    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("post", [OUTSIDER, SHO, "chandauli.sp"])
def test_evidence_is_absent_for_those_outside(at: At, world: World, post: str) -> None:
    file_id = keep_file(world, world.tip())

    assert at(post).get(f"/evidence/{file_id}").status_code == 404


def test_evidence_that_was_not_fetched_yet_is_said_to_be_on_its_way(at: At, world: World) -> None:
    case_id, file_id = world.tip(), uuid4()
    with world.in_relay():
        evidence.announce(case_id, [evidence.Announced(file_id, "voice")], by=Evidence.By.SOURCE, now=NOW)
    client = at(CELL)

    page = text(client.get(f"/cases/{case_id}"))

    assert "Being fetched from WhatsApp" in page
    assert client.get(f"/evidence/{file_id}").status_code == 404


# --- every page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sign-in", "/cases", "/cases/list", "/help", "/nowhere"])
def test_no_page_is_kept_by_a_browser_and_none_runs_what_is_not_ours(at: At, path: str) -> None:
    response = at(CELL).get(path)

    assert "no-store" in response.headers["Cache-Control"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_printed_pages_say_who_printed_them(at: At, world: World) -> None:
    page = text(at(CELL).get(f"/cases/{world.tip()}"))

    assert f"Seen by Officer {CELL}" in page


def test_what_is_late_is_said_in_words(at: At, world: World) -> None:
    case_id = world.tip(now=datetime.now(UTC) - timedelta(minutes=61))

    page = text(at(CELL).get("/cases?status=late"))

    assert str(case_id) in page
    assert "</svg>Late</span>" in page
