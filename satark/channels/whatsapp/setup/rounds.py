"""The doctor's rounds: ask WhatsApp about everything that we rely on, and say of each whether it is as it should be.

Asks and changes nothing. What could not be asked is a finding too: silence is never taken for well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from satark.channels.whatsapp.errors import WORDS
from satark.channels.whatsapp.graph import Graph, GraphRefused
from satark.channels.whatsapp.setup import checks
from satark.channels.whatsapp.setup.checks import Certificate, OurNumber
from satark.channels.whatsapp.setup.findings import Finding, by_hand, found
from satark.channels.whatsapp.templates import compare, definitions, filed
from satark.conversation.values import Language

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    numbers: tuple[OurNumber, ...]
    callback_url: str
    """Where WhatsApp should deliver; empty when nobody said."""
    certificate: Certificate | None = None
    """That of the callback; None when it needs none (a rehearsal) or nobody looked."""

    @property
    def accounts(self) -> list[str]:
        return sorted({each.waba_id for each in self.numbers if each.waba_id})

    def of(self, waba_id: str) -> list[OurNumber]:
        return [each for each in self.numbers if each.waba_id == waba_id]


async def examine(graph: Graph, expected: Expected, now: datetime) -> list[Finding]:
    """All findings, the well ones too. Raises nothing: a refusal is a finding."""
    try:
        token = await graph.own_token()
    except GraphRefused as refused:
        return [_refused_at_the_door(refused)]
    findings = [found("whatsapp_answers", True), *checks.token(token, now), *checks.clock(graph.skew)]
    findings.append(found("callback_known", bool(expected.callback_url)))
    findings += checks.certificate(expected.certificate, now)
    if any(each.code == "token_valid" and each.mark == "wrong" for each in findings):
        return findings
    app_id = str(token.get("app_id", ""))
    findings.append(await _fields(graph, app_id))
    for waba_id in expected.accounts:
        findings += await _account(graph, waba_id, expected, app_id)
    for ours in expected.numbers:
        findings += await _number(graph, ours, expected.callback_url)
    return findings


def offered(numbers: Iterable[OurNumber]) -> list[Language]:
    """The languages that these numbers offer together, in their order."""
    return list(dict.fromkeys(language for each in numbers for language in each.languages))


async def _account(graph: Graph, waba_id: str, expected: Expected, app_id: str) -> list[Finding]:
    numbers = expected.of(waba_id)
    displays = ", ".join(each.display for each in numbers)
    try:
        subscribed = await graph.every(f"{waba_id}/subscribed_apps")
        listed = await graph.every(f"{waba_id}/phone_numbers", fields="id")
        steps = compare(definitions(offered(numbers)), await filed(graph, waba_id))
    except GraphRefused as refused:
        return [found("account_read", False, why=_why(refused), displays=displays)]
    return [
        found("account_read", True, displays=displays),
        *checks.apps(subscribed, app_id, numbers),
        checks.strangers(listed, [each.id for each in numbers], displays),
        checks.templates(steps, displays),
    ]


async def _number(graph: Graph, ours: OurNumber, callback_url: str) -> list[Finding]:
    known = found("account_known", bool(ours.waba_id), number_id=ours.id, display=ours.display)
    try:
        facts = await graph.get(ours.id, fields=checks.NUMBER_FIELDS)
    except GraphRefused as refused:
        why = _why(refused)
        return [known, found("number_there", False, number_id=ours.id, display=ours.display, why=why)]
    return [
        known,
        *checks.number(ours, facts, callback_url),
        *checks.number_settings(ours, await _settings(graph, ours)),
    ]


async def _settings(graph: Graph, ours: OurNumber) -> Json:
    try:
        return await graph.get(f"{ours.id}/settings")
    except GraphRefused:
        return {}


async def _fields(graph: Graph, app_id: str) -> Finding:
    try:
        return checks.fields(await graph.every(f"{app_id}/subscriptions"))
    except GraphRefused:
        # Meta shows them to the app's own token only, which lies with whoever owns the app.
        return by_hand("fields_subscribed", fields=", ".join(checks.WEBHOOK_FIELDS))


def _refused_at_the_door(refused: GraphRefused) -> Finding:
    if refused.failure.words == "token":
        return found("token_valid", False, why=_why(refused))
    return found("whatsapp_answers", False, why=_why(refused))


def _why(refused: GraphRefused) -> str:
    code = refused.failure.code
    return WORDS[refused.failure.words] + (f", code {code}" if code is not None else "")
