"""What goes wrong on purpose, each time with somebody's identity in the middle of it."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from contextlib import closing, suppress

import psycopg

from satark.settings import Process
from tests.leaks.installation import Installation
from tests.leaks.people import Person
from tests.leaks.phone import Phone
from tests.leaks.whatsapp import WhatsApp, contact, recipient, sender, signature, written

SQL_ERRORS = (
    # A value that does not fit, a row that is refused (its DETAIL would show the row), a key that is there already.
    "select %s::integer",
    "insert into relay_pulse (process, at, facts) values (%s, null, '{}')",
    "insert into relay_pulse (process, at, facts) select 'x', now(), '{}' from generate_series(1, 2) where %s <> ''",
    "select no_such_column from relay_pulse where process = %s",
)


async def crashes(installation: Installation) -> None:
    """SIGKILL of each in turn while people write; each is started again by the one who looks after them."""
    await asyncio.sleep(1)
    installation.kill_database()
    processes: tuple[Process, ...] = ("edge", "relay")
    for process in processes:
        await until_told(installation, process, f"{process}.database_lost")
    installation.kill("relay")
    installation.kill("edge")


async def until_told(installation: Installation, process: Process, event: str) -> None:
    """Until a process has written that event into its log."""
    until = time.monotonic() + 30
    while event not in installation.events(process):
        assert time.monotonic() < until, f"{process} never said {event}"
        await asyncio.sleep(0.1)


async def refused(installation: Installation, whatsapp: WhatsApp, person: Person) -> None:
    """Bodies that the door does not take: whose they are must not be known from its answer or its log."""
    body = written({"contacts": [contact(person)], "messages": [sender(person) | {"id": "x"}]})
    assert await whatsapp.post(body, secret="another secret") == 401
    assert await whatsapp.post(body[:-9]) == 400
    assert await whatsapp.post(body, **{"Content-Type": f"text/{person.party}"}) == 200
    too_large = written({"messages": [sender(person) | {"text": person.profile_name * 400_000}]})
    assert await whatsapp.post(too_large) in (413, 0)
    await asyncio.to_thread(_hang_up, installation, body)


def _hang_up(installation: Installation, body: bytes) -> None:
    head = (
        "POST /webhooks/whatsapp HTTP/1.1\r\nHost: edge\r\n"
        f"X-Hub-Signature-256: {signature(body, installation.shared.app_secret)}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    bind = installation.settings.edge_bind
    with socket.create_connection((bind.host, bind.port)) as connection:
        connection.sendall(head.encode() + body[:-30])


async def odd(whatsapp: WhatsApp, person: Person) -> None:
    """Things that are taken, and that no conversation can do anything with."""
    named = sender(person)
    await whatsapp.deliver({"messages": [named | {"id": person.message_ids[0] + "x", "type": "hologram"}]})
    await whatsapp.deliver({"contacts": [contact(person)], "messages": [{"type": "text", "id": "no sender"}]})
    await whatsapp.deliver({"messages": person.profile_name})
    await whatsapp.deliver({"errors": [{"code": 131000, "message": f"about {person.party}"}]})
    failed = {
        "id": person.message_ids[0],
        "status": "failed",
        "errors": [{"code": 131026, "title": person.party}],
    }
    await whatsapp.deliver({"statuses": [failed | recipient(person)]})
    await whatsapp.deliver(
        {"user_id_update": [{"wa_id": person.number, "detail": person.username}]}, name="other"
    )
    moved = {
        "type": "user_changed_number",
        "body": f"{person.profile_name} changed",
        "wa_id": person.friend_number,
    }
    await whatsapp.deliver({"messages": [named | {"id": "s", "type": "system", "system": moved}]})
    unknown_number = written({"messages": [named | {"id": "u", "type": "text"}]}, number_id="155500010009999")
    assert await whatsapp.post(unknown_number) == 200
    deep = b'{"deep":' * 400 + json.dumps(person.party).encode() + b"}" * 400
    assert await whatsapp.post(deep) == 200


def sql_errors(installation: Installation, person: Person) -> None:
    """Statements that fail, as each process could make them fail by a fault of its own."""
    for process in ("edge", "relay", "console", "worker"):
        with closing(installation.connect(process)) as connection:
            for statement in SQL_ERRORS:
                with suppress(psycopg.Error):
                    connection.execute(statement.encode(), (person.party,))


async def poison(installation: Installation, phone: Phone) -> None:
    """A stored talk that no longer opens: an exception in the middle of somebody's turn."""
    await phone.hears(phone.says("Hi"))
    last = "(select id from relay_thread where last_in = (select max(last_in) from relay_thread))"
    installation.tell(f"update relay_thread set sealed_state = '\\x00' where id = {last}")
    await phone.says("Hi again")
    await until_told(installation, "relay", "relay.batch_refused")
    # What an administrator would do: the talk begins anew.
    installation.tell(
        f"delete from relay_alias where thread_id = {last}", f"delete from relay_thread where id = {last}"
    )
