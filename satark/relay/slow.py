"""Who is heard at once and whose messages wait, and how these are worked off: a slice at a time, folded where that may be.

A post's phone waits too, but each of its messages has its turn: an officer's answer is never folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from satark.channels.whatsapp.parsed import UNKNOWN_TIME, MediaToFetch, ParsedMessage
from satark.dialogues import slow_said
from satark.dialogues.folding import Piece, is_filed, read
from satark.evidence.services import Announced
from satark.relay import allowance, fetching, folding, inbox, later
from satark.relay import effects as making
from satark.relay.allowance import Allowance
from satark.relay.consent import START, STOP
from satark.relay.effects import linked_case
from satark.relay.replies import Replies
from satark.relay.secrets import RelayKeys
from satark.relay.threads import DUTY, Heard, Thread
from satark.relay.work import Work
from satark.vault.services import new_case

SLICE = 250
"""Messages worked off at once: a fortieth of a second of the interpreter that everybody's turns share."""
WISHES = STOP | START

TOGETHER = 20
"""Turns of one sender in one batch. What is more waits for a slice, where it still has its turns, but keeps nobody."""


def is_slow(thread: Thread, now: datetime) -> bool:
    return thread.slow_until is not None and thread.slow_until > now


class Turnstile:
    """Lets messages in one by one. What it remembers is in memory alone. Both threads of a relay ask it: should they ask
    of one sender at the same time, one message too many is heard, and nothing else."""

    def __init__(self) -> None:
        self._behind: dict[UUID, datetime] = {}
        """Until when whatever these send has to wait, to stay in order. Touched by the main thread alone."""
        self._usual: Allowance[UUID] = Allowance(allowance.USUAL)
        self._steering: Allowance[UUID] = Allowance(allowance.STEERING)
        self._danger: Allowance[UUID] = Allowance(allowance.DANGER)

    def holds(self, work: Work, item: inbox.Item, parsed: ParsedMessage, whom: Heard) -> bool:
        """Whether a message of the inbox has to wait: too many of one sender, or earlier ones of theirs wait already."""
        thread = work.threads.met(whom)
        if thread is None:
            return False
        waits = is_slow(thread, work.now) or self._behind.get(thread.id, work.now) > work.now
        if not waits and work.turns_of[thread.id] < TOGETHER and self.lets_in(thread, work.now):
            work.turns_of[thread.id] += 1
            return False
        self._put_behind(thread, work.now)
        work.later.append((item, item.sender or thread.id.bytes))
        return True

    def _put_behind(self, thread: Thread, now: datetime) -> None:
        self._behind[thread.id] = now + later.LASTS
        if len(self._behind) > allowance.REMEMBERED:
            self._behind = {each: until for each, until in self._behind.items() if until > now}

    def lets_in(self, thread: Thread, now: datetime) -> bool:
        return self._usual.takes(thread.id, now)

    def needs_a_turn(self, thread: Thread, piece: Piece, now: datetime) -> bool:
        """Whether it must not be folded, and is one of the few of its kind that are answered."""
        if piece.hints.urgent and self._danger.takes(thread.id, now):
            return True
        return (piece.steers or piece.plain in WISHES) and self._steering.takes(thread.id, now)


@dataclass(slots=True)
class Folded:
    """What one slice folds of one talk."""

    thread: Thread
    case_id: UUID | None
    """The filed case it belongs to; none while the report is still being told."""
    pieces: list[Piece] = field(default_factory=list, repr=False)
    files: list[tuple[MediaToFetch, Piece]] = field(default_factory=list, repr=False)


class Slice:
    """A few messages of those that waited."""

    def __init__(self, cursor: Any, keys: RelayKeys, turnstile: Turnstile, replies: Replies) -> None:
        self._cursor = cursor
        self._keys = keys
        self._turnstile = turnstile
        self._replies = replies
        self._folded: dict[UUID, Folded] = {}

    def folds(self, work: Work, item: inbox.Item, parsed: ParsedMessage, whom: Heard) -> bool:
        """Whether the message is kept without a turn. What was folded of the same talk before goes before a turn."""
        thread = work.threads.met(whom)
        if thread is None or thread.scope == DUTY:
            return False
        piece = read(parsed.inbound)
        own = self._own(thread)
        if own is None or self._turnstile.lets_in(thread, work.now):
            return self._turn(work, thread)
        if self._turnstile.needs_a_turn(thread, piece, work.now):
            return self._turn(work, thread)
        self._keep(work, own, piece, parsed)
        return True

    def write(self, work: Work) -> None:
        for thread_id in list(self._folded):
            self._put_down(work, self._folded.pop(thread_id))

    def _own(self, thread: Thread) -> Folded | None:
        """None where a filed report's case is not this talk's any more: there is nothing to fold into."""
        if (known := self._folded.get(thread.id)) is not None:
            return known
        case_id = linked_case(self._cursor, thread) if is_filed(thread.state) else None
        return None if is_filed(thread.state) and case_id is None else Folded(thread, case_id)

    def _turn(self, work: Work, thread: Thread) -> bool:
        if (folded := self._folded.pop(thread.id, None)) is not None:
            self._put_down(work, folded)
        return False

    def _keep(self, work: Work, own: Folded, piece: Piece, parsed: ParsedMessage) -> None:
        thread = own.thread
        self._folded[thread.id] = own
        own.pieces.append(piece)
        if parsed.fetch is not None:
            own.files.append((parsed.fetch, piece))
        if not is_slow(thread, work.now):
            self._replies.say(work, thread, [slow_said(thread.state.language)])
        thread.slow_until = work.now + later.LASTS

    def _put_down(self, work: Work, folded: Folded) -> None:
        thread, pieces = folded.thread, folded.pieces
        for piece in pieces:
            thread.heard_from(_sent(piece, work.now), work.now)
        work.touched[thread.id] = thread
        if folded.case_id is None:
            home = folding.to_draft(self._cursor, self._keys, thread, pieces)
        else:
            home = folding.to_case(self._cursor, self._keys, thread, folded.case_id, pieces, work.now)
        if folded.files:
            self._announce(work, thread, home, folded.files)

    def _announce(
        self, work: Work, thread: Thread, home: UUID, files: Sequence[tuple[MediaToFetch, Piece]]
    ) -> None:
        """Files of a flood are fetched when those of everybody else are: none of them is handed over at once."""
        box = new_case(home)
        announced = [Announced(each.media_id, each.kind.value, piece.told) for each, piece in files]
        making.announce(home, announced, duty=False, now=work.now)
        rows = [
            fetching.Fetch.of(each, thread.number_id, home, box.key, thread.partition, work.now)
            for each, _ in files
        ]
        fetching.add(self._cursor, self._keys, rows)


def _sent(piece: Piece, now: datetime) -> datetime:
    """WhatsApp's time of it; ours where it gave none."""
    return piece.inbound.at if piece.inbound.at != UNKNOWN_TIME else now
