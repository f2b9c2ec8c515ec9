"""The SMS step of the ladder: what leaves, by which way, and what becomes of it when the gateway does not take it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp import web

from satark.outbox.models import Notice
from satark.relay import enrolment, sms
from satark.relay.gateways import Drop, Gateway, OverHttp, Text, chosen, filled
from satark.settings import SettingsError, load
from tests.relay.desk import Desk
from tests.world import World

POST = "chn-balua.sho"
PHONE = "915550020009"
TEXT = Text(UUID(int=1), PHONE, '482 019 3375: WhatsApp "देखें"')


# --- gateways ------------------------------------------------------------------------------------------------------


def test_json_and_form_bodies_are_filled_so_that_nothing_breaks_out() -> None:
    as_json, kind = filled('{"to": "{number}", "text": "{text}"}', TEXT)
    as_form, form = filled("to={number}&msg={text}", TEXT)

    assert json.loads(as_json) == {"to": PHONE, "text": TEXT.words}
    assert (kind, form) == ("application/json", "application/x-www-form-urlencoded")
    assert as_form.startswith(b"to=915550020009&msg=482+019+3375%3A+WhatsApp+%22")


def over_http(status: int, *, settings: dict[str, str] | None = None) -> tuple[bool, list[dict[str, str]]]:
    """Send one to a gateway on this machine that answers so; returns whether it went, and what came."""
    came: list[dict[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        came.append({"body": await request.text(), "path": request.path_qs, **request.headers})
        return web.Response(status=status)

    async def play() -> bool:
        app = web.Application()
        app.router.add_post("/sms", take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        ours = load({"SATARK_SMS_URL": f"http://127.0.0.1:{port}/sms", **(settings or {})})
        async with aiohttp.ClientSession() as session:
            went = await OverHttp(session, ours).send(TEXT)
        await runner.cleanup()
        return went

    return asyncio.run(play()), came


def test_a_gateway_gets_number_and_words_in_the_body_and_never_in_the_address() -> None:
    went, (request,) = over_http(202, settings={"SATARK_SMS_TOKEN": "key"})

    assert went
    assert json.loads(request["body"]) == {"to": PHONE, "text": TEXT.words}
    assert (request["path"], request["Authorization"]) == ("/sms", "Bearer key")


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500])
def test_what_is_not_taken_is_said(status: int) -> None:
    went, _ = over_http(status)

    assert not went


def test_a_gateway_that_is_away_is_no_error() -> None:
    async def play() -> bool:
        async with aiohttp.ClientSession() as session:
            return await OverHttp(session, load({"SATARK_SMS_URL": "http://127.0.0.1:9/sms"})).send(TEXT)

    assert not asyncio.run(play())


def test_a_folder_takes_whole_files_alone(tmp_path: Path) -> None:
    went = asyncio.run(Drop(tmp_path / "out").send(TEXT))

    (file,) = (tmp_path / "out").iterdir()
    assert went
    assert json.loads(file.read_text()) == {"number": PHONE, "text": TEXT.words}
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        ({}, None),
        ({"SATARK_SMS_URL": "https://sms.example/send"}, OverHttp),
        ({"SATARK_SMS_DROP": "/tmp/out"}, Drop),
    ],
)
def test_settings_choose_the_way(environ: dict[str, str], kind: type[Gateway] | None) -> None:
    async def play() -> Gateway | None:
        async with aiohttp.ClientSession() as session:
            return chosen(session, load(environ))

    found = asyncio.run(play())

    assert (found is None) if kind is None else isinstance(found, kind)


@pytest.mark.parametrize(
    "environ",
    [
        {"SATARK_SMS_URL": "http://sms.example/send"},
        {"SATARK_SMS_URL": "https://sms.example/send?to={number}"},
        {"SATARK_SMS_BODY": '{"to": "{number}"}'},
    ],
)
def test_a_number_in_an_address_or_a_body_without_its_places_is_refused(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="SATARK_SMS"):
        load(environ)


# --- the step ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(world: World) -> Desk:
    """With the station's official phone."""
    made = Desk(world)
    with world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), made.keys.enrolment, POST, made.now)
    made.person(PHONE).says(f"duty {code}")
    return made


def owed(desk: Desk, post: str = POST) -> UUID:
    """A notice as the clock queues it."""
    ident = uuid4()
    facts = {"number": "4820193375"}
    Notice.objects.create(id=ident, post_id=post, kind="sms", sealed_text=b"", facts=facts, at=desk.now)
    return ident


def due(desk: Desk, *, ways: bool = True) -> list[Text]:
    with desk.in_relay() as cursor:
        return sms.due(cursor, desk.keys, desk.now, under_way=(), ways=ways)


def learn(desk: Desk, ident: UUID, *, went: bool) -> None:
    with desk.in_relay() as cursor:
        sms.settle(cursor, [(ident, went)], desk.now)


def alarms(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows("SELECT code FROM relay_alarm WHERE cleared_at IS NULL")


def test_the_number_of_the_case_and_a_hint_are_all_that_is_said(desk: Desk) -> None:
    ident = owed(desk)

    (text,) = due(desk)

    assert (text.id, text.number, text.words) == (ident, PHONE, "482 019 3375: WhatsApp देखें")
    assert PHONE not in repr(text)


def test_what_went_is_not_sent_again(desk: Desk) -> None:
    learn(desk, owed(desk), went=True)

    assert due(desk) == []


def test_what_is_not_taken_is_tried_a_few_times_with_an_alarm(desk: Desk) -> None:
    ident = owed(desk)

    waits = []
    for minutes in (1, 2, 4, 8):
        learn(desk, ident, went=False)
        assert due(desk) == []
        desk.now += timedelta(minutes=minutes)
        waits.append(len(due(desk)))
    learn(desk, ident, went=False)
    desk.now += timedelta(hours=3)

    assert waits == [1, 1, 1, 1]
    assert due(desk) == []
    assert alarms(desk) == [("sms",)]


def test_the_alarm_is_over_with_the_next_that_goes(desk: Desk) -> None:
    learn(desk, owed(desk), went=False)

    learn(desk, owed(desk), went=True)

    assert alarms(desk) == []


def test_without_gateway_or_phone_the_ladder_simply_goes_on(desk: Desk) -> None:
    owed(desk)
    assert due(desk, ways=False) == []

    owed(desk, "chn-chakia.sho")
    assert due(desk) == []

    assert desk.rows("SELECT count(*) FROM outbox_notice WHERE taken_at IS NULL AND kind = 'sms'") == [(0,)]
    assert alarms(desk) == []
