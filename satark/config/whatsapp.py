"""`satark whatsapp doctor` and `subscribe`: whether our numbers are set up right at WhatsApp, and the one step it needs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict

from satark import clock
from satark.channels.whatsapp.graph import open_graph
from satark.channels.whatsapp.setup import Expected, Finding, OurNumber, examine
from satark.channels.whatsapp.setup.certificate import look
from satark.config.whatsapp_reach import our_numbers, reach
from satark.settings import Settings

MARKS = {"well": "  ok    ", "wrong": "  WRONG ", "by_hand": "  look  "}


def doctor(settings: Settings, *, as_json: bool) -> int:
    return report(asyncio.run(findings(reach(settings), our_numbers())), as_json=as_json)


def subscribe(settings: Settings) -> int:
    accounts = sorted({each.waba_id for each in our_numbers() if each.waba_id})
    asyncio.run(subscribe_accounts(reach(settings), accounts))
    print(f"Our app gets the webhooks of {len(accounts)} business accounts.")
    return 0


async def findings(settings: Settings, numbers: Sequence[OurNumber]) -> list[Finding]:
    expected = Expected(tuple(numbers), settings.callback_url, await look(settings.callback_url))
    async with open_graph(settings) as graph:
        return await examine(graph, expected, clock.now())


async def subscribe_accounts(settings: Settings, accounts: Sequence[str]) -> None:
    async with open_graph(settings) as graph:
        for waba_id in accounts:
            await graph.post(f"{waba_id}/subscribed_apps")


def report(found: Sequence[Finding], *, as_json: bool) -> int:
    """Say it. Returns the exit status: 0 when nothing is wrong."""
    wrong = [each for each in found if each.mark == "wrong"]
    if as_json:
        print(json.dumps({"well": not wrong, "findings": [asdict(each) for each in found]}))
        return 1 if wrong else 0
    for each in found:
        print(MARKS[each.mark] + each.words)
    if any(each.stops for each in found):
        print("Nothing goes out while a line marked WRONG says that others may read along.")
    print("Not as it should be: see the lines marked WRONG." if wrong else "Nothing is wrong.")
    return 1 if wrong else 0
