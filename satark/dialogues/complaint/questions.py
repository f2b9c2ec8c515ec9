"""What a complaint is asked for, and only as far as it was not told: what happened, what it is, a name, a number."""

from __future__ import annotations

import re

from satark.cases.categories import BY_CODE, CATEGORIES, OFFERED, OTHER
from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.text import fold
from satark.conversation.values import InboundKind, State
from satark.dialogues import notes
from satark.dialogues.complaint import about
from satark.dialogues.complaint.sealing import confidential
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import content_words, meanings, steers

SPOKEN = frozenset({"voice", "audio", "video"})
LONGEST_NAME = 5
"""Words; more is something told."""
_DIGITS = re.compile(r"(?:\D*\d){10,13}\D*")
_SAID_BEFORE = re.compile(r"(?:my name is|mera na+m|मेरा नाम|हमार ना[मँ]|میرا نام)\s+", re.IGNORECASE)
_SAID_AFTER = re.compile(r"\s+(?:hai|h|है|ह|बा|ہے)\W*$", re.IGNORECASE)
_SKIP = (Option("skip", "b.skip"),)


# --- what happened ------------------------------------------------------------------------------------------------


def is_told(state: State) -> bool:
    """Words, a recording or a film tell what happened; a photo alone may need a word to it."""
    if any(kind in SPOKEN for _, kind in notes.media(state)):
        return True
    return any(content_words(fold(text)) for text in notes.said(state))


def _told_prompt(state: State, scene: Scene) -> Prompt:
    if notes.media(state):
        return Prompt("told.more", _SKIP, acknowledges=True)
    return Prompt("told.ask")


def _choose_told(state: State, option: str, scene: Scene) -> Reading:
    if option == "skip" and notes.media(state):
        return Understood("skip")
    return Unclear("old_button", counts=False)


def _hear_told(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain or steers(heard.plain):
        return Unclear("")
    kept = keep(state, heard, scene)
    return Understood("told", kept) if is_told(kept) else Unclear("", state=kept, counts=False)


TOLD: Question[Scene] = Question(
    "told",
    lambda state: not is_told(state),
    _told_prompt,
    _choose_told,
    _hear_told,
    skipped_as="skip",
    numerals=False,
)


# --- what it is ---------------------------------------------------------------------------------------------------

_ROWS = tuple(Option(category.code, f"c.{category.code}") for category in CATEGORIES[:OFFERED])


def _choose_category(state: State, option: str, scene: Scene) -> Reading:
    if option == "unsure":
        return Understood(OTHER)
    known = BY_CODE.get(option)
    if known is None:
        return Unclear("old_button", counts=False)
    if known.sealed:
        return confidential(state, scene, category=known.code)
    return Understood(option)


def _hear_category(state: State, heard: Heard, scene: Scene) -> Reading:
    """Asked once: words that name none of the list leave it to the desk."""
    named = next((code[2:] for code in sorted(meanings(heard.plain)) if code.startswith("c.")), "")
    if named in BY_CODE:
        return _choose_category(state, named, scene)
    if not heard.plain:
        return Unclear("")
    kept = keep(state, heard, scene)
    return Understood(about.understood(kept).category or OTHER, kept)


CATEGORY: Question[Scene] = Question(
    "category",
    lambda state: "category" in state.answers or not about.category(state),
    lambda state, scene: Prompt("cat.ask", _ROWS, shape="rows", button="b.choose"),
    _choose_category,
    _hear_category,
    skipped_as="unsure",
)


# --- who ----------------------------------------------------------------------------------------------------------


def _skipped(state: State, option: str, scene: Scene) -> Reading:
    return Understood("") if option == "skip" else Unclear("old_button", counts=False)


def _hear_name(state: State, heard: Heard, scene: Scene) -> Reading:
    """A name is short. What is longer, or tells of danger, is part of what happened."""
    text = heard.inbound.text.strip()
    if heard.inbound.kind is not InboundKind.TEXT or not heard.plain:
        return Unclear("")
    if len(heard.plain.split()) > LONGEST_NAME or scene.hints.urgent or any(map(str.isdigit, heard.plain)):
        return Unclear("kept", state=keep(state, heard, scene), counts=False)
    return Understood(_bare(text))


def _bare(text: str) -> str:
    """`मेरा नाम राजू है`: राजू."""
    lead = _SAID_BEFORE.match(text)
    return _SAID_AFTER.sub("", text[lead.end() :]) if lead else text


NAME: Question[Scene] = Question(
    "name",
    lambda state: True,
    lambda state, scene: Prompt("name.ask", _SKIP),
    _skipped,
    _hear_name,
    numerals=False,
)

_SHARE = (Option("yes", "b.shareyes"), Option("no", "b.shareno"))


def _choose_share(state: State, option: str, scene: Scene) -> Reading:
    if option not in ("yes", "no"):
        return Unclear("old_button", counts=False)
    return Understood(option, notes.note(state, numberless=None if scene.context.has_number else True))


def _hear_share(state: State, heard: Heard, scene: Scene) -> Reading:
    if steers(heard.plain):
        return Unclear("unclear.again", state=state)
    return Unclear(state=keep(state, heard, scene))


SHARE: Question[Scene] = Question(
    "share",
    lambda state: True,
    lambda state, scene: Prompt("share.ask", _SHARE),
    _choose_share,
    _hear_share,
    # Who does not answer has not agreed.
    skipped_as="no",
    loose=True,
)


def _hear_phone(state: State, heard: Heard, scene: Scene) -> Reading:
    if not _DIGITS.fullmatch(heard.plain):
        return Unclear("unclear.empty")
    return Understood("".join(digit for digit in heard.plain if digit.isdigit()))


PHONE: Question[Scene] = Question(
    "phone",
    lambda state: state.answers.get("share") == "yes" and notes.flag(state, "numberless"),
    lambda state, scene: Prompt("phone.ask", _SKIP),
    _skipped,
    _hear_phone,
    numerals=False,
)
