"""`satark rehearse complaints`: sets the stage, lets them be told and worked on, and prints what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict

from satark.clock import INDIA
from satark.config import database, rehearse, rehearse_posts
from satark.rehearsal import judging
from satark.rehearsal.complaints import Cast, Complaints, Place
from satark.rehearsal.desk import Satark
from satark.rehearsal.stage import Stage
from satark.settings import Settings

STATIONS = (
    *("chn-balua", "chn-sakaldiha", "chn-mughalsarai", "chn-sayedraja", "chn-chakia", "chn-naugarh"),
    *("bly-izzatnagar", "bly-baradari", "bly-qila", "bly-baheri", "bly-mirganj", "bly-faridpur"),
)
"""On whose ground it happens: six of each district, of nearly every circle."""
BY_DAY = 11
"""The hour in India at which it begins on a demo of its own: desks are staffed then."""
CONTROLS = {"chandauli": "chn-dcr.control", "bareilly": "bly-dcr.control"}
Say = Callable[[str], None]


def cast(settings: Settings, stations: Sequence[str] = STATIONS) -> Cast:
    """Everybody who takes part when it happens on the ground of these stations: all of their districts."""
    with closing(database.connect(settings, "owner", autocommit=True)) as link:
        homes, lines = rehearse_posts.districts(link), rehearse_posts.lines(link)
        played = {homes[unit] for unit in stations}
        above = {post for unit, district in homes.items() if district in played for post in lines[unit]}
        return Cast(
            places={district: _place(settings, district) for district in sorted(played)},
            grounds=rehearse_posts.grounds(link, stations),
            phones=rehearse_posts.phones(settings, link, played),
            boards=rehearse_posts.boards(
                settings, link, sorted(post for post in above if not post.endswith(".sho"))
            ),
            lines=lines,
            controls=CONTROLS,
            cells=[rehearse.officer(settings, name) for name in rehearse.READERS],
        )


def _place(settings: Settings, district: str) -> Place:
    desk, head = (rehearse.officer(settings, name) for name in rehearse.OFFICES[district])
    return Place(desk, head, rehearse_posts.NUMBERS[district], rehearse_posts.LANGUAGES[district])


def run(settings: Settings, *, count: int, here: bool, as_json: bool) -> int:
    """On the running demo (`here`) or on one of its own. Exit status 0 when every rule held."""
    with ExitStack() as stack:
        if not here:
            rehearse.say("starting a demo of its own to play on")
            settings = stack.enter_context(rehearse.own_demo(settings))
        stage = stack.enter_context(rehearse.stage_of(settings))
        if not here:
            until_day(stage)
        outcome = play(settings, stage, count=count, say=rehearse.say)
    if as_json:
        print(json.dumps({"complaints": asdict(outcome)}, ensure_ascii=False))
    else:
        for name, value in asdict(outcome).items():
            print(f"{name.replace('_', ' '):<24} {value}")
    return 1 if outcome.faults else 0


def until_day(stage: Stage[Satark]) -> None:
    stage.let_pass(hours=(BY_DAY - stage.now().astimezone(INDIA).hour) % 24)


def play(
    settings: Settings, stage: Stage[Satark], *, count: int, say: Say = lambda _: None
) -> judging.Outcome:
    say("every post gets its phone, every superior his board")
    everybody = cast(settings)
    say(f"{count} complaints are told")
    played = Complaints(stage, everybody, count=count, say=say).play()
    say("looking where everything landed")
    return judging.judge(played, everybody, stage.desk, count)
