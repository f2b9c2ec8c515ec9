"""What was posted and what became of it, judged from outside: answers, rows, replies, processes and logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bench.fuzz.breaking import LIMIT
from bench.fuzz.expected import Key, NotJson, expected
from bench.fuzz.lengths import ALLOWED
from bench.fuzz.webhooks import Webhook

HUNG_UP = 0
"""The status of a webhook whose connection was lost before an answer."""
TAKEN = 200
REFUSED = 400
TOO_LARGE = 413

ALARMS = frozenset(
    [
        "process.crashed",
        "edge.failed",
        "edge.write_refused",
        "relay.cycle_failed",
        "relay.batch_refused",
        "relay.part_failed",
    ]
)
"""Log events that no message may bring about."""

Tag = Callable[[str], bytes]
"""The door's keyed tag of an identity."""


def wanted(body: bytes) -> tuple[int, frozenset[Key]]:
    """The status that a signed body must be answered with, and what it must leave."""
    if len(body) > LIMIT:
        return TOO_LARGE, frozenset()
    try:
        return TAKEN, expected(body)
    except NotJson:
        return REFUSED, frozenset()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A webhook that was not answered as it should have been."""

    number: int
    wanted: int
    status: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the database and the machine hold at the end."""

    seen: frozenset[bytes]
    """Tags of everything that was ever stored."""
    stored: int
    """Rows that were ever put into the inbox."""
    inbox: int
    aside: tuple[tuple[bytes, str], ...]
    replied_to: frozenset[str]
    died: tuple[str, ...]
    events: Mapping[str, int]
    """How often each event stands in the logs."""
    signs: tuple[str, ...]
    """Logs that hold something of a person."""


@dataclass(slots=True)
class Ledger:
    """Filled while webhooks are posted."""

    tag: Tag
    webhooks: int = 0
    size: int = 0
    """Bytes of all bodies."""
    sorts: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    taken_in: list[str] = field(default_factory=list)
    """Lies that were answered as nothing may be answered."""
    lies: Counter[int] = field(default_factory=Counter)
    """Answers to requests whose length was a lie."""
    repeated: int = 0
    named: dict[bytes, int] = field(default_factory=dict)
    """Tag of each message or status with an id, and the webhook that first brought it."""
    nameless: set[Key] = field(default_factory=set)
    answered_at: dict[str, int] = field(default_factory=dict)
    must_be_aside: dict[bytes, str] = field(default_factory=dict)
    must_be_turned: set[bytes] = field(default_factory=set)

    @property
    def things(self) -> int:
        return len(self.named) + len(self.nameless)

    def post(self, webhook: Webhook) -> int:
        """Note what it must leave. Returns the status that it must be answered with."""
        self.webhooks += 1
        self.size += len(webhook.body)
        self.sorts[webhook.sort] += 1
        status, keys = wanted(webhook.body)
        for key in keys:
            if key[0] in ("m", "s"):
                self.named.setdefault(self.tag(":".join(key)), webhook.number)
            else:
                self.nameless.add(key)
        if status == TAKEN:
            self._promise(webhook)
        return status

    def _promise(self, webhook: Webhook) -> None:
        for promise in webhook.promises:
            tag = self.tag(f"m:{promise.wamid}")
            if promise.aside:
                self.must_be_aside[tag] = promise.aside
            else:
                self.must_be_turned.add(tag)
            if promise.answered_at:
                self.answered_at.setdefault(promise.answered_at, webhook.number)

    def answered(self, number: int, wanted: int, status: int) -> None:
        self.answers[status] += 1
        hung_up_early = wanted == TOO_LARGE and status == HUNG_UP
        if status != wanted and not hung_up_early:
            self.wrong.append(Wrong(number, wanted, status))

    def lied(self, how: bytes, status: int) -> None:
        self.lies[status] += 1
        if status not in ALLOWED:
            self.taken_in.append(f"{how!r}: {status}")


@dataclass(frozen=True, slots=True)
class Verdict:
    faults: dict[str, list[str]]
    """Kind -> what it concerns. Empty when all is well."""
    reproduce: dict[str, list[int]]
    """Kind -> webhooks that show it, where they are known."""


def judge(ledger: Ledger, found: Found, reasons: Iterable[str]) -> Verdict:
    """`reasons`: the documented ones for which a message may be set aside."""
    lost = {tag: number for tag, number in ledger.named.items() if tag not in found.seen}
    aside = dict(found.aside)
    failed = {tag: why for tag, why in aside.items() if why not in set(reasons)}
    astray = {
        tag: aside.get(tag, "turned") for tag, why in ledger.must_be_aside.items() if aside.get(tag) != why
    } | {tag: aside[tag] for tag in ledger.must_be_turned if tag in aside}
    unanswered = [number for who, number in ledger.answered_at.items() if who not in found.replied_to]
    marked: dict[str, dict[bytes, str]] = {"turn_failed": failed, "astray": astray}
    faults = {
        "wrong_answer": [f"webhook {each.number}: {each.status}, not {each.wanted}" for each in ledger.wrong],
        "taken_in": ledger.taken_in,
        "lost": [f"webhook {number}" for number in lost.values()],
        "doubled": _unless_equal("stored", found.stored, "told apart", len(found.seen)),
        "miscounted": _unless_equal("kept", len(found.seen), "expected", ledger.things),
        "left_in_inbox": _unless_equal("in the inbox", found.inbox, "expected", 0),
        "aside_twice": _unless_equal("rows aside", len(found.aside), "told apart", len(aside)),
        **{kind: _told(ledger, tags) for kind, tags in marked.items()},
        "unanswered": [f"a person of webhook {number}" for number in unanswered],
        "died": list(found.died),
        "alarm": [f"{event}: {times}" for event, times in found.events.items() if event in ALARMS],
        "in_a_log": list(found.signs),
    }
    reproduce = {
        "wrong_answer": [each.number for each in ledger.wrong],
        "lost": list(lost.values()),
        **{kind: [ledger.named[tag] for tag in tags if tag in ledger.named] for kind, tags in marked.items()},
        "unanswered": unanswered,
    }
    return Verdict(
        {kind: what for kind, what in faults.items() if what},
        {kind: sorted(set(numbers)) for kind, numbers in reproduce.items() if numbers},
    )


def _unless_equal(one: str, count: int, other: str, wanted: int) -> list[str]:
    return [] if count == wanted else [f"{count} {one}, {wanted} {other}"]


def _told(ledger: Ledger, tags: Mapping[bytes, str]) -> list[str]:
    return [
        f"webhook {ledger.named[tag]}: {why}" if tag in ledger.named else why for tag, why in tags.items()
    ]
