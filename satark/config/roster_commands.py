"""`satark roster …` and `satark units …` on the command line. What they do is in `roster.py`, read only when one is called."""

from __future__ import annotations

import argparse
from pathlib import Path

from satark.config.command_line import Commands, begin, command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    import_ = command(
        commands, "import", import_roster, "show what a CSV roster would change; with --write also store it"
    )
    _file(import_)
    list_ = command(
        commands, "list", list_roster, "who holds which post, whose phone is enrolled, who cannot be reached"
    )
    list_.add_argument("--unit", metavar="CODE", help="only this unit and what is below it")


def add_units(commands: Commands[argparse.ArgumentParser]) -> None:
    _file(
        command(
            commands,
            "import",
            import_units,
            "show what a CSV of units would change; with --write also store it",
        )
    )


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="CSV UTF-8, columns as in docs/roster.md")
    parser.add_argument("--write", action="store_true", help="store it, if no row has a fault")


def import_roster(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import roster

    return roster.import_roster(chosen.file, write=chosen.write)


def list_roster(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import roster

    return roster.list_roster(chosen.unit)


def import_units(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import roster

    return roster.import_units(chosen.file, write=chosen.write)
