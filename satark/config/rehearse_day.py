"""`satark rehearse district`: a day in motion, its open lane worked by both desks, both heads and a phone at every station."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from dataclasses import asdict
from typing import Any

from satark.config import database, rehearse, rehearse_posts
from satark.rehearsal import district
from satark.rehearsal.open_lane import Offices, OpenLane
from satark.settings import Settings

SILENT = ("chn-mughalsarai.sho", "bly-izzatnagar.sho", "bly-prem-nagar.sho")
"""Stations of which people write most often: their phones are looked at and not answered."""


def open_lane(settings: Settings) -> OpenLane:
    with closing(database.connect(settings, "owner", autocommit=True)) as link:
        rows = link.execute("SELECT code, name_hi FROM jurisdiction_post").fetchall()
        return OpenLane(
            offices={
                code: Offices(*(rehearse.officer(settings, name) for name in names))
                for code, names in rehearse.OFFICES.items()
            },
            phones=rehearse_posts.phones(settings, link, rehearse.OFFICES),
            names={str(code): str(name) for code, name in rows},
            silent=SILENT,
        )


def run_district(settings: Settings, *, here: bool, as_json: bool, **how: Any) -> int:
    """A district in motion, on the running demo (`here`) or on one of its own."""
    with ExitStack() as stack:
        if not here:
            rehearse.say("starting a demo of its own to play on")
            settings = stack.enter_context(rehearse.own_demo(settings))
            rehearse.say(f"watch it: {settings.simulator_bind.url}/ and {settings.console_bind.url}/")
        stage = stack.enter_context(rehearse.stage_of(settings))
        day = district.District(stage, open_lane=open_lane(settings), say=rehearse.say, **how)
        summary = day.play()
    if as_json:
        print(json.dumps({"district": asdict(summary)}, ensure_ascii=False))
        return 0
    for name, value in asdict(summary).items():
        print(f"{name.replace('_', ' '):<24} {value}")
    return 0
