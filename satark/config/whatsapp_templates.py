"""`satark whatsapp templates`: what is defined here is brought to WhatsApp; nothing is deleted unless asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from satark.channels.whatsapp.graph import Graph, open_graph
from satark.channels.whatsapp.setup import OurNumber, offered
from satark.channels.whatsapp.templates import Filed, Step, carry_out, compare, definitions, filed
from satark.config.whatsapp_reach import NothingToAsk, our_numbers, reach
from satark.settings import Settings

SAID = {
    "create": "is missing",
    "change": "differs: here and at WhatsApp it says different things",
    "well": "stands as defined",
    "waiting": "waits for WhatsApp's review (up to a day)",
    "refused": "cannot be used: WhatsApp says {status}{reason}",
    "moved": "stands in another category: {category}",
    "extra": "is none of ours",
}
DONE = {
    "create": "created; WhatsApp reviews it (up to a day)",
    "change": "changed; WhatsApp reviews it (up to a day)",
    "extra": "deleted",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step of one account, for a reader."""

    account: str
    step: Step
    done: bool = False

    def __str__(self) -> str:
        name, language = self.step.key
        return f"  {name} ({language}): {DONE[self.step.what] if self.done else self._said()}"

    def as_json(self) -> dict[str, object]:
        name, language = self.step.key
        status = self.step.filed.status if self.step.filed else ""
        return {
            "account": self.account,
            "name": name,
            "language": language,
            "what": self.step.what,
            "status": status,
            "done": self.done,
        }

    def _said(self) -> str:
        there: Filed | None = self.step.filed
        if there is None:
            return SAID[self.step.what]
        reason = f", {there.reason}" if there.reason else ""
        return SAID[self.step.what].format(
            status=there.status, reason=reason, category=there.definition.category
        )


def push(settings: Settings, *, prune: bool, as_json: bool) -> int:
    """Exit status 0: every template stands or waits for review."""
    changes = ("create", "change", "extra") if prune else ("create", "change")
    lines = asyncio.run(walk(reach(settings), our_numbers(), changes))
    report(lines, as_json=as_json)
    return 1 if any(line.step.what in ("refused", "moved") for line in lines) else 0


def diff(settings: Settings, *, as_json: bool) -> int:
    """Exit status 0: push would change nothing."""
    lines = asyncio.run(walk(reach(settings), our_numbers(), ()))
    off = [line for line in lines if line.step.what not in ("well", "extra")]
    report(lines if as_json else off, as_json=as_json)
    if not off and not as_json:
        print("Every template stands at WhatsApp as it is defined here.")
    return 1 if off else 0


def listing(settings: Settings, *, as_json: bool) -> int:
    lines = asyncio.run(walk(reach(settings), our_numbers(), ()))
    report([line for line in lines if line.step.filed], as_json=as_json)
    return 0


async def walk(settings: Settings, numbers: Sequence[OurNumber], changes: Sequence[str]) -> list[Line]:
    """Look at every account and carry out the steps of these kinds."""
    accounts = sorted({each.waba_id for each in numbers if each.waba_id})
    if not accounts:
        raise NothingToAsk("no number has a business account: run `satark number add` again with --waba.")
    lines: list[Line] = []
    async with open_graph(settings) as graph:
        for account in accounts:
            languages = offered([each for each in numbers if each.waba_id == account])
            for step in compare(definitions(languages), await filed(graph, account)):
                lines.append(Line(account, step, await _done(graph, account, step, changes)))
    return lines


async def _done(graph: Graph, account: str, step: Step, changes: Sequence[str]) -> bool:
    if step.what not in changes:
        return False
    await carry_out(graph, account, step)
    return True


def report(lines: Sequence[Line], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"templates": [line.as_json() for line in lines]}))
        return
    for text in _told(lines):
        print(text)


def _told(lines: Sequence[Line]) -> Iterator[str]:
    for account in dict.fromkeys(line.account for line in lines):
        yield f"Business account {account}"
        yield from (str(line) for line in lines if line.account == account)
