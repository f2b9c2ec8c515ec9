"""One run: everything is posted to the real door, the relays work until nothing is left, the ledger is judged."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

from bench.fuzz.ledger import Found, Verdict, judge
from bench.fuzz.people import SIGNS
from bench.fuzz.posting import INBOX, Campaign, Plan, Say, count
from bench.stack import Stack
from satark.channels.whatsapp.parsed import REASONS as UNREADABLE

REASONS = frozenset({*UNREADABLE, "number_unknown", "seal_broken"})
"""Why a message may be set aside (docs/map.md). Any other reason is the class of an error."""
STORED: LiteralString = """
    select coalesce(pg_sequence_last_value(pg_get_serial_sequence('relay_inboxitem', 'id')::regclass), 0)
"""
"""Only a row that was put into the inbox moves its sequence on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done and what came of it."""

    figures: Mapping[str, object]
    verdict: Verdict


async def run(stack: Stack, plan: Plan, say: Say) -> Outcome:
    """Everything is posted, worked off and judged. The stack runs on, for whoever wants to look closer."""
    stack.start(stack.children)
    before, began = stack.pids(), time.monotonic()
    campaign = Campaign(stack, plan, say)
    await campaign.run()
    seconds = time.monotonic() - began
    found = look(stack, before, frozenset(campaign.graph.replies))
    return Outcome(_figures(campaign, plan, found, seconds), judge(campaign.ledger, found, REASONS))


def look(stack: Stack, before: Mapping[str, list[int]], replied_to: frozenset[str]) -> Found:
    with closing(stack.superuser()) as connection:
        seen = connection.execute("select tag from relay_seen").fetchall()
        aside = connection.execute("select tag, reason from relay_setaside").fetchall()
    after = stack.pids()
    logs = sorted(stack.settings.data_dir.rglob("*.log"))
    return Found(
        seen=frozenset(_bytes(tag) for (tag,) in seen),
        stored=count(stack, STORED),
        inbox=count(stack, INBOX),
        aside=tuple((_bytes(tag), str(reason)) for tag, reason in aside),
        replied_to=replied_to,
        died=tuple(name for name, pids in before.items() if after.get(name) != pids),
        events=log_events(logs),
        signs=tuple(f"{path.name}: {sign}" for path in logs for sign in signs_in(path.read_bytes())),
    )


def log_events(logs: list[Path]) -> Counter[str]:
    names = (re.findall(rb'"event":"([a-z0-9_.]+)"', path.read_bytes()) for path in logs)
    return Counter(name.decode() for found in names for name in found)


def signs_in(log: bytes) -> list[str]:
    """Which marks of a person stand in a log."""
    return [sign.decode() for sign in SIGNS if re.search(sign, log)]


def _bytes(column: object) -> bytes:
    if not isinstance(column, bytes):
        raise TypeError(type(column))
    return column


def _figures(campaign: Campaign, plan: Plan, found: Found, seconds: float) -> dict[str, object]:
    ledger, replies = campaign.ledger, campaign.graph.replies
    return {
        "seed": plan.seed,
        "webhooks": ledger.webhooks,
        "megabytes": round(ledger.size / 1e6, 1),
        "sorts": dict(ledger.sorts.most_common()),
        "answers": dict(ledger.answers.most_common()),
        "repeated": ledger.repeated,
        "lies": dict(ledger.lies.most_common()),
        "stored": found.stored,
        "turned": len(found.seen) - len(found.aside) - found.inbox,
        "aside": dict(Counter(why for _, why in found.aside).most_common()),
        "people_answered": len(ledger.answered_at.keys() & found.replied_to),
        "replies": replies.total(),
        "events": dict(Counter(found.events).most_common()),
        "seconds_posting": round(campaign.seconds_posting, 1),
        "seconds": round(seconds, 1),
    }
