"""A district's rule sets in the database. A version is added, never changed: it counts from the moment it is added."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from satark import logs
from satark.cases.clock.rule_files import RulesRefused, dump, parse
from satark.cases.clock.rules import DEFAULTS, Rulebook, Rules, Version
from satark.cases.models import RuleSet
from satark.jurisdiction.models import Unit

log = logs.get()


def load(district: str | None) -> Rulebook:
    """Every version of one district; the defaults where it has none."""
    return load_all().get(district or "", Rulebook())


def load_all() -> dict[str, Rulebook]:
    """Rulebooks by district. A district that is missing goes by the defaults."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for row in RuleSet.objects.order_by("since"):
        if (chosen := _read(row)) is not None:
            versions[row.district_id].append(Version(row.since, chosen))
    return {district: Rulebook(tuple(each)) for district, each in versions.items()}


def _read(row: RuleSet) -> Rules | None:
    """A version that says nothing readable never was one: it must not stop the clocks, its own or another district's."""
    try:
        return parse(row.rules)
    except RulesRefused as problem:
        log.error("cases.rules_unreadable", district=row.district_id, version=row.pk, problem=problem)
        return None


def rules_of(district: str, *, now: datetime) -> Rules:
    return load(district).at(now)


def add(district: str, chosen: Rules, *, now: datetime, officer: int | None = None) -> None:
    """From now on. Raises RulesRefused: for what is no district, and before a version that already stands."""
    if not Unit.objects.filter(code=district, kind=Unit.Kind.DISTRICT).exists():
        raise RulesRefused(f"{district} is no district.")
    if RuleSet.objects.filter(district_id=district, since__gte=now).exists():
        raise RulesRefused("A newer version stands already: rules never count for what is over.")
    RuleSet(district_id=district, since=now, rules=dump(chosen), officer_id=officer).save(force_insert=True)


__all__ = ["DEFAULTS", "add", "load", "load_all", "rules_of"]
