"""A district's rule sets in the database. A version is added, never changed: it counts from the moment it is added."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from satark.cases.clock.rule_files import RulesRefused, dump, parse
from satark.cases.clock.rules import DEFAULTS, Rulebook, Rules, Version
from satark.cases.models import RuleSet
from satark.jurisdiction.models import Unit


def load(district: str | None) -> Rulebook:
    """Every version of one district; the defaults where it has none."""
    return load_all().get(district or "", Rulebook())


def load_all() -> dict[str, Rulebook]:
    """Rulebooks by district. A district that is missing goes by the defaults."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for row in RuleSet.objects.order_by("since"):
        versions[row.district_id].append(Version(row.since, parse(row.rules)))
    return {district: Rulebook(tuple(each)) for district, each in versions.items()}


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
