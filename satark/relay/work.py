"""What one batch is doing, from the first message read to the last row written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from satark.channels.whatsapp.parsed import ParsedNotice, ParsedStatus
from satark.conversation.values import OpenCase
from satark.relay import fetching, inbox
from satark.relay.letters import Draft, Letter
from satark.relay.threads import Thread, Threads

LITTLE = timedelta(microseconds=1)


@dataclass(slots=True)
class Work:
    """Gathered in memory, written at the end, all of it or nothing."""

    threads: Threads
    now: datetime
    touched: dict[UUID, Thread] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    fetches: list[fetching.Fetch] = field(default_factory=list)
    statuses: list[ParsedStatus] = field(default_factory=list)
    notices: list[ParsedNotice] = field(default_factory=list)
    alarms: set[tuple[str, str]] = field(default_factory=set)
    """Code and number of ours."""
    aside: list[tuple[inbox.Item, str]] = field(default_factory=list)
    later: list[tuple[inbox.Item, bytes]] = field(default_factory=list)
    """Not heard now, with the tag of who wrote it: others would have to wait for them."""
    turns_of: Counter[UUID] = field(default_factory=Counter)
    """Messages heard so far, by talk."""
    news: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)
    complaints: dict[UUID, tuple[OpenCase, ...]] = field(default_factory=dict, repr=False)
    """Where the complaints of those who wrote stand."""
    about: dict[str, str] = field(default_factory=dict, repr=False)
    """Id of a message of ours that somebody quotes -> the direction that it carries."""
    heard: Counter[str] = field(default_factory=Counter)
    """Messages that came in, by number of ours."""
    opened: list[str] = field(default_factory=list)
    """Codes of the posters that opened a talk."""
    asked: set[UUID] = field(default_factory=set)
    """Talks in which something was said in this batch: nobody can have read it yet."""
    turns: int = 0
    """Begun so far."""

    def moment(self) -> datetime:
        """Now, but a little later for each turn: what one batch brings is shown in the order in which it came."""
        moment = self.now + LITTLE * self.turns
        self.turns += 1
        return moment


@dataclass(frozen=True, slots=True)
class Ready:
    """What a committed batch leaves for the sender: things to send now and files to fetch now."""

    letters: list[Letter]
    fetches: list[fetching.Fetch]
    items: int
    heard: Counter[str] = field(default_factory=Counter)
    opened: list[str] = field(default_factory=list)

    def and_(self, other: Ready) -> Ready:
        """This, with what is to be counted of what was done beside it."""
        return Ready(
            self.letters,
            self.fetches,
            self.items,
            self.heard + other.heard,
            self.opened + other.opened,
        )
