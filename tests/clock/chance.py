"""Random histories of a complaint, and random acts by which the judged line might try to look better."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from satark.cases.clock.clocks import lying
from satark.cases.clock.history import History
from tests.clock.line import CO, OTHER, SHO, START, K, at, filed, forwarded, given, happens

POSTS = (SHO, OTHER, CO)
CATEGORIES = ("theft", "fight", "land")
WEEK = 7 * 24 * 60.0
QUIET = (
    *(
        K.NOTE,
        K.READ,
        K.TOLD,
        K.ASKED,
        K.NEED_HELP,
        K.PROGRESS,
        K.GD,
        K.REASON,
        K.RECATEGORISED,
        K.MADE_URGENT,
    ),
    *(
        K.DISPUTED,
        K.APPROVED,
        K.REMINDED,
        K.LADDER,
        K.STOOD_IN,
        K.ESCALATED,
        K.WITHDRAWN,
        K.MERGED,
        K.UNMERGED,
    ),
    *(K.RETRACTED, K.RATED, K.OVERDUE),
)
"""Acts at any time that are not the duty itself."""


def life(chance: Random) -> History:
    """What would have happened anyway: the desk forwards, posts do some of their duty, answers are returned."""
    history = filed(urgent=chance.random() < 0.3, category=chance.choice(CATEGORIES))
    now = chance.uniform(0, 300)
    for _ in range(chance.randint(0, 3)):
        history = forwarded(history, chance.choice(POSTS), now)
        ref = history.duties[-1].ref
        history = _work(chance, history, ref, now)
        now += chance.expovariate(1 / 900)
        if chance.random() < 0.3:
            history = happens(history, K.RECALLED, now, ref=ref)
            now += chance.uniform(0, 100)
    if chance.random() < 0.2:
        history = given(history, "dispute", CO, now, ref="N-90")
    if chance.random() < 0.2:
        history = given(history, "order", SHO, now, ref="N-91", term=chance.uniform(10, 900))
    return history


def _work(chance: Random, history: History, ref: str, since: float) -> History:
    now = since
    for kind in (K.DIRECTION_SENT, K.DIRECTION_DELIVERED, K.RECEIVED, K.TEAM_SENT, K.ON_SPOT, K.ANSWERED):
        now += chance.expovariate(1 / 60)
        if chance.random() < 0.75:
            history = happens(history, kind, now, ref=ref)
    if chance.random() < 0.3:
        history = happens(history, K.RETURNED, now + chance.uniform(0, 600), ref=ref)
    return history


def acts(chance: Random, history: History) -> History:
    """The same life with up to a dozen acts of the judged line in between."""
    changed = history
    for _ in range(chance.randint(1, 12)):
        changed = _act(chance, history, changed)
    return changed


def _act(chance: Random, before: History, history: History) -> History:
    when = chance.uniform(0, WEEK)
    ref = chance.choice([duty.ref for duty in history.duties] or [""])
    match chance.randint(0, 9):
        case 0:
            return _hands_on(chance, before, history)
        case 1:
            return _parks(before, history, when)
        case 2 if ref:
            return _pretends(chance, history, ref, when)
        case 3:
            return _says_closed(history, when)
    kind = chance.choice(QUIET)
    if kind == K.MERGED and _with_the_desk(before, when):
        return history
    ours = ref if kind not in (K.MADE_URGENT, K.RECATEGORISED, K.MERGED, K.UNMERGED) else ""
    if kind == K.WITHDRAWN and ours == "N-91":
        return history
    said = {"category": chance.choice(CATEGORIES)} if kind == K.RECATEGORISED else {"code": "no_vehicle"}
    return happens(history, kind, when, ref=ours, **said)


def _hands_on(chance: Random, before: History, history: History) -> History:
    """To another post, by whoever may: once it has left the desk for good."""
    stays = max([START, *(end for _, end in lying(before) if end)])
    if not before.duties or any(end is None for _, end in lying(before)):
        return history
    when = (stays - START).total_seconds() / 60 + chance.uniform(0.1, 3000)
    return forwarded(history, chance.choice(POSTS), when, ref=f"N-{len(history.duties) + 100}")


def _parks(before: History, history: History, when: float) -> History:
    return history if _with_the_desk(before, when) else happens(history, K.PARKED, when, why="joke")


def _pretends(chance: Random, history: History, ref: str, when: float) -> History:
    """An answer with nothing behind it, found out later."""
    history = happens(history, K.ANSWERED, when, ref=ref, outcome="compromise")
    found_out = when + chance.uniform(1, 600)
    if chance.random() < 0.5:
        return happens(history, K.RETURNED, found_out, ref=ref)
    return happens(history, K.REOPENED, found_out, ref=ref, by="complainant")


def _says_closed(history: History, when: float) -> History:
    history = happens(history, K.CLOSED, when)
    return replace(
        history,
        events=tuple(replace(e, by_officer=True) if e.kind == K.CLOSED else e for e in history.events),
    )


def _with_the_desk(history: History, when: float) -> bool:
    """There parking is the desk's own duty done."""
    return any(since <= at(when) and (end is None or at(when) <= end) for since, end in lying(history))
