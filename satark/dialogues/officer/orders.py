"""A superior's phone: what he was told can be answered by a press or in words, and becomes an order or a call for an explanation.

`Explain by 6` needs an addressee: what is quoted has one, a line of a digest is named or chosen. Words that quote something
and are no order by themselves are asked about before they become one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, cast

from satark.conversation.script import Heard, Option, Prompt, Reading
from satark.conversation.text import fold
from satark.conversation.values import (
    Ask,
    GiveOrder,
    InboundKind,
    MarkHeard,
    News,
    State,
    TakeStep,
    Tell,
    Turn,
)
from satark.dialogues.catalogue import officer_words
from satark.dialogues.officer import notes, table, terms
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.scene import OfficerScript, Scene
from satark.dialogues.officer.speaking import ROWS, gone, shown
from satark.dialogues.vocabulary import meanings

USUAL = timedelta(hours=24)
"""The term of an order that names none."""
_EXPLAIN = tuple(
    fold(each) for each in ("स्पष्टीकरण", "सफाई दें", "explain", "explanation", "spashtikaran", "jawab", "जवाब")
)
_ORDER = frozenset(
    fold(
        "करें करे करो दें भेजें भेजो बताएं बताओ जाएं पहुंचें कराएं रिपोर्ट आख्या send go report ensure arrest visit kare karo bheje bhejo jaye bataye"
    ).split()
)
_SEEN = frozenset({"b.received", "b.seen"})


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody an order can be given to, as something that was told names them."""

    post: str
    key: str
    """Of what was told."""
    ref: str
    name: str


def act_on_told(act: str, news: News, state: State, scene: Scene) -> Turn:
    heard = MarkHeard((news.id,))
    if act == "seen":
        return Turn(state, (Tell("officer.seen"),), (heard,))
    if act == "explain":
        line = next(iter(lines_of([news], state)), None)
        if line is None:
            return gone(state)
        due = scene.now + USUAL
        return given(state, line, "explanation", officer_words(state.language).say("n.explain"), due)
    turn = shown(state, table.key_of(news), scene)
    return replace(turn, effects=(*turn.effects, heard))


def ordering(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Words to what was told; unquoted only where they plainly are an order, with a term."""
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    quoted = scene.told.get(heard.inbound.about)
    if quoted is not None and table.is_own(quoted):
        return None
    text = heard.inbound.text
    if quoted is not None and table.fact(quoted, "clock") == "ladder":
        # What the control room did by radio or telephone, with its number, in its own words.
        step = TakeStep(quoted.ref, "gd", number=text.strip()[:40], way="radio")
        return Turn(state, (Tell("officer.radio"),), (step,))
    due, kind = terms.due(text, scene.now), _kind(heard.plain)
    answering = notes.is_answering(state, heard.inbound.at)
    if quoted is None and (heard.inbound.about or answering or due is None or not kind):
        return None
    if quoted is not None and not _SEEN.isdisjoint(meanings(heard.plain)):
        return act_on_told("seen", quoted, state, scene)
    told = [quoted] if quoted else list(scene.told.values())
    lines = _named(lines_of(told, state), heard.plain)
    if not lines:
        return gone(state) if quoted else None
    order = [kind or "order", text, (due or scene.now + USUAL).isoformat()]
    state = notes.note(state, order=order, lines=[[each.post, each.key] for each in lines[:ROWS]])
    if len(lines) == 1 and (kind or due):
        return _carried_out(state, lines[0])
    return Turn(replace(state, asked="line"), (Ask("line"),))


def _kind(plain: str) -> Literal["order", "explanation", ""]:
    if any(word in plain for word in _EXPLAIN):
        return "explanation"
    return "" if _ORDER.isdisjoint(plain.split()) else "order"


def lines_of(told: Iterable[News], state: State) -> list[Line]:
    """Whom these name, once each: who is late, who reported, who answered, the lines of a digest."""
    found: dict[tuple[str, str], Line] = {}
    for news in told:
        listed = news.facts.get("lines")
        posts = (
            [str(line.get("post") or "") for line in listed if isinstance(line, dict)]
            if isinstance(listed, list)
            else []
        )
        for post in [table.fact(news, "post"), *posts]:
            if post and not table.is_own(news):
                name = table.name_of(news, post, state.language)
                found.setdefault((post, news.ref), Line(post, table.key_of(news), news.ref, name))
    return list(found.values())


def _named(lines: list[Line], plain: str) -> list[Line]:
    """Those whose name stands in the words, if any does: the last word of a post's name is its place."""
    named = [line for line in lines if fold(line.name).rsplit(" ", 1)[-1] in plain.split()]
    return named or lines


# --- which line, and whether it is one -----------------------------------------------------------------------------


def line_prompt(state: State, scene: Scene) -> Prompt:
    """With one addressee: whether these words are an order to them."""
    lines = _lines(state, scene)
    rows = tuple(Option(f"{line.post}:{line.key}", title=line.name) for line in lines)
    if len(rows) == 1:
        (row,) = rows
        return Prompt(
            "order.sure", (replace(row, words="b.give_order", title=""), Option("no", "b.no_order"))
        )
    return Prompt("order.which", rows, shape="rows", button="b.which_line")


def choose_line(state: State, option: str, scene: Scene) -> Reading:
    line = next((each for each in _lines(state, scene) if f"{each.post}:{each.key}" == option), None)
    if not state.notes.get("order"):
        return gone(state)
    if line is None:
        dropped = notes.note(state, order=None, lines=None)
        return Turn(replace(dropped, asked=None), (Tell("order.dropped"),))
    return _carried_out(state, line)


def listen_line(state: State, heard: Heard, scene: Scene) -> Reading:
    lines = _lines(state, scene)
    named = _named(lines, heard.plain)
    if state.notes.get("order") and heard.plain and len(named) == 1 < len(lines):
        return _carried_out(state, named[0])
    return take_piece(state, heard, scene)


def _lines(state: State, scene: Scene) -> list[Line]:
    wanted = [tuple(each) for each in cast(list[list[str]], state.notes.get("lines") or [])]
    known = {(line.post, line.key): line for line in lines_of(scene.told.values(), state)}
    return [known[each] for each in wanted if each in known]


def _carried_out(state: State, line: Line) -> Turn:
    kind, text, due = cast(list[str], state.notes["order"])
    state = notes.note(state, order=None, lines=None)
    order: Literal["order", "explanation"] = "explanation" if kind == "explanation" else "order"
    return given(state, line, order, text, datetime.fromisoformat(due))


def given(state: State, line: Line, kind: Literal["order", "explanation"], text: str, due: datetime) -> Turn:
    effect = GiveOrder(kind, line.post, text, due, line.ref)
    state = notes.note(replace(state, asked=None), ordered=[line.name, due.isoformat()])
    return Turn(state, (Tell(f"order.{kind}", lasting=True),), (effect,))
