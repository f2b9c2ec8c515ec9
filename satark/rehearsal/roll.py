"""The roll of scenarios: every file of `scenarios/`, found by itself."""

from __future__ import annotations

import importlib
import pkgutil

from satark.rehearsal import scenarios
from satark.rehearsal.errors import StageMissing
from satark.rehearsal.scenario import Scenario


def every() -> list[Scenario]:
    """Every scenario, in the order of the table stakes."""
    names = sorted(each.name for each in pkgutil.iter_modules(scenarios.__path__))
    return sorted(map(_load, names), key=lambda each: (each.stake, each.name))


def find(name: str) -> Scenario:
    """Raises StageMissing with the names there are."""
    found = next((each for each in every() if each.name == name), None)
    if found is None:
        raise StageMissing(f"there is no scenario {name}. There are: {', '.join(s.name for s in every())}")
    return found


def _load(name: str) -> Scenario:
    module = importlib.import_module(f"{scenarios.__name__}.{name}")
    told = (module.__doc__ or "").strip()
    return Scenario(name.partition("_")[2].replace("_", "-"), module.STAKE, told, module.HINDI, module.play)
