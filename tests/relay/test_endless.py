"""Answers that never end: they cost their own request and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from satark import settings
from satark.channels.whatsapp import answers
from satark.channels.whatsapp.graph import Graph, GraphRefused
from satark.relay.fetching import Fetch, Fetcher
from satark.relay.outgoing import READY
from satark.relay.sending import Sender
from satark.settings import Settings
from tests.relay.graph import NUMBER_ID, Moment, in_loop, letter


async def endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    with suppress(ConnectionError):
        while True:
            await answer.write(b" " * 65536)
    return answer


@asynccontextmanager
async def asked(folder: Path) -> AsyncIterator[tuple[aiohttp.ClientSession, Settings]]:
    app = web.Application()
    app.router.add_route("*", "/{any:.*}", endless)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        address = f"127.0.0.1:{server.port}"
        known = {
            "SATARK_DATA_DIR": str(folder),
            "SATARK_GRAPH_URL": f"http://{address}/v26.0",
            "SATARK_GRAPH_TOKEN": "t",
            "SATARK_MEDIA_HOSTS": address,
        }
        yield http, settings.load(known)


def kept_below(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


@in_loop
async def test_a_send_whose_answer_never_ends_may_have_gone(tmp_path: Path) -> None:
    async with asked(tmp_path) as (http, known):
        now = Moment().now
        post = Sender(http, known, clock=lambda: now, wake=lambda: None)
        post.post([letter()])
        await post.drain()

    (outcome,) = post.outcomes
    assert (outcome.state, outcome.doubtful) == (READY, True)


@in_loop
async def test_a_file_whose_address_or_bytes_never_end_is_not_kept(tmp_path: Path) -> None:
    now = Moment().now
    async with asked(tmp_path) as (http, known):
        for url in ("", f"{known.graph_url}/file"):
            wanted = Fetch(uuid4(), uuid4(), NUMBER_ID, 0, "1", b"k" * 32, now, now, url=url)
            fetched = await Fetcher(http, known).fetch(wanted)

            assert not fetched.kept
            assert fetched.error == ("too_large" if url else "ClientPayloadError")
    assert not kept_below(tmp_path)


@in_loop
async def test_a_question_whose_answer_never_ends_is_refused(tmp_path: Path) -> None:
    async with asked(tmp_path) as (http, known):
        with pytest.raises(GraphRefused):
            await Graph(http, known).get("me")


@in_loop
async def test_an_answer_that_is_read_is_whole(tmp_path: Path) -> None:
    async def long(_request: web.Request) -> web.Response:
        return web.Response(body=b"x" * answers.LONGEST)

    app = web.Application()
    app.router.add_get("/", long)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession() as http,
        http.get(server.make_url("/")) as answer,
    ):
        assert len(await answers.read(answer)) == answers.LONGEST
