"""Whatever comes to a number for complaints, in whatever order: nothing told is lost or told twice, and it never falls silent.

Each written content carries a word found nowhere else, so that it can be looked for afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from satark.conversation.values import (
    AddStatement,
    FileComplaint,
    FileReport,
    Forget,
    InboundKind,
    OpenCase,
    Resume,
    Retract,
    SayVisit,
)
from tests.dialogues.limits import breaches
from tests.dialogues.phone import MORNING, Phone, district, speaking
from tests.dialogues.test_any_sequence import Teller, _acts

OPEN, BOTH = district(lanes=("open",)), district(lanes=("open", "sealed"))
CASES = (
    OpenCase("4820193375", "fight", "done", MORNING, "थाना बलुआ", "Thana Balua"),
    OpenCase("5550193371", "noise", "desk", MORNING),
)
_PRESSES = [
    *("share:yes", "share:no", "name:skip", "told:skip", "category:theft", "category:police", "sealed:yes"),
    *("sealed:no", "lane:open", "lane:sealed", "visit:no.4820193375", "visit:yes.4820193375", "visit:no.111"),
    *("rate:good", "rate:x", "which:4820193375", "which:new", "which:1", "withdraw:yes", "withdraw:no"),
    *("phone:skip", "change:name", "change:share", "confirm:send", "place:skip"),
]
_WORDS = ["कोई नहीं आया", "शिकायत वापस", "482 019 3375", "नई शिकायत", "rate", "5", "9876543210", "रिश्वत मांगी"]
_more = st.one_of(
    _acts,
    st.sampled_from(_PRESSES).map(lambda choice: ("press", choice)),
    st.sampled_from(_WORDS).map(lambda words: ("words", words)),
    st.just(("press", "confirm:send")),
)


_WITH_FILES = FileComplaint | FileReport | AddStatement


def told() -> Phone:
    return speaking("hi", district=OPEN).writes("balua ghat par marpit hui")


def complete() -> Phone:
    phone = told().writes("सीता").presses_id("share:no").presses_id("confirm:send")
    phone.now += timedelta(hours=1)
    return phone


_begun: st.SearchStrategy[Callable[[], Phone]] = st.sampled_from(
    (lambda: Phone(district=OPEN), lambda: Phone(district=BOTH), told, complete, complete)
)


@given(_begun, st.lists(_more, max_size=14), st.booleans())
@settings(deadline=None, max_examples=250)
def test_nothing_told_is_lost_or_told_twice_and_nobody_is_left_without_an_answer(
    begin: Callable[[], Phone], acts: list[tuple[str, object]], several: bool
) -> None:
    teller = Teller(begin())
    phone = teller.phone
    phone.complaints = CASES if several else CASES[:1]

    names = ""
    for act in acts:
        teller.act(act)
        names += phone.state.answers.get("name", "")
        resuming = any(isinstance(effect, Resume) for effect in phone.done)
        assert phone.messages or act[0] == "kind" or resuming
        assert [breaches(message) for message in phone.messages] == [[] for _ in phone.messages]

    forgotten = any(isinstance(effect, Forget) for effect in phone.effects)
    phone.gets(InboundKind.SILENCE)
    texts = [*_told_in(phone.effects), json.dumps(phone.state.notes.get("held") or [], ensure_ascii=False)]
    # A name is left behind where a complaint becomes a tip.
    answers = _answered_in(phone.effects) + names
    for word in teller.words:
        found = sum(word in text for text in texts)
        assert found <= 1, word
        assert found == 1 or word in answers or forgotten, word
    files = [file.hex for each in phone.effects if isinstance(each, _WITH_FILES) for file in each.media]
    held = json.dumps(phone.state.notes)
    assert all(files.count(file) + (file in held) == 1 or forgotten for file in teller.files)


def _answered_in(effects: Iterable[object]) -> str:
    """Place and name go along with every piece."""
    return " ".join(f"{each.place} {each.name}" for each in effects if isinstance(each, FileComplaint))


def _told_in(effects: Iterable[object]) -> list[str]:
    found: list[str] = []
    for effect in effects:
        match effect:
            case FileComplaint():
                kept = [effect.said, effect.answers]
                found.append(json.dumps(kept, ensure_ascii=False))
            case FileReport():
                found.append(json.dumps([effect.answers, effect.said], ensure_ascii=False))
            case AddStatement():
                found.append(json.dumps([effect.text, effect.answers], ensure_ascii=False))
            case SayVisit() | Retract():
                found.append(effect.text)
    return found
