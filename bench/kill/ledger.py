"""The outside ledger: what people wrote, what they were told, what the cells hold. It knows nothing of how we work inside.

1. Every message that was written was acknowledged, at once or when it was sent again, and led to exactly one reply;
   people write on only after they read it. A lost message or reply leaves somebody waiting, a message that became two
   turns brings a reply too many.
2. Every person who was given a code has one case and one code; the case holds each of their marked words once, and
   what they chose.
3. A reply may come twice, recognised by its opaque id, only if the relay was killed between the two, or the pretend
   Graph API hung up after it had taken the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

SLACK = 0.2
"""Seconds: the kill is noted just before it is done, the arrival just after."""


@dataclass(slots=True)
class Account:
    """One person's side of it."""

    written: int = 0
    acknowledged: int = 0
    replies: set[str] = field(default_factory=set)
    """Opaque ids, each once."""
    codes: set[str] = field(default_factory=set)
    marks: list[str] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """What the cells can read of one case."""

    id: str
    category: str
    police: str
    reports: int
    words: tuple[str, ...]
    """Everything told, answer by answer."""


@dataclass(slots=True)
class Ledger:
    accounts: dict[str, Account] = field(default_factory=dict)
    arrivals: dict[str, list[float]] = field(default_factory=dict)
    """Opaque id -> when the pretend Graph API took it."""
    hung_up: set[str] = field(default_factory=set)
    """Opaque ids of messages that were taken without an answer."""
    relay_kills: list[float] = field(default_factory=list)
    repeated: int = 0
    """Webhooks sent once more: not acknowledged, or doubled as Meta does."""

    def account(self, mark: str) -> Account:
        return self.accounts.setdefault(mark, Account())


@dataclass(frozen=True, slots=True)
class Verdict:
    messages: int
    replies: int
    cases: int
    webhooks_repeated: int
    replies_doubled: int
    doubled_after_relay_kill: int
    doubled_after_hang_up: int
    faults: dict[str, list[str]]
    """Kind of fault -> whom or what it concerns. Empty when all is well."""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def judge(ledger: Ledger, cases: Sequence[Case], left_over: Mapping[str, int]) -> Verdict:
    """`left_over`: rows that should be gone when everything is quiet."""
    doubled = {opaque: times for opaque, times in ledger.arrivals.items() if len(times) > 1}
    hung_up = {opaque for opaque in doubled if opaque in ledger.hung_up}
    killed = {opaque for opaque, times in doubled.items() if _kill_between(ledger.relay_kills, times)}
    faults = {
        **_turn_faults(ledger),
        **_case_faults(ledger, cases),
        "doubled_for_no_reason": sorted(doubled.keys() - hung_up - killed),
        "left_over": [f"{name}: {count}" for name, count in left_over.items() if count],
    }
    return Verdict(
        messages=sum(account.written for account in ledger.accounts.values()),
        replies=sum(len(account.replies) for account in ledger.accounts.values()),
        cases=len(cases),
        webhooks_repeated=ledger.repeated,
        replies_doubled=sum(len(times) - 1 for times in doubled.values()),
        doubled_after_relay_kill=len(killed - hung_up),
        doubled_after_hang_up=len(hung_up),
        faults={kind: found for kind, found in faults.items() if found},
    )


def _kill_between(kills: Iterable[float], times: Sequence[float]) -> bool:
    first, last = min(times) - SLACK, max(times)
    return any(first <= kill <= last for kill in kills)


def _turn_faults(ledger: Ledger) -> dict[str, list[str]]:
    each = ledger.accounts.items()
    return {
        "not_acknowledged": [who for who, its in each if its.acknowledged < its.written],
        "reply_missing": [who for who, its in each if len(its.replies) < its.written],
        "reply_too_many": [who for who, its in each if len(its.replies) > its.written],
        "codes_too_many": [who for who, its in each if len(its.codes) > 1],
    }


def _case_faults(ledger: Ledger, cases: Sequence[Case]) -> dict[str, list[str]]:
    by_person: dict[str, list[Case]] = {}
    strange = []
    for case in cases:
        owners = {who for text in case.words if (who := _owner(text)) in ledger.accounts}
        for who in owners:
            by_person.setdefault(who, []).append(case)
        if len(owners) != 1:
            strange.append(case.id)
    filed = {who: its for who, its in ledger.accounts.items() if its.codes}
    return {
        "case_missing": [who for who in filed if who not in by_person],
        "case_doubled": [who for who, own in by_person.items() if len(own) > 1 or own[0].reports != 1],
        "case_unexpected": [who for who in by_person if who not in filed],
        "case_of_nobody_or_several": strange,
        "words_lost": [who for who, its in filed.items() if _count_off(its, by_person.get(who, ()), -1)],
        "words_doubled": [who for who, its in filed.items() if _count_off(its, by_person.get(who, ()), 1)],
        "choice_lost": [who for who, its in filed.items() if _chosen_otherwise(its, by_person.get(who, ()))],
    }


def _owner(text: str) -> str:
    """Whose mark `(000123-4)` a text ends with."""
    _, _, mark = text.rpartition(" (")
    return mark.partition("-")[0]


def _count_off(account: Account, own: Iterable[Case], direction: int) -> bool:
    """Whether a marked text stands in the person's cases less (-1) or more (1) than once."""
    told = Counter(mark for case in own for text in case.words for mark in account.marks if mark in text)
    return any((told[mark] - 1) * direction > 0 for mark in account.marks)


def _chosen_otherwise(account: Account, own: Iterable[Case]) -> bool:
    police, category = account.chosen.get("police"), account.chosen.get("category")
    return any(
        (police is not None and case.police != police)
        or (category not in (None, "another") and case.category != category)
        for case in own
    )
