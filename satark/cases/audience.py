"""Who may read a case: units are named for it, each on one side. Of a unit that is not named nobody knows that it exists."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from satark.cases.models import Audience


def name(case_id: UUID, units: Iterable[str], *, side: Audience.Side) -> None:
    """Let these units read the case. Naming one again changes nothing."""
    rows = [Audience(case_id=case_id, unit_id=unit, side=side) for unit in units]
    Audience.objects.bulk_create(rows, ignore_conflicts=True)


def name_lines(cases: Iterable[tuple[UUID, str]]) -> None:
    """Let the lines of these units read these cases, many at once. Naming one again changes nothing."""
    rows = [Audience(case_id=case_id, unit_id=unit, side=Audience.Side.LINE) for case_id, unit in cases]
    Audience.objects.bulk_create(rows, ignore_conflicts=True)


def unname_line(case_id: UUID, units: Iterable[str]) -> None:
    """These units' lines know of the case no more. Only the desk of the case can do it; else nothing happens."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT desk_unnames(%s, %s)", [case_id, list(units)])
