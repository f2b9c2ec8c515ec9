"""A tip and the cell that acts on it: what every act of the sealed lane looks at first."""

from __future__ import annotations

from uuid import UUID

from satark.cases import errors
from satark.cases.models import Case, Event
from satark.cases.record import one_at_a_time
from satark.jurisdiction.queries import Viewer, who_am_i


def case_named(case_id: UUID) -> Case:
    """Raises CaseNotFound."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    return case


def open_for(case_id: UUID) -> tuple[Case, Viewer]:
    """A tip that this officer may change, held until the transaction ends. Raises CaseNotFound, CaseClosed."""
    case = case_named(case_id)
    viewer = cell_officer(case)
    one_at_a_time(case_id)
    if Event.objects.filter(case_id=case_id, kind=Event.Kind.CLOSED).exists():
        raise errors.CaseClosed(str(case_id))
    return case, viewer


def cell_officer(case: Case) -> Viewer:
    """Raises CaseNotFound."""
    viewer = who_am_i()
    if viewer is None or not viewer.is_cell or case.lane != Case.Lane.SEALED:
        raise errors.CaseNotFound(case.id)
    return viewer
