"""Files that go out: uploaded from the sealed store, used again for a month, tried again a few times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from satark import settings
from satark.channels.whatsapp.outbound import Address
from satark.conversation.values import MediaId, MediaKind, OutMessage
from satark.evidence import store
from satark.relay import fetching, letters, notices, outgoing
from satark.relay.attachments import Attachment, Uploaded, Uploader
from satark.relay.letters import Letter, Outcome
from satark.relay.outgoing import FAILED, HELD, READY, SENT
from satark.relay.resolving import is_public
from satark.relay.sending import Sender
from satark.simulator import samples
from tests.console.desk import keep_file
from tests.relay.desk import ALL, NUMBER_ID, Desk
from tests.relay.graph import Moment, in_loop
from tests.relay.test_people import enrolled
from tests.relay.test_sending import SHO, filed
from tests.simulator.stage import PHONE_NUMBER_ID, SOURCE, SOURCE_NUMBER, TOKEN, Stage, stage

JPEG = samples.ROLL[0].path.read_bytes()


def sealed(folder: Path, content: bytes = JPEG, *, kind: MediaKind = MediaKind.PHOTO) -> Attachment:
    file = Attachment(uuid4(), uuid4(), kind, "image/jpeg", key=b"k" * 32)
    with store.Writer(folder, file.case_id, file.id, file.key) as writer:
        writer.write(content)
    return file


def carrying(file: Attachment, person: UUID) -> Letter:
    letter = letters.with_file(
        file, to=Address(number=SOURCE_NUMBER), number_id=PHONE_NUMBER_ID, thread_id=person
    )
    return replace(letter, file=file)


def sender(s: Stage, folder: Path, http: aiohttp.ClientSession) -> Sender:
    known = settings.load(
        {
            "SATARK_DATA_DIR": str(folder),
            "SATARK_GRAPH_URL": f"{s.config.own_url}/v26.0",
            "SATARK_GRAPH_TOKEN": TOKEN,
        }
    )
    time = Moment()
    return Sender(http, known, clock=lambda: time.now, wake=lambda: None)


async def send(post: Sender, letter: Letter) -> Outcome:
    post.post([letter])
    await post.drain()
    return post.outcomes.popleft()


@in_loop
async def test_a_file_is_uploaded_sent_and_its_upload_used_again(tmp_path: Path) -> None:
    file, person = sealed(tmp_path), uuid4()
    async with stage(tmp_path / "whatsapp") as s, aiohttp.ClientSession() as http:
        await s.write(SOURCE)
        post = sender(s, tmp_path, http)

        first = await send(post, carrying(file, person))
        assert first.uploaded is not None
        again = await send(post, carrying(replace(file, upload_id=first.uploaded.upload_id), person))

        shown = [message["media"]["id"] for message in await s.screen() if message.get("media")]
        async with s.http.get(f"/api/media/{shown[0]}") as answer:
            arrived = await answer.read()
    assert (first.state, again.state) == (SENT, SENT)
    assert again.uploaded == first.uploaded
    assert len(shown) == 2
    assert arrived == JPEG


@in_loop
async def test_what_whatsapp_has_forgotten_is_uploaded_once_more(tmp_path: Path) -> None:
    file = replace(sealed(tmp_path), upload_id="9999999999")
    async with stage(tmp_path / "whatsapp") as s, aiohttp.ClientSession() as http:
        await s.write(SOURCE)

        outcome = await send(sender(s, tmp_path, http), carrying(file, uuid4()))

    assert outcome.state == SENT
    assert outcome.uploaded is not None
    assert outcome.uploaded.upload_id != "9999999999"


@in_loop
async def test_a_file_that_was_altered_in_the_store_never_goes(tmp_path: Path) -> None:
    file = sealed(tmp_path)
    path = store.path_of(tmp_path, file.case_id, file.id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    async with stage(tmp_path / "whatsapp") as s, aiohttp.ClientSession() as http:
        await s.write(SOURCE)

        outcome = await send(sender(s, tmp_path, http), carrying(file, uuid4()))

    assert (outcome.state, outcome.error) == (FAILED, "media")


@contextmanager
def refusing(code: int, seen: list[web.Request]) -> Iterator[web.Application]:
    async def refuse(request: web.Request) -> web.Response:
        seen.append(request)
        await request.read()
        return web.json_response({"error": {"code": code}}, status=400)

    app = web.Application(client_max_size=1 << 30)
    app.router.add_post("/v26.0/{number}/media", refuse)
    yield app


@in_loop
async def test_a_long_file_goes_with_its_length_and_a_refusal_is_tried_a_few_times(tmp_path: Path) -> None:
    content = JPEG + bytes(3 * store.FRAME)
    file = sealed(tmp_path, content)
    seen: list[web.Request] = []
    with refusing(131053, seen) as app:
        async with TestServer(app) as server, aiohttp.ClientSession() as http:
            known = settings.load(
                {
                    "SATARK_DATA_DIR": str(tmp_path),
                    "SATARK_GRAPH_URL": f"http://127.0.0.1:{server.port}/v26.0",
                    "SATARK_GRAPH_TOKEN": "t",
                }
            )
            time = Moment()
            post = Sender(http, known, clock=lambda: time.now, wake=lambda: None)
            tried = [
                await send(post, replace(carrying(file, uuid4()), attempts=attempts))
                for attempts in (0, 4, 5)
            ]
            refused = await Uploader(http, known).upload(file, NUMBER_ID)

    assert [each.state for each in tried] == [READY, READY, FAILED]
    assert len(content) < int(seen[0].headers["Content-Length"]) < len(content) + 1000
    assert "Transfer-Encoding" not in seen[0].headers
    assert not isinstance(refused, str)


def queued(desk: Desk, media: list[UUID]) -> None:
    """A message with files for the post's phone, as a direction will carry them."""
    with desk.in_relay() as cursor:
        work = notices.new_work(cursor, desk.turns, desk.now)
        ((thread_id,),) = cursor.execute("SELECT id FROM relay_thread WHERE post_id <> ''").fetchall()
        work.threads.load_ids([thread_id])
        message = OutMessage("नाका", media=tuple(map(MediaId, media)))
        desk.turns.replies.queue(work, work.threads.get(thread_id), message, lasting=True, ref="1-1")
        outgoing.add(cursor, desk.keys, work.drafts, desk.now)


def test_a_message_with_files_becomes_one_letter_each_and_an_upload_is_remembered_for_a_month(
    desk: Desk,
) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    photo = keep_file(desk.world, case_id)
    queued(desk, [photo, uuid4()])

    with desk.in_relay() as cursor:
        (letter,) = [each for each in outgoing.due(cursor, desk.keys, ALL, now=desk.now).letters if each.file]
    assert letter.file is not None
    assert (letter.file.id, letter.file.upload_id) == (photo, "")
    assert b"".join(
        store.read(desk.world.database.settings.data_dir, case_id, photo, letter.file.key)
    ).startswith(b"\xff\xd8")

    uploaded = Uploaded(photo, NUMBER_ID, "12345")
    desk.learn(Outcome(letter.id, SENT, number_id=NUMBER_ID, uploaded=uploaded))
    for days, known in ((1, "12345"), (30, "")):
        desk.later(days=days)
        with desk.world.database.superuser() as link:
            link.execute("UPDATE relay_thread SET wrote_at = %s", [desk.now])
        queued(desk, [photo])
        with desk.in_relay() as cursor:
            (again,) = [
                each for each in outgoing.due(cursor, desk.keys, ALL, now=desk.now).letters if each.file
            ]
        assert again.file is not None
        assert again.file.upload_id == known
    assert "12345" not in str(desk.rows("SELECT u::text FROM relay_upload u"))


def test_a_file_whose_case_does_not_open_holds_up_nobody_else(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    queued(desk, [keep_file(desk.world, case_id)])
    with desk.world.database.superuser() as link:
        link.execute("UPDATE vault_casekey SET wrapped = 'altered' WHERE case_id = %s", [case_id])
        link.execute("UPDATE relay_outgoing SET state = 0, send_at = %s", [desk.now])
    waiting = desk.rows("SELECT count(*) FROM relay_outgoing")[0][0]

    with desk.in_relay() as cursor:
        letters_ = outgoing.due(cursor, desk.keys, ALL, now=desk.now).letters

    assert len(letters_) == waiting - 1
    assert desk.rows("SELECT error FROM relay_outgoing WHERE state = %s", FAILED) == [("media",)]


def test_an_upload_that_does_not_open_is_made_again(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    photo = keep_file(desk.world, case_id)
    desk.learn(Outcome(uuid4(), SENT, number_id=NUMBER_ID, uploaded=Uploaded(photo, NUMBER_ID, "12345")))
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_upload SET sealed_id = 'altered'")
    queued(desk, [photo])

    with desk.in_relay() as cursor:
        (letter,) = [each for each in outgoing.due(cursor, desk.keys, ALL, now=desk.now).letters if each.file]

    assert letter.file is not None
    assert letter.file.upload_id == ""


def test_a_fetch_that_does_not_open_is_left_out(desk: Desk) -> None:
    source, _ = filed(desk)
    source.shows()
    source.shows()
    desk.later(minutes=5)
    with desk.world.database.superuser() as link:
        link.execute(
            "UPDATE relay_fetch SET sealed_source = 'altered' WHERE id = (SELECT id FROM relay_fetch LIMIT 1)"
        )

    with desk.in_relay() as cursor:
        rows = fetching.due(cursor, ALL, (), now=desk.now)
        opened = [fetching.opened(desk.keys, row, b"k" * 32) for row in rows]

    assert sorted(each is None for each in opened) == [False, True]


def test_a_file_outside_the_window_waits_for_the_officer_to_write(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    photo = keep_file(desk.world, case_id)
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = %s", [desk.now - timedelta(hours=30)])
    queued(desk, [photo])

    desk.work()
    assert desk.rows("SELECT count(*) FROM relay_outgoing WHERE state = %s AND error = 'window'", HELD) == [
        (1,)
    ]
    desk.person(number=SHO).says("Hi")

    assert "image" in {body["type"] for body in desk.bodies[-3:]}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("157.240.16.52", True),
        ("2a03:2880:f12f::1", True),
        ("10.0.0.5", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("::ffff:10.0.0.5", False),
        ("fd00::1", False),
    ],
)
def test_only_public_addresses_are_asked_for_files(address: str, public: bool) -> None:
    assert is_public(address) is public
