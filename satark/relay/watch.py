"""The doctor's rounds while the relay runs: every quarter hour WhatsApp is asked whether our numbers are set up as they should be.

1. The courier asks, outside every transaction (`look`).
2. The next cycle writes what was found (`write`): what stops holds the number and raises an alarm, until it is well again;
   states of templates and how fast a number may be are noted.
3. What could not be asked changes nothing: silence is neither well nor wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from satark.channels.whatsapp.graph import Graph
from satark.channels.whatsapp.setup import Expected, Finding, OurNumber, examine
from satark.relay import account, alarms, pauses, templates
from satark.relay.budget import USUAL
from satark.relay.numbers import FASTEST
from satark.settings import Settings

FIRST = timedelta(minutes=1)
"""After a start: whoever starts us may still be filing templates."""
EVERY = timedelta(minutes=15)

STOPPING = {
    "callback": "callback_changed",
    "app_subscribed": "unsubscribed",
    "other_apps": "other_app",
    "coexistence": "on_a_phone",
    "business_agent": "agent_answers",
}
"""A finding that stops -> its alarm."""
RATES = {"STANDARD": USUAL, "HIGH": FASTEST}
"""WhatsApp's level of a number -> messages a second."""
UNASKED = ("whatsapp_answers", "token_valid")
"""When one of these is wrong nothing else was asked."""


class Rounds:
    """When it is time to look again, by the process' clock."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def due(self, now: datetime) -> bool:
        """True once each time."""
        if self._next is None:
            self._next = now + FIRST
        if now < self._next:
            return False
        self._next = now + EVERY
        return True

    def again(self) -> None:
        """What was found may not have been written: look again soon."""
        self._next = None


async def look(
    session: aiohttp.ClientSession, settings: Settings, numbers: Sequence[OurNumber], now: datetime
) -> list[Finding]:
    return await examine(Graph(session, settings), Expected(tuple(numbers), settings.callback_url), now)


def write(cursor: Any, findings: Sequence[Finding], now: datetime) -> None:
    """Inside a transaction. Writing the same findings again changes nothing but how often an alarm was met."""
    wrong = {each.code for each in findings if each.mark == "wrong"}
    if "token_valid" in wrong:
        alarms.raise_(cursor, "token", "", now)
    if wrong.intersection(UNASKED):
        return
    for each in findings:
        if each.code in STOPPING:
            _hold_or_lift(cursor, each, now)
    _learn_templates(cursor, [each.told for each in findings if each.code == "templates"], now)
    for each in findings:
        if each.code == "throughput":
            _learn_level(cursor, each)
    _alarm(cursor, "token_ends", now, wrong="token_lasting" in wrong)
    _alarm(cursor, "set_up", now, wrong=bool(wrong - STOPPING.keys() - {"token_lasting"}))


def _hold_or_lift(cursor: Any, finding: Finding, now: datetime) -> None:
    alarm = STOPPING[finding.code]
    if finding.stops:
        pauses.hold(cursor, finding.number_id, alarm, now)
        alarms.raise_(cursor, alarm, finding.number_id, now)
    elif finding.mark == "well":
        pauses.lift(cursor, finding.number_id, alarm)
        alarms.clear(cursor, alarm, finding.number_id, now)


def _learn_templates(cursor: Any, listed: Sequence[tuple[tuple[str, ...], ...]], now: datetime) -> None:
    """The state of each template as WhatsApp lists it: it counts for more than a webhook that was missed."""
    for name, language, state in sorted(each for of_account in listed for each in of_account):
        templates.learn(cursor, name, language, state, now)
    if any(listed):
        account.end_alarms_of_templates(cursor, now)


def _learn_level(cursor: Any, finding: Finding) -> None:
    """How fast a number may be. What an administrator set otherwise stays."""
    rates = [RATES[level] for (level,) in finding.told if level in RATES]
    if rates:
        cursor.execute(
            "UPDATE relay_number SET per_second = %s WHERE phone_number_id = %s AND per_second = ANY (%s)",
            [rates[0], finding.number_id, [rate for rate in RATES.values() if rate != rates[0]]],
        )


def _alarm(cursor: Any, code: str, now: datetime, *, wrong: bool) -> None:
    if wrong:
        alarms.raise_(cursor, code, "", now)
    else:
        alarms.clear(cursor, code, "", now)
