"""`satark places …` on the command line. What the commands do is in `places.py`, read only when one is called."""

from __future__ import annotations

import argparse

from satark.config.command_line import Commands, command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    match_ = command(
        commands, "match", match, "say which station a written place belongs to (needs no database)"
    )
    match_.add_argument(
        "texts", nargs="+", metavar="TEXT", help="a place as somebody wrote it, one an argument"
    )
    match_.add_argument(
        "--district",
        metavar="CODE",
        help="look only below this unit, for example bareilly (default: everywhere)",
    )
    match_.add_argument("--json", action="store_true", help="print one JSON list")


def match(chosen: argparse.Namespace) -> int:
    from satark.config import places

    return places.match(chosen.texts, district=chosen.district, as_json=chosen.json)
