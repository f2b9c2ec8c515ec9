"""The finder of each unit as the database knows it: its units, and the boundaries that its district imported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from satark.jurisdiction import gazetteer, models
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.drawing import area, coordinates
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.places import Places


class Finders:
    """Built when first asked for, and again when units or boundaries have changed."""

    def __init__(self) -> None:
        self._units: tuple[UnitLine, ...] = ()
        self._drawn: tuple[tuple[str, datetime], ...] = ()
        self._built: dict[str, Places] = {}

    def refresh(self) -> None:
        """Look whether anything changed. Two short readings."""
        units = unit_lines()
        drawn = tuple(models.Boundary.objects.order_by("unit_id").values_list("unit_id", "since"))
        if (units, drawn) != (self._units, self._drawn):
            self._units, self._drawn = units, drawn
            self._built.clear()

    def under(self, unit: str) -> Places:
        """The finder of a unit and all below it."""
        if unit not in self._built:
            lines = gazetteer.within(self._units, unit)
            bounded = boundaries([line.code for line in lines])
            self._built[unit] = Places(lines, gazetteer.landmarks(), boundaries=bounded)
        return self._built[unit]


def unit_lines() -> tuple[UnitLine, ...]:
    """Every unit, parents before children."""
    rows = {row.code: row for row in models.Unit.objects.order_by("code")}

    def depth(row: models.Unit) -> int:
        return 0 if row.parent_id is None else 1 + depth(rows[row.parent_id])

    return tuple(_line(row) for row in sorted(rows.values(), key=depth))


def boundaries(units: Iterable[str] | None = None) -> tuple[Boundary, ...]:
    """The boundaries of these units, or all."""
    rows = models.Boundary.objects.order_by("unit_id")
    if units is not None:
        rows = rows.filter(unit_id__in=list(units))
    return tuple(
        Boundary(row.unit_id, area({"type": "MultiPolygon", "coordinates": row.polygons})) for row in rows
    )


@transaction.atomic
def keep(drawn: Iterable[Boundary], *, at: datetime) -> None:
    """Store boundaries; a unit's earlier one is replaced, those of other units stay."""
    for each in drawn:
        models.Boundary.objects.update_or_create(
            unit_id=each.unit, defaults={"polygons": coordinates(each.area), "since": at}
        )


@transaction.atomic
def forget(unit: str) -> bool:
    """Take a unit's boundary away; from then on its seat counts. False when it had none."""
    deleted, _ = models.Boundary.objects.filter(unit_id=unit).delete()
    return deleted > 0


def _line(row: models.Unit) -> UnitLine:
    return UnitLine(
        code=row.code,
        kind=row.kind,
        parent=row.parent_id or "",
        name_en=row.name_en,
        name_hi=row.name_hi,
        latitude=row.latitude,
        longitude=row.longitude,
        aliases=tuple(row.aliases),
    )
