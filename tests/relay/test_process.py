"""The relay whole, against a Graph API whose token dies: what waits, waits in the database, and goes when it may again."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.db import connection

from satark.relay.process import Relay
from satark.settings import Secret
from tests.relay.desk import Desk


@dataclass
class Graph:
    """Takes messages while its token lives."""

    alive: bool = True
    tried: int = 0
    taken: list[str] = field(default_factory=list)


@contextmanager
def graph() -> Iterator[tuple[Graph, str]]:
    state = Graph()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.tried += 1
            if state.alive:
                state.taken.append(body["biz_opaque_callback_data"])
            answer = (
                {"messages": [{"id": f"wamid.{state.tried}"}]} if state.alive else {"error": {"code": 190}}
            )
            content = json.dumps(answer).encode()
            self.send_response(200 if state.alive else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Not on the screen of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state, f"http://127.0.0.1:{server.server_port}/v26.0"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running(desk: Desk, url: str) -> Iterator[Relay]:
    """A relay whose cycles the test turns."""
    known = replace(desk.world.database.settings, graph_url=url, graph_token=Secret("token"))
    with desk.world.in_relay():
        relay = Relay(known, desk.keys, clock=lambda: desk.now)
        relay._live()
        try:
            yield relay
        finally:
            relay._close()


def cycles(relay: Relay, desk: Desk, *, seconds: int, step: int = 1) -> None:
    """Let so much time pass, and everything happen that it brings."""
    for _ in range(0, seconds, step):
        relay._swept._next = 0.0
        relay._courier.hand(relay._cycle())
        relay._courier._call(asyncio.sleep(0))
        while relay._courier.sender._tasks:
            desk.later(seconds=0.02)
            time.sleep(0.01)
        desk.later(seconds=step)


def test_a_dead_token_is_not_hammered_and_nothing_is_lost_or_doubled(desk: Desk) -> None:
    people = [desk.person(number=f"9155500201{at:02}") for at in range(12)]
    with graph() as (whatsapp, url):
        whatsapp.alive = False
        desk.store(*(person.item({"type": "text", "text": {"body": "Hi"}}) for person in people))
        with running(desk, url) as relay:
            cycles(relay, desk, seconds=5)
            at_first = whatsapp.tried
            cycles(relay, desk, seconds=3600, step=20)
            probes = whatsapp.tried - at_first
            assert desk.rows("SELECT code, number_id FROM relay_alarm WHERE cleared_at IS NULL") == [
                ("token", "")
            ]
            assert desk.rows("SELECT count(*) FROM relay_outgoing WHERE state = 0") == [(12,)]

            whatsapp.alive = True
            cycles(relay, desk, seconds=2000, step=20)

        assert at_first <= 12
        # After 1, 3, 7, 15 and 31 minutes.
        assert probes == 5
        assert len(whatsapp.taken) == len(set(whatsapp.taken)) == 12
        assert desk.rows("SELECT count(*) FROM relay_alarm WHERE cleared_at IS NULL") == [(0,)]
        assert desk.rows("SELECT count(*) FROM relay_pause") == [(0,)]
        assert desk.rows("SELECT DISTINCT state FROM relay_outgoing") == [(2,)]


def stand_in_the_way(desk: Desk, held: threading.Event) -> None:
    """Hold what the relay wants next, and want what it holds: the server must end one of us, and it ends the relay."""
    with desk.world.database.superuser() as link, desk.world.database.superuser() as watcher:
        watcher.autocommit = True
        with link.transaction(force_rollback=True):
            link.execute("SET LOCAL deadlock_timeout = '1min'")
            link.execute("UPDATE relay_outgoing SET error = error")
            held.set()
            while watcher.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone() is None:
                time.sleep(0.01)
            link.execute("SELECT id FROM relay_thread FOR UPDATE")


def test_a_deadlock_costs_one_cycle_and_neither_the_connection_nor_a_message(desk: Desk) -> None:
    person = desk.person(number="915550020130")
    person.says("Hi")
    with graph() as (_, url), running(desk, url) as relay:
        with desk.world.database.superuser() as link:
            link.execute("UPDATE relay_outgoing SET state = 0, doubtful = false, send_at = 'infinity'")
        desk.store(person.item({"type": "text", "text": {"body": "1"}}))
        before, held = (connection.connection, relay._partitions.mine), threading.Event()
        rival = threading.Thread(target=stand_in_the_way, args=(desk, held))
        rival.start()
        assert held.wait(10)

        refused = relay._cycle()
        rival.join()
        again = relay._cycle()

        assert (refused.busy, refused.letters) == (True, [])
        assert (connection.connection, relay._partitions.mine) == before
        assert again.busy
        assert desk.rows("SELECT count(*) FROM relay_inboxitem") == [(0,)]
        assert desk.rows("SELECT count(*) FROM relay_setaside") == [(0,)]
