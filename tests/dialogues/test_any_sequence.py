"""Whatever comes, in whatever order: the talk never breaks, nothing told is lost or told twice, and it never falls silent.

Each written content carries a word found nowhere else, so that it can be looked for afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from satark.conversation.state import dump, load
from satark.conversation.values import (
    AddStatement,
    FileReport,
    Forget,
    Inbound,
    InboundKind,
    MediaKind,
    News,
    ReportIncident,
    Resume,
    SetPush,
    TakeStep,
)
from tests.dialogues.limits import breaches
from tests.dialogues.phone import MORNING, Phone, about, at_readback, filed, options, speaking

_CONTENT = (
    "raat ko {} nadi kinare",
    "{}",
    "यहाँ {} रोज ट्रक से बालू जाता है",
    "{} police wale paise lete hai balua",
    "haan {} bhi",
    "nahi {} nahi",
    "chakia {}",
    "ramgarh ke paas {}",
    "{} 3",
    "{} bachao jaldi aao",
    "\u200f{}\u200d پاس میں \u202e",
    "{}" + " lamba" * 900,
)
_WORDS = [
    "hi",
    "hello",
    "1",
    "२",
    "۲",
    "do",
    "10",
    "99",
    "skip",
    "छोड़ें",
    "back",
    "پیچھے",
    "help",
    "status",
    "हाल",
    "more",
    "और",
    "new",
    "नई",
    "language",
    "भाषा",
    "hindi",
    "english",
    "اردو",
    "bhojpuri",
    "yes",
    "haan",
    "no",
    "नहीं",
    "pata nahi",
    "done",
    "bas",
    "kuch nahi",
    "send",
    "bhej do",
    "change",
    "other",
    "location",
    "remove my number",
    "नंबर हटाओ",
    "who",
    "both",
    "ok",
    "👍",
    "\u200b",
    "???",
    "4821 0937 5516 2048",
    "received",
    "प्राप्त",
    "निस्तारित",
]
_PRESSES = [
    "language:ur",
    "language:xx",
    "category:mining_overloading",
    "category:police",
    "category:another",
    "category:junk",
    "path:both",
    "path:",
    "who:skip",
    "place:pin",
    "place:skip",
    "place:another",
    "place:chn-chakia",
    "place:chn-none",
    "evidence:done",
    "police:yes",
    "police:no",
    "police:maybe",
    "confirm:send",
    "confirm:change",
    "confirm:add",
    "change:who",
    "change:place",
    "change:more",
    "change:none",
    "more:done",
    "push:yes",
    "push:no",
    "push:x",
    "forget:yes",
    "forget:no",
    "again:new",
    "again:add",
    "again:status",
    "news:read",
    ":",
    "::::",
    "gone:gone",
    "language",
    "direction:done:1",
    "which:1",
]
_OTHER_KINDS = (
    InboundKind.CARD,
    InboundKind.REACTION,
    InboundKind.STICKER,
    InboundKind.UNSUPPORTED,
    InboundKind.SILENCE,
)

_content = st.sampled_from(_CONTENT).map(lambda words: ("content", words))
_beside = st.tuples(
    st.sampled_from((InboundKind.LATER, InboundKind.UNSUPPORTED)), st.sampled_from(_CONTENT[:4])
).map(lambda words: ("beside", words))
"""Words with something that did not arrive, or said on something earlier."""
_onward = st.integers(0, 2).map(lambda at: ("onward", at))
"""What people mostly do: press one of the buttons they see."""
_acts = st.one_of(
    _onward,
    _onward,
    _onward,
    _onward,
    _content,
    _content,
    st.sampled_from(_WORDS).map(lambda words: ("words", words)),
    st.sampled_from(_PRESSES).map(lambda choice: ("press", choice)),
    st.integers(0, 30).map(lambda at: ("shown", at)),
    st.integers(0, 30).map(lambda at: ("shown", at)),
    st.integers(0, 30).map(lambda at: ("shown", at)),
    st.tuples(st.sampled_from(list(MediaKind)), st.sampled_from(("", *_CONTENT[:4]))).map(
        lambda file: ("file", file)
    ),
    st.sampled_from(((25.41, 83.18), (0.0, 0.0), (25.2, 83.1))).map(lambda point: ("pin", point)),
    st.sampled_from(_OTHER_KINDS).map(lambda kind: ("kind", kind)),
    _beside,
    st.sampled_from(("resumed", "code_unknown", "nonsense")).map(lambda text: ("called", text)),
    st.text(max_size=60).map(lambda text: ("noise", text)),
    st.just(("again", "")),
)


_correcting = st.one_of(
    _content,
    _content,
    _onward,
    st.sampled_from(("back", "back", "skip", "more")).map(lambda words: ("words", words)),
    st.sampled_from(
        (
            "change:who",
            "change:what",
            "change:place",
            "change:evidence",
            "category:cow",
            "police:yes",
            "place:another",
        )
    ).map(lambda choice: ("press", choice)),
    st.sampled_from(((25.41, 83.18), (0.0, 0.0))).map(lambda point: ("pin", point)),
    st.just(("press", "confirm:send")),
)
"""Telling, and telling otherwise: where words are lost most easily."""
_begun = st.sampled_from((Phone, speaking, about, at_readback, at_readback, filed))
"""Where a talk stands when the acts begin: deep places are seldom reached by chance."""


class Teller:
    """Plays acts on a phone and remembers every word and file that was told."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.words: list[str] = []
        self.files: list[str] = []
        self.last: Inbound | None = None

    def act(self, act: tuple[str, object]) -> None:
        match act:
            case ("content", str(words)):
                self.phone.writes(words.format(self._token()))
            case ("words" | "noise", str(words)):
                self.phone.writes(words)
            case ("press", str(choice)):
                self.phone.presses_id(choice, "title")
            case ("shown", int(at)):
                ids = list(self.phone.shown.values()) or ["none:none"]
                self.phone.presses_id(ids[-1 - at % len(ids)], "title")
            case ("onward", int(at)):
                self._go_on(at)
            case ("file", (MediaKind() as kind, str(caption))):
                text = caption.format(self._token()) if caption else ""
                self.files.append(self.phone.sends(kind, text).hex)
            case ("pin", (float(latitude), float(longitude))):
                self.phone.drops_pin(latitude, longitude)
            case ("beside", (InboundKind() as kind, str(words))):
                self.phone.gets(kind, words.format(self._token()))
            case ("kind", InboundKind() as kind):
                self.phone.gets(kind)
            case ("called", str(text)):
                self.phone.gets(InboundKind.CALLED, text)
            case ("again", _):
                self.phone.sends_again(Inbound(InboundKind.TEXT, self.phone.now, text="hello"))

    def _go_on(self, at: int) -> None:
        seen = options(*self.phone.messages)
        if seen:
            option = seen[at % len(seen)]
            self.phone.presses_id(option.id, option.title)
        else:
            self.phone.writes("skip")

    def _token(self) -> str:
        self.words.append(f"baat{len(self.words)}x")
        return self.words[-1]


def _told_in(effects: Iterable[object]) -> list[str]:
    """One JSON text per effect that carries something told."""
    told = []
    for effect in effects:
        match effect:
            case FileReport():
                told.append(json.dumps([effect.answers, effect.said], ensure_ascii=False))
            case AddStatement():
                told.append(json.dumps([effect.text, effect.answers], ensure_ascii=False))
            case TakeStep() | ReportIncident():
                told.append(effect.text)
    return told


def _files_in(effects: Iterable[object]) -> list[str]:
    return [
        file.hex
        for effect in effects
        if isinstance(effect, FileReport | AddStatement | TakeStep | ReportIncident)
        for file in effect.media
    ]


def _state_without_answered_files(phone: Phone) -> str:
    notes = {name: value for name, value in phone.state.notes.items() if name not in ("media", "held")}
    return json.dumps([phone.state.answers, notes], ensure_ascii=False)


@settings(max_examples=300, deadline=None)
@given(_begun, st.lists(_acts, max_size=40) | st.lists(_correcting, min_size=5, max_size=25))
def test_nothing_told_is_lost_or_told_twice(
    begun: Callable[[], Phone], acts: list[tuple[str, object]]
) -> None:
    teller = Teller(begun())

    for act in acts:
        teller.act(act)

    phone = teller.phone
    everything = [*_told_in(phone.effects), _state_without_answered_files(phone)]
    for word in teller.words:
        assert sum(text.count(word) for text in everything) == 1, word
    kept = [file for file, _ in phone.state.notes.get("media", [])]  # type: ignore[attr-defined]  # JSON
    assert sorted([*_files_in(phone.effects), *kept]) == sorted(teller.files)


@settings(max_examples=150, deadline=None)
@given(_begun, st.lists(_acts, max_size=40))
def test_the_talk_always_leaves_a_question_or_an_end(
    begun: Callable[[], Phone], acts: list[tuple[str, object]]
) -> None:
    teller = Teller(begun())

    for act in acts:
        teller.act(act)
        phone = teller.phone
        silent = act[1] in (InboundKind.REACTION, InboundKind.SILENCE)
        resuming = any(isinstance(effect, Resume) for effect in phone.done)
        assert phone.messages or silent or resuming, act
        assert not (silent and phone.messages)
        assert len(phone.messages) <= 2
        for message in phone.messages:
            assert breaches(message) == [], message


@settings(max_examples=100, deadline=None)
@given(_begun, st.lists(_acts, max_size=40))
def test_one_tip_is_filed_once(begun: Callable[[], Phone], acts: list[tuple[str, object]]) -> None:
    teller = Teller(begun())
    talks = 1

    for act in acts:
        was_filed = bool(teller.phone.state.notes.get("filed"))
        teller.act(act)
        is_filed = bool(teller.phone.state.notes.get("filed"))
        talks += was_filed and not is_filed
        assert not (was_filed and any(isinstance(each, FileReport) for each in teller.phone.done))

    assert len(teller.phone.reports) <= talks + sum(isinstance(each, Forget) for each in teller.phone.effects)


@settings(max_examples=100, deadline=None)
@given(_begun, st.lists(_acts, max_size=25))
def test_every_state_on_the_way_is_written_and_read_alike(
    begun: Callable[[], Phone], acts: list[tuple[str, object]]
) -> None:
    teller = Teller(begun())

    for act in acts:
        teller.act(act)
        assert load(dump(teller.phone.state)) == teller.phone.state


@settings(max_examples=100, deadline=None)
@given(_begun, st.lists(_acts, max_size=25))
def test_only_a_pressed_or_written_answer_allows_writing_unasked(
    begun: Callable[[], Phone], acts: list[tuple[str, object]]
) -> None:
    teller = Teller(begun())

    for act in acts:
        teller.act(act)
        if any(effect == SetPush(True) for effect in teller.phone.done):
            assert act[0] in ("press", "shown", "onward", "words", "noise", "content")


_DIRECTIONS = tuple(
    News(uuid, kind, "go and look", ref)
    for uuid, kind, ref in (
        (Phone().sends(), "direction", "4820193375-1"),
        (Phone().sends(), "returned", "1047725580-2"),
    )
)
_officer_acts = st.one_of(
    _onward,
    _content,
    st.sampled_from(_WORDS).map(lambda words: ("words", words)),
    st.sampled_from(
        [
            f"{step}:{act}4820193375-1"
            for step, act in (
                ("direction", "received:"),
                ("direction", "done:"),
                ("which", ""),
                ("direction", "show:"),
            )
        ]
        + [
            "direction:done:1047725580-2",
            "which:1047725580-2",
            "which:junk",
            "direction:done:1-1",
            "news:read",
            "x:y",
            ":",
        ]
    ).map(lambda choice: ("press", choice)),
    st.tuples(st.sampled_from(list(MediaKind)), st.sampled_from(("", *_CONTENT[:4]))).map(
        lambda file: ("file", file)
    ),
    st.just(("pin", (25.41, 83.18))),
    _beside,
    st.sampled_from(_OTHER_KINDS).map(lambda kind: ("kind", kind)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_officer_acts, max_size=25), st.integers(1, 2))
def test_an_officer_loses_nothing_while_a_direction_is_open(
    acts: list[tuple[str, object]], count: int
) -> None:
    phone = Phone(script="officer", news=_DIRECTIONS[:count], now=MORNING)
    teller = Teller(phone)

    for act in acts:
        teller.act(act)
        assert phone.messages or act[1] in (InboundKind.REACTION, InboundKind.STICKER, InboundKind.SILENCE)
        assert all(breaches(message) == [] for message in phone.messages)

    everything = [*_told_in(phone.effects), json.dumps(phone.state.notes, ensure_ascii=False)]
    for word in teller.words:
        assert sum(text.count(word) for text in everything) == 1, word
    held = json.dumps(phone.state.notes)
    assert all((file in held) != (file in _files_in(phone.effects)) for file in teller.files)
