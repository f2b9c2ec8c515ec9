"""What is told to a complainant unasked: each step as it happens, and at the end whether anybody came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from satark.conversation.values import Button, Language, OpenCase, OutMessage
from satark.dialogues import numbers
from satark.dialogues.catalogue import COMPLAINT, Words
from satark.dialogues.complaint import followup
from satark.dialogues.complaint.summary import unit_name
from satark.dialogues.times import spoken

_STAGES = {
    "forwarded": "stage.sent",
    "received": "stage.received",
    "team_sent": "stage.team",
    "on_spot": "stage.spot",
    "answered": "stage.done",
    "parked": "stage.parked",
    "signature": "stage.sign",
}
_WORDS = {"question": "news.question", "answer": "news.answer", "closed": "news.closed"}


def step_message(
    case: OpenCase, facts: Mapping[str, object], *, language: Language | None, now: datetime
) -> OutMessage:
    """One step. `case` says whose and where; `facts` what happened (as `outbox.Notice.facts`)."""
    words = COMPLAINT[language or "hi"]
    entry = _entry(facts, words)
    values = {
        "number": numbers.spoken(case.number),
        "unit": unit_name(case, words),
        "time": spoken(case.since, now, words),
        "of": str(facts.get("of") or ""),
    }
    return OutMessage(words.say(entry, values.get), lasting=True)


def visit_message(
    case: OpenCase, facts: Mapping[str, object], *, language: Language | None, now: datetime
) -> OutMessage:
    """The station says it is done: did anybody come? An FIR is named with its number or not at all."""
    words = COMPLAINT[language or "hi"]
    asked = words.say("visit.ask", {"number": numbers.spoken(case.number)}.get)
    if facts.get("outcome") == "fir" and facts.get("of"):
        told = step_message(case, {**facts, "step": "fir"}, language=language, now=now)
        asked = f"{told.text}\n\n{asked}"
    buttons = tuple(
        Button(f"visit:{came}.{case.number}", words.say(title)) for came, title in followup.VISIT.items()
    )
    return OutMessage(asked, buttons=buttons, lasting=True)


def words_message(kind: str, text: str, language: Language | None) -> OutMessage:
    """A question or an answer in the desk's words."""
    return OutMessage(COMPLAINT[language or "hi"].say(_WORDS[kind], {"text": text}.get), lasting=True)


def step_notice(language: Language | None, number: str = "{{1}}", step: str = "{{2}}") -> OutMessage:
    """What goes outside the window: the number, the step in a few words, and a button to see all of it."""
    words = COMPLAINT[language or "hi"]
    text = words.say("step.notice", {"number": number, "step": step}.get)
    return OutMessage(text, buttons=(Button("news:read", words.say("b.readreply")),), lasting=True)


def step_parameters(case: OpenCase, step: str, language: Language | None) -> tuple[str, str]:
    """What fills the gaps of `step_notice`."""
    words = COMPLAINT[language or "hi"]
    entry = _STAGES.get(step, "stage.new")
    return numbers.spoken(case.number), words.say(entry, {"unit": unit_name(case, words)}.get)


def _entry(facts: Mapping[str, object], words: Words) -> str:
    entry = f"step.{facts.get('step')}"
    named = entry in words and (entry != "step.fir" or facts.get("of"))
    return entry if named else "step.new"
