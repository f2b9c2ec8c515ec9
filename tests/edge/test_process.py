"""`satark edge` as it really runs: its own process, a socket, and a database that goes away."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.database import Database
from tests.edge.webhooks import APP_SECRET, VERIFY_TOKEN, signed, text_message, webhook

COMMAND = [sys.executable, "-m", "satark.config.commands", "edge"]


class Edge:
    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def send(self, request: bytes) -> bytes:
        """One exchange. Empty when the connection ends without an answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65536):
                answer += part
                if _whole(answer):
                    break
            return answer

    def post(self, body: bytes) -> bytes:
        return self.send(posting(body))


def _whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(found) and length is not None and len(body) >= int(length[1])


def posting(body: bytes, *, announced: int | None = None) -> bytes:
    head = (
        "POST /webhooks/whatsapp HTTP/1.1\r\nHost: edge\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: {signed(body)}\r\nContent-Length: {announced or len(body)}\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def running(database: Database) -> Iterator[Edge]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = database.environment(
        "edge",
        SATARK_EDGE_BIND=f"127.0.0.1:{port}",
        SATARK_APP_SECRETS=f"older,{APP_SECRET.decode()}",
        SATARK_VERIFY_TOKEN=VERIFY_TOKEN,
    )
    process = subprocess.Popen(COMMAND, env=environment, stderr=subprocess.PIPE, text=True)
    edge = Edge(process, port)
    try:
        _wait_until_healthy(edge)
        yield edge
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def _wait_until_healthy(edge: Edge) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and edge.process.poll() is None:
        try:
            if b"200 OK" in edge.send(b"GET /health HTTP/1.1\r\nHost: edge\r\n\r\n"):
                return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(f"the edge did not come up: {edge.process.poll()}")


def stored(database: Database) -> int:
    with database.connect("owner") as connection:
        row = connection.execute("select count(*) from relay_inboxitem").fetchone()
    return int(str(row[0])) if row else -1


def test_an_acknowledged_webhook_is_in_the_database(database: Database) -> None:
    with running(database) as edge:
        answer = edge.post(webhook())

        assert answer.startswith(b"HTTP/1.1 200")
        assert stored(database) == 1


def test_half_an_upload_leaves_nothing_and_the_door_stays_open(database: Database) -> None:
    body = webhook()
    with running(database) as edge:
        with socket.create_connection(("127.0.0.1", edge.port)) as connection:
            connection.sendall(posting(body)[:-20])
        with socket.create_connection(("127.0.0.1", edge.port)) as connection:
            connection.sendall(b"POST /webhooks/whatsapp HTTP/1.1\r\nContent-Le")

        assert edge.post(body).startswith(b"HTTP/1.1 200")
        assert stored(database) == 1


def test_an_oversize_body_is_refused_before_it_is_sent(database: Database) -> None:
    with running(database) as edge:
        answer = edge.send(posting(b"{", announced=50_000_000))

        assert answer.startswith(b"HTTP/1.1 413")
        assert answer.endswith(b"The body is larger than 3 MB.")


def test_acknowledged_means_stored_when_the_process_is_killed_at_once(database: Database) -> None:
    with running(database) as edge:
        for number in range(20):
            assert edge.post(webhook(text_message(f"wamid.{number}"))).startswith(b"HTTP/1.1 200")
        edge.process.kill()

    assert stored(database) == 20


def test_asked_to_stop_it_ends_in_good_order(database: Database) -> None:
    with running(database) as edge:
        edge.process.send_signal(signal.SIGTERM)

        assert edge.process.wait(20) == 0


def test_nothing_of_a_message_is_in_its_log(database: Database) -> None:
    with running(database) as edge:
        edge.post(webhook())
        edge.post(webhook()[:-3])
        with database.superuser() as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'satark_edge'"
            )
        edge.post(webhook(text_message("wamid.other")))
        edge.process.send_signal(signal.SIGTERM)
        assert edge.process.stderr
        log = edge.process.stderr.read()

    assert "edge.database_lost" in log
    assert "9155500" not in log
    assert "wamid" not in log


@pytest.mark.parametrize("missing", ["SATARK_APP_SECRETS", "SATARK_VERIFY_TOKEN", "SATARK_KEYS"])
def test_it_refuses_to_start_without_what_it_needs(database: Database, missing: str) -> None:
    environment = database.environment(
        "edge", SATARK_APP_SECRETS="a", SATARK_VERIFY_TOKEN="b", SATARK_EDGE_BIND="127.0.0.1:1"
    )
    environment[missing] = "/nowhere" if missing == "SATARK_KEYS" else ""

    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == 2
    assert ("edge/" if missing == "SATARK_KEYS" else missing) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_place_that_is_taken_is_named(database: Database) -> None:
    with running(database) as edge:
        environment = database.environment(
            "edge",
            SATARK_APP_SECRETS="a",
            SATARK_VERIFY_TOKEN="b",
            SATARK_EDGE_BIND=f"127.0.0.1:{edge.port}",
        )

        done = subprocess.run(
            COMMAND, env=environment, capture_output=True, text=True, check=False, timeout=30
        )

    assert done.returncode == 2
    assert "SATARK_EDGE_BIND" in done.stderr


def test_it_never_loads_django() -> None:
    program = "import sys, satark.config.commands, satark.edge.server; print('django' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ}, check=True
    )

    assert done.stdout.strip() == "False"
