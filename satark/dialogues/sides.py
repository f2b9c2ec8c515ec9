"""Which script a person's message belongs to: the talk's own, or the other lane's where the message says so by itself.

What is half told is never put aside: a button or an answer of the other lane is heard, and the talk goes on where it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from satark.conversation.text import fold
from satark.conversation.values import Context, Inbound, InboundKind, News, State
from satark.dialogues import numbers
from satark.dialogues.complaint.filing import is_waiting
from satark.dialogues.district import District
from satark.dialogues.language import chosen
from satark.dialogues.notes import flag, note
from satark.dialogues.tip.filing import has_unfiled as is_half_told
from satark.dialogues.vocabulary import meanings

SourceScript = Literal["tip", "complaint", "lane"]

_SCRIPTS: dict[str, SourceScript] = {"tip": "tip", "complaint": "complaint", "lane": "lane"}
_ABOUT_A_COMPLAINT = ("visit:",)


def first_script(district: District) -> SourceScript:
    """How a talk begins on this number."""
    if len(set(district.lanes)) > 1:
        return "lane"
    return "complaint" if "open" in district.lanes else "tip"


def script_of(state: State, district: District) -> SourceScript:
    """The script of a talk that has begun, else the number's first."""
    return _SCRIPTS.get(state.script) or first_script(district)


def turned(state: State, inbound: Inbound, context: Context) -> State:
    """The state in which this message is to be read: the other lane's where the message is about that."""
    if state.script == "complaint" and _is_of_a_tip(inbound, context):
        return _at_rest(state, "tip")
    is_elsewhere = state.script in ("tip", "lane") and bool(context.complaints)
    if is_elsewhere and _is_of_a_complaint(state, inbound, context):
        return _at_rest(state, "complaint")
    return state


def stays(before: State, turned_to: State) -> bool:
    """Whether the talk goes back after this message to where it was."""
    if turned_to is before:
        return False
    return is_waiting(before) if before.script == "complaint" else is_half_told(before)


def context_of(script: SourceScript, context: Context) -> Context:
    """What may be said in this talk: news of a tip in the tip's, of a complaint in the complaint's."""
    lane = "open" if script == "complaint" else "sealed"
    return replace(context, news=tuple(item for item in context.news if _lane(item) in ("", lane)))


def _lane(item: News) -> str:
    return str(item.facts.get("lane") or "")


def _at_rest(state: State, script: SourceScript) -> State:
    """The talk of the other lane, where everything is filed."""
    fresh = State(script, unknown=state.unknown)
    if state.language is not None:
        fresh = chosen(fresh, state.language)
    return note(fresh, filed=True)


def _asks_for_news(inbound: Inbound) -> bool:
    if inbound.kind is InboundKind.CHOICE:
        return inbound.choice.startswith("news:")
    return inbound.kind is InboundKind.TEXT and "do.status" in meanings(fold(inbound.text))


def _is_of_a_tip(inbound: Inbound, context: Context) -> bool:
    if inbound.kind is InboundKind.CALLED:
        return inbound.text == "resumed"
    return any(_lane(item) == "sealed" for item in context.news) and _asks_for_news(inbound)


def _is_of_a_complaint(state: State, inbound: Inbound, context: Context) -> bool:
    if inbound.kind is InboundKind.CHOICE and inbound.choice.startswith(_ABOUT_A_COMPLAINT):
        return True
    if inbound.kind is InboundKind.TEXT:
        number = numbers.typed(fold(inbound.text))
        if any(case.number == number for case in context.complaints):
            return True
    has_sealed_news = any(_lane(item) == "sealed" for item in context.news)
    return flag(state, "filed") and _asks_for_news(inbound) and not has_sealed_news
