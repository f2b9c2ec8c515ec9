"""The Graph client: what it asks, what it reads, and that no error of it tells the token or an id."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from satark import settings
from satark.channels.whatsapp.graph import Graph, GraphRefused, open_graph
from satark.settings import Secret, SettingsError

TOKEN = "token-that-nobody-may-read"
PATH = "155500010000901/message_templates"

Answer = Callable[[web.Request], Awaitable[web.Response]]


def ask(answer: Answer, use: Callable[[Graph], Awaitable[Any]]) -> Any:
    """Let `use` talk to a Graph API that answers everything with `answer`."""

    async def talk() -> Any:
        app = web.Application()
        app.router.add_route("*", "/v26.0/{path:.*}", answer)
        async with TestServer(app) as server:
            ours = replace(
                settings.load({}), graph_url=str(server.make_url("/v26.0")), graph_token=Secret(TOKEN)
            )
            async with open_graph(ours) as graph:
                return await use(graph)

    return asyncio.run(talk())


async def nothing(_: web.Request) -> web.Response:
    return web.json_response({"success": True})


def refusal(code: int, status: int) -> Answer:
    async def refuse(_: web.Request) -> web.Response:
        details = {"message": "(#1) +91 5550 000101", "code": code, "error_data": {"details": "915550000101"}}
        return web.json_response({"error": details}, status=status)

    return refuse


def test_the_token_goes_into_the_header_and_the_body_is_json() -> None:
    seen: list[tuple[str, str, Any]] = []

    async def note(request: web.Request) -> web.Response:
        seen.append((request.method, request.headers["Authorization"], await request.json()))
        return web.json_response({"id": "1"})

    answer = ask(note, lambda graph: graph.post(PATH, {"name": "reply_waiting"}))

    assert answer == {"id": "1"}
    assert seen == [("POST", f"Bearer {TOKEN}", {"name": "reply_waiting"})]


def test_a_list_is_read_to_its_last_page() -> None:
    async def page(request: web.Request) -> web.Response:
        at = int(request.query.get("after", "0"))
        more = {"next": "https://graph.facebook.com/…", "cursors": {"after": str(at + 1)}} if at < 2 else {}
        return web.json_response({"data": [{"id": str(at)}], "paging": more})

    found = ask(page, lambda graph: graph.every(PATH, fields="name"))

    assert found == [{"id": "0"}, {"id": "1"}, {"id": "2"}]


def test_a_cursor_that_leads_in_a_circle_ends() -> None:
    async def circle(_: web.Request) -> web.Response:
        return web.json_response({"data": [{}], "paging": {"next": "x", "cursors": {"after": "same"}}})

    assert len(ask(circle, lambda graph: graph.every(PATH))) == 200


def test_a_file_goes_as_a_form() -> None:
    async def read(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        return web.json_response(
            {"kind": form["messaging_product"], "file": file.file.read().decode(), "mime": file.content_type}
        )

    def send(graph: Graph) -> Awaitable[Any]:
        return graph.upload(
            "1/media", {"messaging_product": "whatsapp"}, file=b"x", name="a", mime="image/png"
        )

    assert ask(read, send) == {"kind": "whatsapp", "file": "x", "mime": "image/png"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refusal(190, 401), "token"),
        (refusal(200, 403), "setup"),
        (refusal(80007, 400), "busy"),
        (refusal(131005, 200), "setup"),
    ],
)
def test_a_refusal_says_its_class_and_nothing_of_what_was_asked(answer: Answer, words: str) -> None:
    with pytest.raises(GraphRefused) as refused:
        ask(answer, lambda graph: graph.get("155500010000101", input_token=TOKEN))

    assert refused.value.failure.words == words
    assert not {part for part in (TOKEN, "155500010000101", "915550000101") if part in str(refused.value)}


def test_what_is_no_json_is_a_refusal_too() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>", status=502)

    with pytest.raises(GraphRefused) as refused:
        ask(page, lambda graph: graph.get(PATH))

    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize(("method", "in_doubt"), [("get", False), ("delete", True)])
def test_a_lost_answer_leaves_a_doubt_only_where_something_was_to_change(method: str, in_doubt: bool) -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    with pytest.raises(GraphRefused) as refused:
        ask(cut, lambda graph: getattr(graph, method)(PATH))

    assert refused.value.failure.ambiguous is in_doubt


def test_the_clocks_are_compared() -> None:
    async def late(_: web.Request) -> web.Response:
        return web.json_response({}, headers={"Date": "Tue, 01 Jan 2030 00:00:00 GMT"})

    async def skew(graph: Graph) -> timedelta | None:
        await graph.get(PATH)
        return graph.skew

    assert abs(ask(nothing, skew)) < timedelta(seconds=5)
    assert abs(ask(late, skew)) > timedelta(days=1)


def test_without_a_token_nothing_is_asked() -> None:
    async def use() -> None:
        async with open_graph(settings.load({})):
            raise AssertionError("opened without a token")

    with pytest.raises(SettingsError, match="SATARK_GRAPH_TOKEN"):
        asyncio.run(use())
