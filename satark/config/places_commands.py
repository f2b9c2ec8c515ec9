"""`satark places …` on the command line. What the commands do is in `places.py`, read only when one is called."""

from __future__ import annotations

import argparse
from pathlib import Path

from satark.config.command_line import Commands, begin, command


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
    boundaries_ = command(
        commands,
        "boundaries",
        boundaries,
        "judge a GeoJSON file of station boundaries; with --write also store it",
    )
    boundaries_.add_argument("file", type=Path, metavar="FILE.geojson", help="a FeatureCollection in WGS 84")
    boundaries_.add_argument("--write", action="store_true", help="store them, if no feature has a fault")
    forget_ = command(commands, "forget", forget, "take a station's boundary away: its seat counts again")
    forget_.add_argument("unit", metavar="CODE", help="code of the station, for example chn-balua")


def match(chosen: argparse.Namespace) -> int:
    from satark.config import places

    return places.match(chosen.texts, district=chosen.district, as_json=chosen.json)


def boundaries(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import places

    return places.boundaries(chosen.file, write=chosen.write)


def forget(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import places

    return places.forget(chosen.unit)
