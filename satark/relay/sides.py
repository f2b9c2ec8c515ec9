"""An officer's duty phone has two talks that know nothing of each other: the post's, and the officer's own sealed one.

The word निजी (private) opens the own one, for as long as it is used; ड्यूटी (duty) goes back. What is said in the own talk
never touches the post: it is another thread with other tags.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from satark.conversation.text import fold
from satark.conversation.values import Inbound, InboundKind
from satark.relay.threads import DUTY, Heard, Thread, Threads

TO_OWN = frozenset(fold("निजी नीजी niji neeji private गुप्त gupt secret ذاتی").split())
TO_DUTY = frozenset(fold("ड्यूटी डयूटी duty").split())
LASTS = timedelta(hours=2)
"""After so long without a word the phone is the post's again: it lies on the station's table."""
UNTIL = "own_until"


def side(
    threads: Threads, thread: Thread, whom: Heard, inbound: Inbound, now: datetime
) -> tuple[Thread, Inbound]:
    """The talk that a message belongs to, and the message as that talk should hear it."""
    if thread.scope != DUTY:
        return thread, inbound
    word = fold(inbound.text).strip() if inbound.kind is InboundKind.TEXT else ""
    if word in TO_OWN:
        _mark(thread, now + LASTS)
        return threads.own(whom), Inbound(InboundKind.TEXT, at=inbound.at, text="Hi")
    if word in TO_DUTY:
        _mark(thread, None)
        return thread, Inbound(InboundKind.TEXT, at=inbound.at, text="निर्देश")
    if _until(thread) > now.timestamp():
        _mark(thread, now + LASTS)
        return threads.own(whom), inbound
    return thread, inbound


def _until(thread: Thread) -> float:
    stored = thread.state.notes.get(UNTIL)
    return float(stored) if isinstance(stored, int | float) else 0.0


def _mark(thread: Thread, until: datetime | None) -> None:
    notes = {key: value for key, value in thread.state.notes.items() if key != UNTIL}
    if until is not None:
        notes[UNTIL] = int(until.timestamp())
    thread.state = replace(thread.state, notes=notes)
