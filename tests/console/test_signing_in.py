"""The door: who comes in, what is told at it, where it leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from satark import clock
from satark.accounts import services
from satark.accounts.models import Officer
from satark.accounts.services import sign_out
from satark.console.access import COOKIE
from tests.console.desk import CELL, At, text
from tests.world import World


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
    assert COOKIE not in client.cookies


def test_signing_in_changes_the_session_key(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client()
        session = client.session
        session.save()
        before = session.session_key

        client.post("/sign-in", {"username": CELL, "password": "a long pass word"})

    assert client.session.session_key != before


def test_the_secret_of_a_sign_in_is_in_the_browser_alone(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client()
        client.post("/sign-in", {"username": CELL, "password": "a long pass word"})
    secret = client.cookies[COOKIE]

    stored = [str(session.get_decoded()) for session in Session.objects.all()]

    assert len(secret.value) > 30
    assert all(secret.value not in data for data in stored)
    assert (bool(secret["httponly"]), secret["samesite"]) == (True, "Strict")


def test_signing_out_ends_the_sign_in_itself(at: At, world: World) -> None:
    client = at(CELL)

    client.post("/sign-out")

    second = at(CELL)  # The same secret in another browser.
    assert second.get("/cases").headers["Location"] == "/sign-in?next=%2Fcases"


@pytest.mark.parametrize(
    "path", ["/", "/cases", "/cases/list", "/directions", "/help", f"/cases/{UUID(int=7)}"]
)
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


RIGHT = "a long pass word"


def knock(client: Client, password: str, username: str = CELL) -> HttpResponse:
    answer = client.post("/sign-in", {"username": username, "password": password})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("username", [CELL, "nobody"])
def test_after_five_wrong_passwords_a_username_waits_whether_it_exists_or_not(
    world: World, username: str
) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client(headers={"accept-language": "en"})

        answers = [knock(client, f"guess {number}", username) for number in range(5)]
        refused = knock(client, RIGHT, username)

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert "Too many wrong tries" not in text(answers[3])
    assert "Too many wrong tries with this username. Wait, and try again at" in text(answers[4])
    assert (refused.status_code, COOKIE in client.cookies) == (429, False)


def test_after_the_wait_the_right_password_opens_and_all_is_forgotten(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        for number in range(5):
            knock(Client(), f"guess {number}")
        with patch("satark.clock.now", return_value=clock.now() + timedelta(seconds=61)):
            first, second, third = (knock(Client(), each) for each in (RIGHT, "guess", RIGHT))

    assert [answer.status_code for answer in (first, second, third)] == [302, 422, 302]


def test_somebody_elses_guesses_keep_nobody_out(world: World) -> None:
    with_password()
    with world.database.acting_as("console"):
        for number in range(6):
            knock(Client(), f"guess {number}", "nobody")

        assert knock(Client(), RIGHT).status_code == 302


def test_the_wait_is_told_in_hindi(world: World) -> None:
    with world.database.acting_as("console"):
        client = Client(headers={"accept-language": "hi"})
        answers = [knock(client, "guess") for _ in range(6)]

    assert "इस यूज़रनेम से कई बार गलत कोशिश हुई" in text(answers[-1])
    assert "बजे फिर कोशिश करें" in text(answers[-1])


def test_while_two_passwords_are_looked_at_a_third_waits_outside_and_officers_work_on(
    at: At, world: World
) -> None:
    with world.database.acting_as("owner"):
        with_password()
    client = at(CELL)
    with services.HASHING, services.HASHING:
        refused = knock(Client(headers={"accept-language": "en"}), RIGHT)
        page = client.get("/cases")

    assert (refused.status_code, page.status_code) == (503, 200)
    assert "Others are signing in at this very moment" in text(refused)
    assert knock(Client(), RIGHT).status_code == 302


def test_a_password_costs_what_a_small_server_can_pay(world: World) -> None:
    with_password()

    assert Officer.objects.get(username=CELL).password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_of_an_older_cost_opens_though_the_console_may_not_write_officers(world: World) -> None:
    old = make_password(RIGHT, hasher=Argon2PasswordHasher())
    Officer.objects.filter(username=CELL).update(password=old)

    with world.database.acting_as("console"):
        assert knock(Client(), RIGHT).status_code == 302


@pytest.mark.parametrize("secret", ["\x00", "a" * 42 + "\x00", "é" * 43, "a" * 44, " ", "'; select 1"])
def test_a_cookie_that_is_none_of_ours_leads_to_the_sign_in_page(world: World, secret: str) -> None:
    with world.database.acting_as("console"):
        client = Client()
        client.cookies[COOKIE] = secret

        response = client.get("/cases")
        client.cookies[COOKIE] = secret
        out = client.post("/sign-out")

    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in?next=%2Fcases")
    assert (out.status_code, out.headers["Location"]) == (302, "/sign-in")


@pytest.mark.parametrize("path", ["/sign-out", "/sign-in"])
def test_a_session_key_that_was_never_given_out_breaks_nothing(world: World, path: str) -> None:
    with_password()
    with world.database.acting_as("console"):
        client = Client()
        client.cookies["sessionid"] = "\x00" * 32

        response = client.post(path, {"username": CELL, "password": RIGHT})

    assert response.status_code == 302
