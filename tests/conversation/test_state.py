"""Every state that was ever stored loads; what we do not know in it is carried along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.conversation.state import StateUnreadable, dump, load
from satark.conversation.values import State

STORED = Path(__file__).parent / "states"

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_states = st.builds(
    State,
    script=st.sampled_from(["tip", "officer"]),
    release=st.integers(0, 99),
    language=st.sampled_from([None, "hi", "en", "ur", "bho"]),
    asked=st.none() | st.sampled_from(["where", "who"]),
    answers=st.dictionaries(st.text(), st.text(), max_size=4),
    notes=st.dictionaries(st.text(), _json, max_size=4),
    unknown=st.dictionaries(st.sampled_from(["colour", "v2"]), _json),
)


@given(_states)
def test_what_is_written_is_read(state: State) -> None:
    assert load(dump(state)) == state


@pytest.mark.parametrize("path", sorted(STORED.glob("*.json")), ids=lambda path: path.stem)
def test_every_stored_shape_loads_and_is_kept_whole(path: Path) -> None:
    stored = json.loads(path.read_text("utf-8"))

    state = load(path.read_bytes())

    kept = json.loads(dump(state))
    assert kept | stored == kept
    assert state.script in ("tip", "complaint", "lane", "officer")


def test_keys_of_a_newer_release_are_carried_along() -> None:
    state = load(b'{"script":"tip","release":9,"mood":"calm"}')

    assert json.loads(dump(state))["mood"] == "calm"


def test_nothing_stored_is_a_talk_not_begun() -> None:
    assert load(b"") == State()


def test_a_language_we_no_longer_speak_is_asked_for_again() -> None:
    assert load(b'{"script":"tip","language":"fr"}').language is None


def test_a_lone_surrogate_survives() -> None:
    state = State("tip", 1, answers={"who": "x\ud800"})

    assert load(dump(state)) == state


@pytest.mark.parametrize("stored", [b"{", b"[]", b"\xff\xfe", b"null", b"3"])
def test_what_no_release_wrote_is_refused(stored: bytes) -> None:
    with pytest.raises(StateUnreadable):
        load(stored)
