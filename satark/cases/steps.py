"""What a post does about a direction, from its phone or the console: each act once, nothing that came with it lost.

"Done" without a place, a photo and a name is refused, unless words say why there is none: closures without a visit are
what every portal of this kind drowned in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from satark.cases import disputes, errors, outcomes, standing, tasks
from satark.cases.entitled import check_may_act, direction_named, is_control
from satark.cases.forwarding import Actor
from satark.cases.models import Direction, Event
from satark.cases.owner import Happened
from satark.cases.record import officer_here, one_at_a_time, record
from satark.cases.stages import round_of, steps_of
from satark.cases.standing import Record, record_of
from satark.cases.statements import marks
from satark.cases.telling import case_facts, tell_complainant, tell_posts
from satark.cases.values import Step
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox, open_case

PROOF = ("place", "photo", "name")
ACTS = frozenset(
    {"received", "team_sent", "on_spot", "progress", "answered", "disputed", "need_help", "reason", "gd"}
)
ONCE = frozenset({Event.Kind.RECEIVED, Event.Kind.TEAM_SENT, Event.Kind.ON_SPOT})
"""Once a round; a complainant hears of each."""
PRV = "prv"
"""`Event.step` of the arrival of a 112 vehicle: the station's own arrival is still to come."""


@dataclass(frozen=True, slots=True)
class Act:
    """One step of one post, with all that it has to fit to."""

    step: Step
    direction: Direction
    known: Record
    roster: Roster
    box: CaseBox
    by: Actor
    now: datetime

    @property
    def ref(self) -> str:
        return self.direction.ref

    @property
    def is_complaint(self) -> bool:
        return self.direction.kind == Direction.Kind.COMPLAINT


@transaction.atomic
def take(ref: str, step: Step, *, post: str, now: datetime) -> None:
    """Record one act about a direction. The same step twice is once; what a repeat brings along is kept as progress.

    Any act says that the direction was received. Raises CaseNotFound for another post's direction and for one that was
    called back, OutcomeUnknown, CodeUnknown, ProofMissing.
    """
    if step.act not in ACTS:
        raise errors.CodeUnknown
    direction = direction_named(ref)
    case_id = direction.case_id
    roster = load_roster(direction.case.district_id, since=now)
    check_may_act(direction, post, roster, now=now)
    one_at_a_time(case_id)
    known = record_of(direction.case)
    _check_stands(direction, known)
    act = Act(step, direction, known, roster, open_case(case_id), Actor(post, officer_here()), now)
    _carry_out(act)
    standing.refresh(case_id, now=now, roster=roster)


def _check_stands(direction: Direction, known: Record) -> None:
    """A tip's direction that was withdrawn is answered all the same: what is told of it is never refused."""
    over = {Event.Kind.RECALLED}
    if direction.kind != Direction.Kind.DIRECTION:
        over.add(Event.Kind.WITHDRAWN)
    if any(event.kind in over and event.ref == direction.ref for event in known.events):
        raise errors.CaseNotFound


def _carry_out(act: Act) -> None:
    if is_control(act.direction, act.by.post, act.roster):
        _of_control(act)
        return
    _check(act)
    _received(act)
    match act.step.act:
        case "answered":
            _answered(act)
        case "disputed":
            _disputed(act)
        case "need_help" | "reason":
            record_act(act, Event.Kind(act.step.act))
            tasks.ask_superior(
                act.known, act.direction, act.step, by=act.by, roster=act.roster, box=act.box, now=act.now
            )
        case kind:
            _step(act, Event.Kind(kind))


# --- what is refused -----------------------------------------------------------------------------------------------


def _check(act: Act) -> None:
    code = act.step.code
    if act.step.act == "reason" and code not in outcomes.REASONS:
        raise errors.CodeUnknown
    if act.step.act == "need_help" and code not in outcomes.NEEDS:
        raise errors.CodeUnknown
    if act.step.act == "answered" and act.is_complaint and act.known.course.stage != "closed":
        _check_proof(act)


def _check_proof(act: Act) -> None:
    if act.step.code not in outcomes.COMPLAINT_OUTCOMES:
        raise errors.OutcomeUnknown
    lacking = missing(steps_of(act.known.events, act.ref), act.step)
    registered = outcomes.is_registered_number(act.step.number)
    if act.step.code in outcomes.NUMBERED and not registered:
        lacking += ("number",)
    if lacking:
        raise errors.ProofMissing(lacking)


def missing(events: Iterable[Happened], step: Step | None = None) -> tuple[str, ...]:
    """Which proofs of a visit are not there yet: of place, photo and name. Pure.

    `events` are those of one direction, in its present round; `step` is the answer that is on its way.
    """
    shown = {proof for event in events for proof in _shown(event)}
    if step is not None:
        shown |= {*step.stated} | ({"place"} if step.pin else set()) | ({"photo"} if step.evidence else set())
    return tuple(proof for proof in PROOF if proof not in shown)


def _shown(event: Happened) -> Iterable[str]:
    data = event.data
    if data.get("pin"):
        yield "place"
    if data.get("evidence"):
        yield "photo"
    if event.kind == Event.Kind.TEAM_SENT and data.get("words"):
        yield "name"
    stated = data.get("stated")
    yield from stated if isinstance(stated, list) else ()


# --- what is recorded ----------------------------------------------------------------------------------------------


def _received(act: Act) -> None:
    known = any(event.kind == Event.Kind.RECEIVED and event.ref == act.ref for event in act.known.events)
    if act.step.act != "received" and not known:
        record_act(replace(act, step=Step("received")), Event.Kind.RECEIVED)


def _has(act: Act, kind: Event.Kind) -> bool:
    steps = (event for event in act.known.events if event.step != PRV)
    return any(step.kind == kind for step in steps_of(steps, act.ref))


def _step(act: Act, kind: Event.Kind) -> None:
    if kind not in ONCE:
        record_act(act, kind)
    elif not _has(act, kind) and act.known.course.stage not in ("closed", "parked"):
        record_act(act, kind, step=round_of(act.known.events, act.ref))
        # Of what is part of another complaint they hear by that one; who had an order all the same has done it.
        if act.is_complaint and not act.known.course.finished:
            tell_complainant(act.known.case, act.box, str(kind), now=act.now, unit=_unit(act))
    elif _brings(act.step):
        record_act(act, Event.Kind.PROGRESS)


def _brings(step: Step) -> bool:
    return bool(step.text or step.pin or step.evidence or step.number)


def _answered(act: Act) -> None:
    if act.is_complaint and (act.known.course.finished or act.known.course.stage == "done"):
        record_act(act, Event.Kind.PROGRESS)
        return
    record_act(act, Event.Kind.ANSWERED)
    if not act.is_complaint:
        _tell_who_ordered(act)
        return
    facts = {"outcome": act.step.code} | ({"of": act.step.number} if act.step.number else {})
    tell_complainant(
        act.known.case, act.box, "answered", kind=Notice.Kind.VISIT, now=act.now, unit=_unit(act), facts=facts
    )
    if act.step.code in outcomes.APPROVED_BY_SUPERIOR:
        _tell_superior(
            act, [tasks.superior(act.roster, act.direction.post_id, at=act.now)], {"approve": True}
        )


def _tell_who_ordered(act: Act) -> None:
    """Not of a cell's direction: the cell reads the answer on its page."""
    by = act.direction.by_post_id
    if by and act.direction.kind != Direction.Kind.DIRECTION:
        _tell_superior(act, [act.roster.living(by, act.now)], {})


def _tell_superior(act: Act, posts: list[str], facts: dict[str, object]) -> None:
    told = {
        **case_facts(act.known.case),
        "post": act.by.post,
        "by": act.direction.by_post_id or "",
        "code": act.step.code,
        **facts,
    }
    tell_posts(
        act.known.case,
        act.box,
        Notice.Kind.ANSWERED,
        posts=posts,
        ref=act.ref,
        words=act.step.text,
        now=act.now,
        facts=told,
    )


def _disputed(act: Act) -> None:
    """Not ours. Whoever got it attends all the same until the post above both has decided."""
    if not act.is_complaint or _has(act, Event.Kind.DISPUTED) or act.known.course.finished:
        record_act(act, Event.Kind.PROGRESS)
        return
    record_act(act, Event.Kind.DISPUTED, step=round_of(act.known.events, act.ref))
    disputes.put_before_superior(
        act.known, act.direction, act.step, by=act.by, roster=act.roster, box=act.box, now=act.now
    )


def _of_control(act: Act) -> None:
    """What the control room does never counts for the station: its arrival is the PRV's, its diary number that of 112."""
    match act.step.act:
        case "on_spot" if not any(e.step == PRV and e.ref == act.ref for e in act.known.events):
            record_act(act, Event.Kind.ON_SPOT, step=PRV)
            tell_complainant(act.known.case, act.box, "on_spot", now=act.now, unit=_unit(act))
        case "gd":
            record_act(replace(act, step=replace(act.step, way="112")), Event.Kind.GD)
        case _:
            record_act(act, Event.Kind.PROGRESS)


def record_act(act: Act, kind: Event.Kind, *, step: str = "") -> None:
    record(
        act.known.case.id,
        kind,
        now=act.now,
        officer=act.by.officer,
        post=act.by.post,
        ref=act.ref,
        step=step,
        data=_data(act.step),
        words=act.step.text,
        pin=act.step.pin,
        box=act.box,
    )


def _data(step: Step) -> dict[str, object]:
    """Codes alone; words and pin are sealed."""
    said: dict[str, object] = {
        "evidence": [str(each) for each in step.evidence],
        "pin": step.pin is not None,
        "words": bool(step.text),
        "stated": list(step.stated),
        "outcome" if step.act == "answered" else "code": step.code,
        "number": step.number,
        "way": step.way,
        "unit": step.unit,
    }
    return {key: value for key, value in said.items() if value} | marks(step.sent_at)


def _unit(act: Act) -> str:
    return act.roster.posts[act.direction.post_id].unit
