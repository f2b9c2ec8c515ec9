"""Setting up units, posts and who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.db import transaction

from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.models import Holding, Post, Unit


class Person(Protocol):
    """An officer, as far as a post needs to know him."""

    @property
    def pk(self) -> int: ...


@transaction.atomic
def import_units(lines: Iterable[UnitLine]) -> None:
    """Make or change units; parents before children, or there already. What is not in the list stays.

    Raises KeyError for a parent that is neither: to leave it out would unhook the child.
    """
    lines = list(lines)
    there = {unit.code: unit for unit in Unit.objects.filter(code__in=[line.parent for line in lines])}
    known: dict[str, Unit] = {}
    for line in lines:
        parent = (known.get(line.parent) or there[line.parent]) if line.parent else None
        unit = Unit(
            code=line.code,
            kind=line.kind,
            parent=parent,
            name_en=line.name_en,
            name_hi=line.name_hi,
            latitude=line.latitude,
            longitude=line.longitude,
            aliases=list(line.aliases),
        )
        # The unit of these kinds that this one stands in; a district stands in itself.
        unit.district_id = (
            line.code if line.kind == Unit.Kind.DISTRICT else parent.district_id if parent else None
        )
        unit.range_id = line.code if line.kind == Unit.Kind.RANGE else parent.range_id if parent else None
        known[line.code] = unit
    fields = [f.name for f in Unit._meta.concrete_fields if not f.primary_key]
    Unit.objects.bulk_create(
        known.values(), update_conflicts=True, unique_fields=["code"], update_fields=fields
    )


@transaction.atomic
def add_post(*, code: str, unit: str, role: Post.Role, name_en: str, name_hi: str) -> None:
    """Make a post or rename it."""
    Post.objects.update_or_create(
        code=code, defaults={"unit_id": unit, "role": role, "name_en": name_en, "name_hi": name_hi}
    )


@transaction.atomic
def take_charge(officer: Person, *, post: str, at: datetime) -> None:
    """An officer takes a post. Taking it again changes nothing."""
    Holding.objects.get_or_create(officer_id=officer.pk, post_id=post, until=None, defaults={"since": at})
