"""Never ownerless: whatever complainant, desk, stations, superiors, roster and clock do, at every instant exactly one living
post owns an open case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import transaction

from satark.accounts.models import Officer
from satark.cases import closing, complaints, disputes, errors, stages
from satark.cases import services as cases
from satark.cases.clock.ticks import tick
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.owner import owner_at
from satark.cases.standing import Record, record_of, refresh
from satark.cases.values import Addition
from satark.jurisdiction.models import Absence, Holding
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from tests.cases import lane
from tests.cases.lane import BY_HAND, MINUTE, NOON

pytestmark = pytest.mark.django_db

STATIONS = ("chn-balua", "chn-dhanapur", "chn-alinagar", "chn-chakia", "chn-sog")
SEQUENCES, ACTS = 30, 16


class District:
    """One case and everybody who may touch it, at a time of its own. It lies with the desk, is out, or is said to be done."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.now = NOON
        self.case = lane.file(BY_HAND) if seed % 3 == 0 else lane.urgent()
        if seed % 3 == 1:
            lane.take(lane.ref(self.case), "answered", code="other", stated=("place", "photo", "name"))

    def act(self) -> None:
        """Something happens; what is refused changes nothing."""
        self.now += timedelta(minutes=self.chance.choice((0, 1, 7, 45, 600)))
        try:
            with transaction.atomic():
                self.chance.choice(ACTIONS)(self)
        except errors.CaseError:
            pass

    def ref(self) -> str:
        """Mostly the one that is worked on; sometimes one that was called back, as from a phone that comes late."""
        refs = Direction.objects.filter(case_id=self.case, kind="complaint").values_list("ref", flat=True)
        standing = Standing.objects.get(pk=self.case).ref
        return (
            standing
            if standing and self.chance.random() < 0.8
            else self.chance.choice([*sorted(refs), "0000000000-1"])
        )

    def station(self) -> str:
        return self.chance.choice(STATIONS)

    def post_of(self, ref: str) -> str:
        return Direction.objects.filter(ref=ref).values_list("post_id", flat=True).first() or "chn-balua.sho"


# --- the complainant ------------------------------------------------------------------------------------------------


def adds(at: District) -> None:
    cases.add_statement(at.case, Addition(text="और सुनिए", urgent=at.chance.random() < 0.2), now=at.now)


def says_whether_anybody_came(at: District) -> None:
    complaints.say_visit(at.case, at.chance.choice(("yes", "no", "partly")), now=at.now)


def takes_it_back(at: District) -> None:
    complaints.retract(at.case, now=at.now)


# --- the desk -------------------------------------------------------------------------------------------------------


def forwards(at: District) -> None:
    with lane.acting("chandauli.desk"):
        complaints.forward(at.case, unit=at.station(), now=at.now)


def recalls(at: District) -> None:
    with lane.acting("chandauli.desk"):
        complaints.recall(at.case, at.ref(), now=at.now)


def parks(at: District) -> None:
    with lane.acting("chandauli.desk"):
        complaints.park(at.case, "advice", now=at.now)


# --- stations and superiors -----------------------------------------------------------------------------------------


def takes_a_step(at: District) -> None:
    ref, act = at.ref(), at.chance.choice(("received", "team_sent", "on_spot", "progress", "gd"))
    lane.take(ref, act, post=at.post_of(ref), at=at.now)


def says_it_is_done(at: District) -> None:
    ref, code = at.ref(), at.chance.choice(("compromise", "other", "false"))
    lane.take(ref, "answered", post=at.post_of(ref), at=at.now, code=code, stated=("place", "photo", "name"))


def says_it_is_anothers(at: District) -> None:
    ref = at.ref()
    lane.take(ref, "disputed", post=at.post_of(ref), at=at.now, unit=at.station())


def decides(at: District) -> None:
    dispute = Direction.objects.filter(case_id=at.case, kind="dispute").order_by("-at").first()
    if dispute:
        disputes.decide(dispute.ref, at.station(), post="chandauli.sp", now=at.now)


def sends_it_back(at: District) -> None:
    with lane.acting("chandauli.sp"):
        complaints.give_back(at.case, at.ref(), "फोटो नहीं", now=at.now)


def approves(at: District) -> None:
    with lane.acting("chandauli.sp"):
        complaints.approve(at.case, at.ref(), now=at.now)


# --- the roster and the clock ---------------------------------------------------------------------------------------


def goes_on_leave(at: District) -> None:
    officer = at.chance.choice(list(Officer.objects.order_by("pk")))
    until = at.now + timedelta(hours=at.chance.choice((1, 12, 200)))
    Absence(officer_id=officer.pk, kind="leave", since=at.now, until=until).save()


def is_relieved(at: District) -> None:
    at_post = Holding.objects.filter(until=None).order_by("pk")
    at_post.filter(pk=at.chance.choice(list(at_post)).pk).update(until=at.now + MINUTE)


def takes_charge(at: District) -> None:
    officer, post = (
        at.chance.choice(list(Officer.objects.order_by("pk"))),
        at.chance.choice(sorted(lane.POSTS)),
    )
    if not Holding.objects.filter(officer_id=officer.pk, post_id=post, until=None).exists():
        Holding(officer_id=officer.pk, post_id=post, since=at.now).save()


def ticks(at: District) -> None:
    tick(now=at.now)
    closing.close_what_nobody_disputed(now=at.now)


ACTIONS: tuple[Callable[[District], None], ...] = (
    *(adds, says_whether_anybody_came, says_whether_anybody_came, takes_it_back),
    *(forwards, forwards, forwards, recalls, parks),
    *(takes_a_step, takes_a_step, says_it_is_done, says_it_is_done, says_it_is_anothers, decides, decides),
    *(sends_it_back, sends_it_back, sends_it_back, approves),
    *(goes_on_leave, is_relieved, takes_charge, ticks),
)


# --- the rule -------------------------------------------------------------------------------------------------------


def moments(known: Record, roster: Roster, until: datetime) -> list[datetime]:
    """Every instant at which anything changes, and one a moment after each."""
    edges = [event.at for event in known.events] + list(roster.changes(NOON, until))
    return sorted({at for edge in edges for at in (edge, edge + timedelta(seconds=1)) if at >= NOON})


def check_owned(case_id: UUID, until: datetime) -> int:
    """At each of these instants; returns how many the case was open at."""
    known, roster = record_of(Case.objects.get(pk=case_id)), load_roster("chandauli")
    open_at = 0
    for at in moments(known, roster, until):
        events = [event for event in known.events if event.at <= at]
        directions = [each for each in known.directions if each.at <= at]
        if stages.course(events, directions).finished:
            continue
        owner = owner_at(known.events, known.directions, roster, at)
        assert owner in roster.posts
        assert roster.present(owner, at) is not None, (at, owner)
        open_at += 1
    return open_at


def test_at_every_instant_exactly_one_living_post_owns_an_open_case() -> None:
    lane.staff()
    open_at, kinds = 0, set()
    for seed in range(SEQUENCES):
        with transaction.atomic():
            district = District(seed)
            for _ in range(ACTS):
                district.act()
            open_at += check_owned(district.case, district.now + MINUTE)
            refresh(district.case, now=district.now)
            standing, known = (
                Standing.objects.get(pk=district.case),
                record_of(Case.objects.get(pk=district.case)),
            )
            kinds |= {event.kind for event in known.events}
            assert standing.owner_id == owner_at(
                known.events, known.directions, load_roster("chandauli"), district.now
            )
            transaction.set_rollback(True)

    # The walk went everywhere: or it would prove nothing.
    assert open_at > 10 * SEQUENCES
    assert kinds >= {
        "forwarded",
        "recalled",
        "parked",
        "disputed",
        "decided",
        "answered",
        "reopened",
        "returned",
        "closed",
    }


def test_it_is_the_desks_until_a_station_has_it_and_again_when_it_is_called_back() -> None:
    lane.staff()
    case_id = lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        ref = complaints.forward(case_id, unit="chn-balua", now=NOON + MINUTE)
        complaints.recall(case_id, ref, now=NOON + 9 * MINUTE)

    known, roster = record_of(Case.objects.get(pk=case_id)), load_roster("chandauli")
    owners = [owner_at(known.events, known.directions, roster, NOON + n * MINUTE) for n in (0, 1, 8, 9)]

    assert owners == ["chandauli.desk", "chn-balua.sho", "chn-balua.sho", "chandauli.desk"]


def test_who_got_it_attends_until_the_dispute_is_decided() -> None:
    lane.staff()
    case_id = lane.urgent()
    lane.take(lane.ref(case_id), "disputed", at=NOON + MINUTE, unit="chn-dhanapur")
    before = lane.standing(case_id)[1]

    dispute = Direction.objects.get(case_id=case_id, kind="dispute")
    disputes.decide(dispute.ref, "chn-dhanapur", post="chn-c-skd.co", now=NOON + 2 * MINUTE)

    assert (before, lane.standing(case_id)[1]) == ("chn-balua.sho", "chn-dhanapur.sho")
    assert dispute.due_at - dispute.at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("claimed", "decides"),
    [
        ("chn-dhanapur", "chn-c-skd.co"),
        ("chn-alinagar", "chandauli-sadar-sub.asp"),
        ("chn-chakia", "chandauli.sp"),
        ("", "chn-c-skd.co"),
        ("no-such-station", "chn-c-skd.co"),
    ],
)
def test_the_post_above_both_stations_decides(claimed: str, decides: str) -> None:
    lane.staff()
    case_id = lane.urgent()

    lane.take(lane.ref(case_id), "disputed", unit=claimed)

    assert lane.told(case_id, "dispute") == [decides]


def test_a_dispute_is_decided_once_and_by_nobody_else() -> None:
    lane.staff()
    case_id = lane.urgent()
    lane.take(lane.ref(case_id), "disputed", unit="chn-dhanapur")
    dispute = Direction.objects.get(case_id=case_id, kind="dispute").ref

    with pytest.raises(errors.CaseNotFound):
        disputes.decide(dispute, "chn-balua", post="chn-c-mgs.co", now=NOON)
    disputes.decide(dispute, "chn-balua", post="chn-c-skd.co", now=NOON)
    with pytest.raises(errors.NotInDispute):
        disputes.decide(dispute, "chn-dhanapur", post="chn-c-skd.co", now=NOON)

    assert Event.objects.filter(kind="decided").count() == 1


def test_nobody_gives_a_complaint_to_a_station_that_is_not_below_him() -> None:
    lane.staff()
    case_id = lane.urgent()
    lane.take(lane.ref(case_id), "disputed")
    dispute = Direction.objects.get(case_id=case_id, kind="dispute").ref

    with pytest.raises(errors.PostNotAllowed):
        disputes.decide(dispute, "chn-chakia", post="chn-c-skd.co", now=NOON)
    disputes.decide(dispute, "chn-chakia", post="chandauli.sp", now=NOON)

    assert lane.standing(case_id)[:2] == ("sent", "chn-chakia.sho")


def test_what_the_desk_called_back_goes_where_the_superior_decides() -> None:
    lane.staff()
    case_id = lane.urgent()
    ref = lane.ref(case_id)
    lane.take(ref, "disputed", unit="chn-dhanapur")
    with lane.acting("chandauli.desk"):
        complaints.recall(case_id, ref, now=NOON + 5 * MINUTE)

    dispute = Direction.objects.get(case_id=case_id, kind="dispute").ref
    disputes.decide(dispute, "chn-dhanapur", post="chn-c-skd.co", now=NOON + 6 * MINUTE)

    assert lane.standing(case_id)[:2] == ("sent", "chn-dhanapur.sho")
