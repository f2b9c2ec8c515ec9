"""For any day: which posts did not act, with proof of receipt, the superior's order and the answer to it. Only inside `acting_as`.

Which cases are counted is the database's decision: nobody finds a post in here through a case that he may not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from satark.cases.clock import rulebooks
from satark.cases.clock.day import Account, accounts, bounds
from satark.cases.clock.histories import histories, units_of
from satark.cases.clock.history import Duty, History
from satark.cases.clock.ledger import Ledger, ledger
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Case, Direction, Standing
from satark.cases.stages import FINISHED

ORDERS = (Direction.Kind.ORDER, Direction.Kind.EXPLANATION)
AFTERWARDS = timedelta(days=7)
"""So long after the day an order about no single case is taken for one about that day."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What a superior ordered the post, and what came of it."""

    ref: str
    kind: str
    by: str
    at: datetime
    due_at: datetime
    answered_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class DidNotAct:
    case_id: UUID
    number: str
    ref: str
    post: str
    clock: str
    """The clock that was longest over on that day."""
    seconds: int
    """So long, on that day."""
    cause: str
    link: str
    proof: str
    """read (on the station's phone), delivered or sent; empty: nothing shows that it was received."""
    proof_at: datetime | None
    acted_at: datetime | None
    """When it acknowledged after all."""
    orders: tuple[Order, ...]


def did_not_act(district: str, day: date, *, now: datetime) -> list[DidNotAct]:
    """The longest first. A post that acted late is not in it, one that acts on a later day is."""
    start, end = bounds(day)
    rows = Standing.objects.filter(district_id=district, case__filed_at__lt=end)
    seen = rows.exclude(stage__in=FINISHED, since__lt=start)
    ids = list(seen.order_by("case_id").values_list("case_id", flat=True))
    book, found = rulebooks.load(district), []
    for first in range(0, len(ids), AT_ONCE):
        found += _piece(ids[first : first + AT_ONCE], book, day, now)
    apart = _orders_apart({each.post for each in found}, start, now)
    return sorted((_with(each, apart) for each in found), key=lambda each: (-each.seconds, each.ref))


def case_ledgers(case_id: UUID, *, now: datetime) -> list[Ledger]:
    """Of each order to attend, the newest last. Nothing of a case that one may not see."""
    cases = list(Case.objects.filter(pk=case_id))
    for history in histories(cases).values():
        refs = [duty.ref for duty in history.attendance] or [""]
        return [ledger(history, ref, now) for ref in refs]
    return []


def _piece(ids: Sequence[UUID], book: Rulebook, day: date, now: datetime) -> list[DidNotAct]:
    cases = list(Case.objects.filter(pk__in=ids))
    records = histories(cases, units_of(ids))
    return [
        _line(case, records[case.id], account, now)
        for case in cases
        for account in accounts(records[case.id], book, day, now)
        if account.silent
    ]


def _line(case: Case, history: History, account: Account, now: datetime) -> DidNotAct:
    proof = account.proof
    own = [duty for duty in history.duties if duty.kind in ORDERS and duty.post == account.post]
    return DidNotAct(
        case_id=case.id,
        number=case.number,
        ref=account.ref,
        post=account.post,
        clock=account.clock,
        seconds=int(account.late),
        cause=account.cause,
        link=account.link,
        proof=proof.name if proof else "",
        proof_at=proof.at if proof else None,
        acted_at=ledger(history, account.ref, now).link("acknowledged").at if account.ref else None,
        orders=tuple(_order(history, duty, now) for duty in own),
    )


def _order(history: History, duty: Duty, now: datetime) -> Order:
    answered = history.answer({duty.ref})
    late = (answered or now) > duty.due_at
    return Order(duty.ref, duty.kind, duty.by_post, duty.at, duty.due_at, answered, late)


def _orders_apart(posts: set[str], since: datetime, now: datetime) -> dict[str, list[Order]]:
    """Orders to these posts that are about no single case, given on the day or soon after."""
    given = Direction.objects.filter(kind__in=ORDERS, post_id__in=posts, case__lane=Case.Lane.ORDER)
    recent = given.filter(at__gte=since, at__lt=since + AFTERWARDS).values_list("case_id", flat=True)
    found: dict[str, list[Order]] = {}
    for history in histories(list(Case.objects.filter(pk__in=set(recent)))).values():
        for duty in history.duties:
            found.setdefault(duty.post, []).append(_order(history, duty, now))
    return found


def _with(line: DidNotAct, apart: dict[str, list[Order]]) -> DidNotAct:
    return replace(line, orders=(*line.orders, *apart.get(line.post, ())))
