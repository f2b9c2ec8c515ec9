"""The database is gone for a while: the door says so, acknowledges nothing meanwhile, and nobody has to do anything."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Callable

from tests.badinput.conftest import Line, Story, told_alone
from tests.leaks.installation import Installation
from tests.leaks.phone import Phone, shown
from tests.leaks.whatsapp import contact, sender, written

Tell = Callable[[Story], None]


def value(phone: Phone) -> dict[str, object]:
    message = {"id": f"wamid.{phone.person.user_id}", "type": "text", "text": {"body": "Hi"}}
    return {"contacts": [contact(phone.person)], "messages": [sender(phone.person) | message]}


def hello(phone: Phone) -> bytes:
    return written(value(phone))


def health(installation: Installation) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{installation.settings.edge_bind.url}/health", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def test_while_it_is_away_nothing_is_acknowledged_and_afterwards_everybody_is_answered(
    running: Installation,
) -> None:
    """Nobody looks after the processes here: they find back by themselves."""

    async def story(line: Line) -> None:
        before, meanwhile = [line.phone() for _ in range(10)], [line.phone() for _ in range(10)]
        taken = await asyncio.gather(*(line.whatsapp.post(hello(phone)) for phone in before))
        running.server.stop()
        refused = await asyncio.gather(*(line.whatsapp.post(hello(phone)) for phone in meanwhile))
        words = health(running)
        running.server.start()

        await asyncio.gather(*(line.whatsapp.deliver(value(phone)) for phone in meanwhile))
        await asyncio.gather(*(phone.sees() for phone in before + meanwhile))

        assert taken == [200] * 10
        assert refused == [503] * 10
        assert words == (503, "The database does not answer. Nothing is being acknowledged.")
        assert all(shown(phone.last) for phone in before + meanwhile)

    deaths = {name: child.deaths for name, child in running.children.items()}
    asyncio.run(told_alone(running, story))
    assert {name: child.deaths for name, child in running.children.items()} == deaths


def test_a_database_that_refuses_to_write_is_told_and_nothing_of_it_is_kept(tell: Tell) -> None:
    """Read-only, as after a failover to the wrong side."""

    async def story(line: Line) -> None:
        phone, installation = line.phone(), line.installation
        installation.tell("alter role satark_edge set default_transaction_read_only = on", THROW_OUT)
        status = await line.whatsapp.post(hello(phone))
        installation.tell("alter role satark_edge reset default_transaction_read_only", THROW_OUT)
        assert status == 503

        await line.whatsapp.deliver(value(phone))
        assert shown(await phone.sees())

    tell(story)


THROW_OUT = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'satark_edge'"
