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

    _changes(commands)


def _changes(commands: Commands[argparse.ArgumentParser]) -> None:
    absent = command(
        commands, "absent", change, "the holder of a post is away: leave, court, line, suspended …"
    )
    back = command(commands, "back", change, "the holder of a post is there again")
    relieve = command(commands, "relieve", change, "the holder of a post leaves it")
    stand_in = command(
        commands, "stand-in", change, "name the post that acts while nobody is there; without one: the SSI"
    )
    for each, does in ((absent, "absent"), (back, "back"), (relieve, "relieve"), (stand_in, "stand_in")):
        each.set_defaults(does=does)
        each.add_argument("post", help="code of the post, for example chn-balua.sho")
        each.add_argument(
            "--at", metavar="WHEN", default="", help="24.11.2026 or '24.11.2026 22:00' (default: now)"
        )
    absent.add_argument("kind", help="leave, medical, court, training, election, attached, line or suspended")
    absent.add_argument("--until", metavar="WHEN", default="", help="when he is back (default: until `back`)")
    stand_in.add_argument("deputy", nargs="?", help="code of the post that acts")
    for each in (absent, back, relieve):
        each.add_argument("--officer", metavar="USERNAME", help="which one, where several hold the post")


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


def change(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import roster_changes

    return roster_changes.make(chosen)


def import_units(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import roster

    return roster.import_units(chosen.file, write=chosen.write)
