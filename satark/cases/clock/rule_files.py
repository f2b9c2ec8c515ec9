"""A rule set as JSON: read with an error that names the place, written back, compared line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from satark.cases.clock import rules
from satark.cases.clock.rules import Condition, Hours, Rules, Term, Variant

KNOWN = {
    *(
        "minutes",
        "again_minutes",
        "exceptions",
        "close_days",
        "dispute_minutes",
        "visit_days",
        "ladder_minutes",
    ),
    *(
        "signature_hours",
        "signature_reminders",
        "festivals",
        "auto_forward",
        "staffed",
        "digest_hours",
        "at_once",
    ),
}
A_YEAR = 366 * 24 * 60


class RulesRefused(Exception):
    """One place of a rule set is wrong; the text names it. Nothing was changed."""

    for_administrator = True


def parse(content: object) -> Rules:
    """What is left out keeps its default. Raises RulesRefused."""
    found = _mapping(content, "rules", KNOWN)
    usual = rules.DEFAULTS
    return Rules(
        terms={**usual.terms, **_terms(found.get("minutes", {}), "minutes", rules.MINUTED)},
        again={**usual.again, **_terms(found.get("again_minutes", {}), "again_minutes", rules.CLOCKS)},
        variants=tuple(_each(found.get("exceptions", []), "exceptions", _variant)),
        close_days=_number(found.get("close_days", usual.close_days), "close_days", 1, 365),
        dispute=_minutes(found.get("dispute_minutes", 30), "dispute_minutes"),
        signature=timedelta(hours=_number(found.get("signature_hours", 72), "signature_hours", 1, 720)),
        reminders=_reminders(found.get("signature_reminders", [24, 48])),
        visit=timedelta(days=_number(found.get("visit_days", 3), "visit_days", 1, 60)),
        festivals=frozenset(_each(found.get("festivals", []), "festivals", _day)),
        auto_forward=tuple(_each(found.get("auto_forward", []), "auto_forward", _condition)),
        staffed=_hours(found.get("staffed", {"from": 0, "until": 24}), "staffed"),
        ladder={**usual.ladder, **_terms(found.get("ladder_minutes", {}), "ladder_minutes", rules.LADDER)},
        at_once=frozenset(_each(found.get("at_once", list(rules.CLOCKS)), "at_once", _clock)),
        digests=tuple(sorted(set(_each(found.get("digest_hours", [8, 20]), "digest_hours", _hour)))),
    )


def _mapping(value: object, place: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise RulesRefused(f"{place} must be an object.")
    for name in value:
        if name not in known:
            raise RulesRefused(f"{place} knows no {name!r}; it knows {', '.join(sorted(known))}.")
    return value


def _each(value: object, place: str, read: Any) -> Iterator[Any]:
    if not isinstance(value, list):
        raise RulesRefused(f"{place} must be a list.")
    for index, item in enumerate(value):
        yield read(item, f"{place}[{index}]")


def _number(value: object, place: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise RulesRefused(f"{place} must be a whole number from {least} to {most}.")
    return value


def _minutes(value: object, place: str) -> timedelta:
    return timedelta(minutes=_number(value, place, 1, A_YEAR))


def _terms(value: object, place: str, clocks: tuple[str, ...]) -> dict[str, Term]:
    found = _mapping(value, place, set(clocks))
    return {clock: _term(each, f"{place}.{clock}") for clock, each in found.items()}


def _term(value: object, place: str) -> Term:
    found = _mapping(value, place, {"urgent", "ordinary"})
    for name in ("urgent", "ordinary"):
        if name not in found:
            raise RulesRefused(f"{place} must name both urgent and ordinary.")
    term = Term(*(_minutes(found[name], f"{place}.{name}") for name in ("urgent", "ordinary")))
    if term.urgent > term.ordinary:
        raise RulesRefused(f"{place}: urgent must not be longer than ordinary.")
    return term


def _reminders(value: object) -> tuple[timedelta, ...]:
    hours = _each(value, "signature_reminders", lambda item, place: _number(item, place, 1, 720))
    return tuple(timedelta(hours=each) for each in sorted(set(hours)))


def _variant(value: object, place: str) -> Variant:
    found = _mapping(value, place, {"when", "minutes"})
    terms = _terms(found.get("minutes", {}), f"{place}.minutes", rules.MINUTED)
    if not terms:
        raise RulesRefused(f"{place}.minutes must name at least one clock.")
    return Variant(_condition(found.get("when", {}), f"{place}.when"), terms)


def _condition(value: object, place: str) -> Condition:
    found = _mapping(value, place, {"category", "unit", "from", "until", "festival"})
    festival = found.get("festival")
    if festival is not None and not isinstance(festival, bool):
        raise RulesRefused(f"{place}.festival must be true or false.")
    hours = {name: found[name] for name in ("from", "until") if name in found}
    return Condition(
        categories=frozenset(_each(found.get("category", []), f"{place}.category", _word)),
        units=frozenset(_each(found.get("unit", []), f"{place}.unit", _word)),
        hours=_hours(hours, place) if hours else None,
        festival=festival,
    )


def _hours(value: object, place: str) -> Hours:
    found = _mapping(value, place, {"from", "until"})
    if len(found) != 2:
        raise RulesRefused(f"{place} must name both from and until.")
    return Hours(
        _number(found["from"], f"{place}.from", 0, 23), _number(found["until"], f"{place}.until", 0, 24)
    )


def _hour(value: object, place: str) -> int:
    return _number(value, place, 0, 23)


def _word(value: object, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise RulesRefused(f"{place} must be a code.")
    return value


def _clock(value: object, place: str) -> str:
    if value not in rules.CLOCKS:
        raise RulesRefused(f"{place} must be one of {', '.join(rules.CLOCKS)}.")
    return str(value)


def _day(value: object, place: str) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # anything but text is refused below
    except (TypeError, ValueError):
        raise RulesRefused(f"{place} must be a day such as 2026-11-08.") from None


# --- writing and comparing -------------------------------------------------------------------------------------------


def dump(chosen: Rules) -> dict[str, object]:
    """Complete, defaults included: what `parse` reads back as the same rules."""
    return {
        "minutes": _dump_terms(chosen.terms),
        "again_minutes": _dump_terms(chosen.again),
        "exceptions": [
            {"when": _dump_condition(each.when), "minutes": _dump_terms(each.terms)}
            for each in chosen.variants
        ],
        "close_days": chosen.close_days,
        "dispute_minutes": _whole(chosen.dispute),
        "signature_hours": _whole(chosen.signature) // 60,
        "signature_reminders": [_whole(each) // 60 for each in chosen.reminders],
        "visit_days": chosen.visit.days,
        "festivals": sorted(day.isoformat() for day in chosen.festivals),
        "auto_forward": [_dump_condition(each) for each in chosen.auto_forward],
        "staffed": {"from": chosen.staffed.start, "until": chosen.staffed.end},
        "ladder_minutes": _dump_terms(chosen.ladder),
        "digest_hours": list(chosen.digests),
        "at_once": [clock for clock in rules.CLOCKS if clock in chosen.at_once],
    }


def _whole(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def _dump_terms(terms: Mapping[str, Term]) -> dict[str, object]:
    return {
        clock: {"urgent": _whole(each.urgent), "ordinary": _whole(each.ordinary)}
        for clock, each in terms.items()
    }


def _dump_condition(when: Condition) -> dict[str, object]:
    found: dict[str, object] = {}
    if when.categories:
        found["category"] = sorted(when.categories)
    if when.units:
        found["unit"] = sorted(when.units)
    if when.hours:
        found |= {"from": when.hours.start, "until": when.hours.end}
    if when.festival is not None:
        found["festival"] = when.festival
    return found


def difference(old: Rules, new: Rules) -> list[str]:
    """One line for each place that changes: `minutes.receive.urgent: 5 → 10`."""
    before, after = dict(_flat(dump(old))), dict(_flat(dump(new)))
    places = [*before, *(place for place in after if place not in before)]
    return [
        f"{place}: {before.get(place, 'nothing')} → {after.get(place, 'nothing')}"
        for place in places
        if before.get(place) != after.get(place)
    ]


def _flat(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _flat(each, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            yield from _flat(each, f"{place}[{index}]")
    else:
        yield place, value
