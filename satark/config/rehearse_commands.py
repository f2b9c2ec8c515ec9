"""`satark rehearse …`: what is played by machine, on the running demo or on one of its own."""

from __future__ import annotations

import argparse
import sys

from satark import settings
from satark.config.command_line import Commands, command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    walk = command(commands, "tip", tip, "send a whole tip as a pretend phone and answer it as the cell")
    play = command(commands, "scenario", scenario, "play a fault that a real deployment has met")
    play.add_argument("names", nargs="*", metavar="NAME", help="which (see --list)")
    play.add_argument("--all", action="store_true", help="every one of them")
    play.add_argument("--list", action="store_true", help="only say which there are")
    play.add_argument(
        "--here", action="store_true", help="on the demo that runs, not on one of its own: its time will jump"
    )
    away = command(commands, "outage", outage, "let WhatsApp's API be away for seven days, in fast time")
    away.add_argument("--people", type=int, default=64, help="how many take part (default: 64)")
    for each in (walk, play, away):
        each.add_argument("--json", action="store_true", help="print one JSON object")


def tip(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse

    return rehearse.run_tip(settings.assume("owner"), as_json=chosen.json)


def scenario(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse

    if chosen.list:
        return rehearse.list_scenarios()
    if bool(chosen.names) == chosen.all:
        print("satark: name a scenario, or ask for --all; --list shows them.", file=sys.stderr)
        return 2
    return rehearse.run_scenarios(
        settings.assume("owner"), chosen.names, here=chosen.here, as_json=chosen.json
    )


def outage(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse

    return rehearse.run_outage(settings.assume("owner"), people=chosen.people, as_json=chosen.json)
