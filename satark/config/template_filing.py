"""Brings templates to WhatsApp, account by account, and says of each how it stands or what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from satark.channels.whatsapp.graph import Graph, open_graph
from satark.channels.whatsapp.setup import OurNumber, offered
from satark.channels.whatsapp.templates import Filed, Step, carry_out, compare, definitions, filed
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


async def walk(settings: Settings, numbers: Sequence[OurNumber], changes: Sequence[str]) -> list[Line]:
    """Look at every account and carry out the steps of these kinds."""
    accounts = sorted({each.waba_id for each in numbers if each.waba_id})
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
