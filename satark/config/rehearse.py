"""`satark rehearse`: sets the stage for rehearsals (the running demo, or one of its own) and prints what came of them."""

from __future__ import annotations

import fcntl
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from satark import clock
from satark.config import database, demo, supervisor
from satark.config.demo_parts import clock_file, shared_secrets
from satark.rehearsal import complaint, outage, roll, scenario, tip
from satark.rehearsal.desk import Connection, Satark
from satark.rehearsal.errors import StageMissing
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import Phone
from satark.rehearsal.stage import Stage
from satark.rehearsal.wire import ask
from satark.settings import DATABASE, Bind, Settings

CELLS = ("cell-chandauli", "cell-varanasi-range")
"""The two that a tip in Chandauli comes before."""
OFFICES = {"chandauli": ("desk-chandauli", "sp-chandauli"), "bareilly": ("desk-bareilly", "ssp-bareilly")}
"""District -> who sits at its complaint desk, and its head."""
READERS = (*CELLS, "cell-bareilly", "cell-bareilly-range")


def officer(settings: Settings, username: str) -> Officer:
    """An officer of the demo at the console. Raises OSError when the console does not answer."""
    secret = shared_secrets(settings.keys_dir).app_secret
    return Officer(settings.console_bind.url, username, demo.password(secret, username))


# --- stages ----------------------------------------------------------------------------------------------------------


@contextmanager
def stage_of(settings: Settings) -> Iterator[Stage[Satark]]:
    """The running demo as a stage, for one play at a time: they would move each other's clock. Raises StageMissing."""
    _must_run(settings)
    with alone(settings.data_dir), _stage(settings) as stage:
        yield stage


def _must_run(settings: Settings) -> None:
    if not supervisor.running(settings.data_dir):
        raise StageMissing("no demo runs on this folder: start `make demo` first.")


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    with (data_dir / "run" / "rehearsal.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StageMissing("something is played on this demo already: wait until it has ended.") from None
        yield


@contextmanager
def _stage(settings: Settings) -> Iterator[Stage[Satark]]:
    def connect() -> Connection:
        return database.connect(settings, "owner")

    desk = Satark([officer(settings, name) for name in READERS], connect, settings.data_dir)
    with closing(desk), closing(connect()) as link:
        link.autocommit = True
        yield Stage(
            simulator=settings.simulator_bind.url,
            desk=desk,
            clock_file=clock_file(settings.data_dir),
            on_pace=lambda pace: lead_database(link, pace),
        )


def lead_database(link: Connection, pace: clock.Pace) -> None:
    """The database goes by the rehearsal's time too (`desk_now()`)."""
    moments = [datetime.fromtimestamp(each, UTC) for each in (pace.real, pace.shown)]
    link.execute(
        """INSERT INTO rehearsal_clock (machine, shown, speed) VALUES (%s, %s, %s)
           ON CONFLICT (alone) DO UPDATE SET machine = excluded.machine, shown = excluded.shown, speed = excluded.speed""",
        [*moments, pace.speed],
    )


@contextmanager
def own_demo(settings: Settings) -> Iterator[Settings]:
    """A whole demo in a folder and on ports of its own, gone afterwards. Raises StageMissing when it does not start."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="satark-rehearsal-")))
        ours = _elsewhere(settings, folder)
        command = [sys.executable, "-I", "-m", "satark.config.commands", "demo"]
        process = subprocess.Popen(
            command, env=_environment(ours), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        stack.callback(_stop, process)
        _until_ready(process)
        yield ours


def _elsewhere(settings: Settings, folder: Path) -> Settings:
    console, phones, edge = free_binds(3)
    address = settings.database_url if settings.database_url and not _embedded(settings) else ""
    return replace(
        settings,
        data_dir=folder,
        keys_dir=folder / "keys",
        database_url=address,
        console_bind=console,
        simulator_bind=phones,
        edge_bind=edge,
        rehearsal_clock=clock_file(folder),
    )


def _embedded(settings: Settings) -> bool:
    return DATABASE in settings.database_url and database.is_embedded(settings)


def _environment(settings: Settings) -> dict[str, str]:
    told = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SATARK_DATA_DIR": str(settings.data_dir),
        "SATARK_CONSOLE_BIND": str(settings.console_bind),
        "SATARK_SIMULATOR_BIND": str(settings.simulator_bind),
        "SATARK_EDGE_BIND": str(settings.edge_bind),
    }
    return told | ({"SATARK_DATABASE_URL": settings.database_url} if settings.database_url else {})


def _until_ready(process: subprocess.Popen[str]) -> None:
    said = ""
    for line in process.stdout or ():
        said += line
        if "Ctrl-C" in line:
            return
    raise StageMissing(f"the rehearsal's own demo did not start: {said.strip()[-800:]}")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(60)
    if process.stdout:
        process.stdout.close()


def free_binds(count: int) -> list[Bind]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [Bind("127.0.0.1", each.getsockname()[1]) for each in taken]


# --- commands --------------------------------------------------------------------------------------------------------


def say(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


def run_tip(settings: Settings, *, as_json: bool) -> int:
    """Progress on stderr; the result as one JSON object, or as lines for people."""
    _must_run(settings)
    say("signing in at both cells")
    try:
        sp, dig = (officer(settings, name) for name in CELLS)
    except OSError:
        raise StageMissing("the console does not answer: start `make demo` first.") from None
    result = tip.walk(settings.simulator_bind.url, sp, dig, say=say)
    if as_json:
        print(json.dumps(asdict(result), ensure_ascii=False))
        return 0
    print(f"The tip was told in {result.turns} messages and answered with {result.messages_sent}.")
    print(f"Both cells saw it {result.seconds_to_cells} s after it was sent.")
    print(f"The cell's answer was on the source's phone after {result.seconds_to_answer} s.")
    return 0


RANKS = {
    "SHO": "sho-balua",
    "CO": "co-sakaldiha",
    "ASP": "asp-chandauli",
    "SP": "sp-chandauli",
    "DIG": "dig-varanasi",
}
"""The line above a complaint in Balua, each with a sign-in of the demo."""
COMPLAINTS_NUMBER = "155500010000103"


def run_complaint(settings: Settings, *, as_json: bool) -> int:
    """Progress on stderr; the result as one JSON object, or as lines for people. Exit status 0 when it was closed."""
    _must_run(settings)
    say("signing in at the desk and at every rank")
    try:
        desk = officer(settings, "desk-chandauli")
        ranks = {name: officer(settings, username) for name, username in RANKS.items()}
    except OSError:
        raise StageMissing("the console does not answer: start `make demo` first.") from None
    simulator = settings.simulator_bind.url
    shown = next(each for each in ask(f"{simulator}/api/phones")["phones"] if each["id"] == "sho-balua")
    cast = complaint.Cast(desk, ranks, Phone(simulator, shown))
    result = complaint.walk(simulator, cast, COMPLAINTS_NUMBER, say=say)
    if as_json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    else:
        print(f"Complaint {result.case} is {'closed' if result.closed else 'NOT closed'}.")
        print(f"It was on the station's phone {result.seconds_desk_to_station} s after the desk pressed.")
        for name, seconds in result.seconds_to_each_rank.items():
            print(f"It was on the board of the {name} after {seconds} s.")
        print(f"{result.messages_sent} messages were sent for it.")
    return 0 if result.closed else 1


def run_scenarios(settings: Settings, names: list[str], *, here: bool, as_json: bool) -> int:
    """Play these (none: all), on the running demo (`here`) or on one of our own. Exit status 0 when all passed."""
    chosen = [roll.find(name) for name in names] or roll.every()
    results = []
    with ExitStack() as stack:
        if not here:
            say("starting a demo of its own to play on")
            settings = stack.enter_context(own_demo(settings))
        stage = stack.enter_context(stage_of(settings))
        for number, each in enumerate(chosen, 1):
            say(f"{number}/{len(chosen)} {each.name}: {each.title}")
            result = scenario.run(each, stage, say=lambda rule: say(f"    ✓ {rule}"))
            say(f"    {'passed' if result.passed else 'FAILED: ' + result.why} ({result.seconds} s)")
            results.append(result)
    _print(results, as_json=as_json, single=len(names) == 1)
    return 0 if all(result.passed for result in results) else 1


def _print(results: list[scenario.Result], *, as_json: bool, single: bool) -> None:
    if as_json:
        found = [asdict(result) for result in results]
        print(json.dumps(found[0] if single else {"scenarios": found}, ensure_ascii=False))
        return
    for result in results:
        print(f"{'passed' if result.passed else 'FAILED'}  {result.name:<40} {result.why}")


def run_outage(settings: Settings, *, people: int, as_json: bool) -> int:
    """Seven days without the Graph API, on a demo of its own. Exit status 0 when every promise was kept."""
    with own_demo(settings) as ours, stage_of(ours) as stage:
        outcome = outage.Play(stage, people=people, say=say).run()
    if as_json:
        print(json.dumps({"outage": asdict(outcome)}, ensure_ascii=False))
    else:
        for name, value in asdict(outcome).items():
            print(f"{name.replace('_', ' '):<16} {value}")
    return 1 if outcome.faults else 0


def list_scenarios() -> int:
    for each in roll.every():
        print(f"{each.stake:>3}  {each.name:<40} {each.title}")
    return 0
