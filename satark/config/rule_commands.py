"""`satark rules`: which times a district is measured by, and changing them with a look at what would change."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from satark import clock
from satark.config.command_line import Commands, begin, command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    show_ = command(commands, "show", show, "print the rules of a district, defaults included, as JSON")
    set_ = command(
        commands, "set", change, "say what a file would change, and with --yes change it from now on"
    )
    for each in (show_, set_):
        each.add_argument("district", help="code of the district, for example chandauli")
    set_.add_argument("file", type=Path, help="JSON; what it leaves out has its default (docs/clock.md)")
    set_.add_argument("--yes", action="store_true", help="not only show: the new rules count from now on")


def show(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.cases.clock import rule_files, rulebooks

    rules = rulebooks.rules_of(chosen.district, now=clock.now())
    print(json.dumps(rule_files.dump(rules), ensure_ascii=False, indent=2))
    return 0


def change(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.cases.clock import rule_files, rulebooks

    now = clock.now()
    new = rule_files.parse(_read(chosen.file))
    lines = rule_files.difference(rulebooks.rules_of(chosen.district, now=now), new)
    print("\n".join(lines) or "Nothing would change.")
    if lines and chosen.yes:
        rulebooks.add(chosen.district, new, now=now)
        print("The new rules count from now on. Clocks that run already keep the old ones.")
    elif lines:
        print("Nothing was changed. Add --yes to let this count from now on.")
    return 0


def _read(file: Path) -> object:
    from satark.cases.clock.rule_files import RulesRefused

    try:
        return json.loads(file.read_text())
    except OSError as problem:
        raise RulesRefused(f"{file.name} cannot be read ({problem.strerror}).") from None
    except ValueError as problem:
        raise RulesRefused(f"{file.name} is not JSON: {problem}.") from None
