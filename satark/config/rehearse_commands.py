"""`satark rehearse …`: what is played by machine, on the running demo or on one of its own."""

from __future__ import annotations

import argparse
import sys

from satark import settings
from satark.config.command_line import Commands, command

MIXES = ("pune", "nashik", "delhi")
"""Published mixes (`rehearsal/crowd.py`)."""


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    walk = command(commands, "tip", tip, "send a whole tip as a pretend phone and answer it as the cell")
    open_one = command(
        commands,
        "complaint",
        complaint,
        "send a whole complaint and let desk, station and superiors work on it",
    )
    many = command(
        commands, "complaints", complaints, "play many complaints at once and hold them to what is promised"
    )
    many.add_argument("--count", type=int, default=100, help="how many complaints (default: 100)")
    many.add_argument("--here", action="store_true", help="on the demo that runs, not on one of its own")
    play = command(commands, "scenario", scenario, "play a fault that a real deployment has met")
    play.add_argument("names", nargs="*", metavar="NAME", help="which (see --list)")
    play.add_argument("--all", action="store_true", help="every one of them")
    play.add_argument("--list", action="store_true", help="only say which there are")
    play.add_argument(
        "--here", action="store_true", help="on the demo that runs, not on one of its own: its time will jump"
    )
    away = command(commands, "outage", outage, "let WhatsApp's API be away for seven days, in fast time")
    away.add_argument("--people", type=int, default=64, help="how many take part (default: 64)")
    day = command(
        commands, "district", district, "play a day of a district: sources, noise, cells, station phones"
    )
    day.add_argument("--speed", type=float, default=60, help="pretend seconds that pass in one (default: 60)")
    day.add_argument("--hours", type=float, default=24, help="how much of the day is played (default: 24)")
    day.add_argument("--people", type=int, default=500, help="how many write on a whole day (default: 500)")
    day.add_argument("--mix", choices=MIXES, default="nashik", help="what they write about (default: nashik)")
    day.add_argument("--seed", type=int, default=1, help="the same seed gives the same day (default: 1)")
    day.add_argument("--here", action="store_true", help="on the demo that runs: its time will run as fast")
    for each in (walk, open_one, many, play, away, day):
        each.add_argument("--json", action="store_true", help="print one JSON object")


def tip(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse

    return rehearse.run_tip(settings.assume("owner"), as_json=chosen.json)


def complaint(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse

    return rehearse.run_complaint(settings.assume("owner"), as_json=chosen.json)


def complaints(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse_complaints

    return rehearse_complaints.run(
        settings.assume("owner"), count=chosen.count, here=chosen.here, as_json=chosen.json
    )


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


def district(chosen: argparse.Namespace) -> int:
    from satark.config import rehearse_day

    how = {name: getattr(chosen, name) for name in ("speed", "hours", "people", "mix", "seed")}
    return rehearse_day.run_district(settings.assume("owner"), here=chosen.here, as_json=chosen.json, **how)
