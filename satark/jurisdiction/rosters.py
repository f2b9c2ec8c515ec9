"""The roster as the database has it, for whichever role asks: presence only, never why somebody is away."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from satark.jurisdiction.chairs import NIGHT, Away, Chair, Deputy, Hours, Term, UnitPlace
from satark.jurisdiction.models import Absence, Holding, Post, StandIn, Unit
from satark.jurisdiction.roster import Roster

AWAY = "away"
"""All that is told of an absence: why is for those whose area it is (`roster_page`)."""


def load_roster(unit: str | None = None, *, since: datetime | None = None, night: Hours = NIGHT) -> Roster:
    """The roster of the range that a unit stands in, with all above it; without a unit, of everywhere.

    `since`: leave out what was over by then. Ask for no later instant than the first one the roster is to answer for.
    """
    inside = _units(unit)
    codes = inside.values("code")
    terms = Holding.objects.filter(_not_over(since), post__unit__in=codes)
    absences = Absence.objects.filter(_not_over(since), officer__in=terms.values("officer"))
    stand_ins = StandIn.objects.filter(_not_over(since), post__unit__in=codes)
    return Roster(
        units={
            code: UnitPlace(code, kind, parent or "", district or "", range_ or "")
            for code, kind, parent, district, range_ in inside.values_list(
                "code", "kind", "parent_id", "district_id", "range_id"
            )
        },
        posts={
            code: Chair(code, of, role)
            for code, of, role in Post.objects.filter(unit__in=codes).values_list("code", "unit_id", "role")
        },
        holdings=[
            Term(officer, post, since=begins, until=ends)
            for officer, post, begins, ends in terms.values_list("officer_id", "post_id", "since", "until")
        ],
        absences=[
            Away(officer, AWAY, since=begins, until=ends)
            for officer, begins, ends in absences.values_list("officer_id", "since", "until")
        ],
        deputies=[
            Deputy(post, deputy, since=begins, until=ends)
            for post, deputy, begins, ends in stand_ins.values_list("post_id", "deputy_id", "since", "until")
        ],
        night=night,
    )


def _units(unit: str | None) -> QuerySet[Unit]:
    """Units of the same range, and those above every range."""
    range_ = Unit.objects.filter(code=unit).values_list("range_id", flat=True).first() if unit else None
    return Unit.objects.filter(Q(range=range_) | Q(range=None)) if range_ else Unit.objects.all()


def _not_over(since: datetime | None) -> Q:
    return Q(until=None) | Q(until__gt=since) if since else Q()
