"""The `satark` command. Each process imports only its own part: the edge never loads Django."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from satark import clock, settings
from satark.config import (
    places_commands,
    poster_commands,
    rehearse_commands,
    roster_commands,
    rule_commands,
    whatsapp_commands,
)
from satark.config.command_line import Commands, begin, command, group, set_up_django
from satark.settings import SettingsError

ABOUT = "Satark, the WhatsApp desk of a police district."
DEMO_ABOUT = "run everything on this machine, with two pretend districts and a pretend WhatsApp, until Ctrl-C"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says. Returns the exit status; a refusal is one sentence on stderr."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KeyboardInterrupt:
        return 130
    except Exception as refused:
        sentence = _sentence(refused)
        if sentence is None:
            raise
        print(f"satark: {sentence}", file=sys.stderr)
        return 2


def _sentence(refused: Exception) -> str | None:
    """The words of an error that was written for the administrator; None for every other."""
    import psycopg

    from satark.vault.keystore import KeyMissing

    away = refused if isinstance(refused, psycopg.OperationalError) else refused.__cause__
    if isinstance(away, psycopg.OperationalError) and away.sqlstate is None:
        return "the database does not answer: does it run, and is SATARK_DATABASE_URL right?"
    if isinstance(refused, SettingsError | KeyMissing) or getattr(refused, "for_administrator", False):
        return str(refused)
    return None


# --- what each command does ------------------------------------------------------------------------------------------


def demo(_chosen: argparse.Namespace) -> int:
    from satark.config import supervisor

    return supervisor.run(settings.assume("owner"))


def demo_reset(_chosen: argparse.Namespace) -> int:
    from satark.config import reset

    return reset.run(settings.assume("owner"))


def edge(_chosen: argparse.Namespace) -> int:
    from satark.edge import server

    return server.run(begin("edge"))


def relay(_chosen: argparse.Namespace) -> int:
    ours = begin("relay", django=True)
    from satark.relay import process

    return int(process.run(ours))


def console(_chosen: argparse.Namespace) -> int:
    from satark.config import web

    return web.run(begin("console"))


def worker(_chosen: argparse.Namespace) -> int:
    ours = begin("worker", django=True)
    from satark.worker import process

    return int(process.run(ours))


def simulator(_chosen: argparse.Namespace) -> int:
    from satark.simulator import server

    server.main(begin("simulator"))
    return 0


def db_init(_chosen: argparse.Namespace) -> int:
    from satark.config import database

    database.init(begin("owner"))
    return 0


def db_migrate(_chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import database

    database.migrate(ours)
    return 0


def db_prepare(chosen: argparse.Namespace) -> int:
    """What the supervisor runs before the processes: one start of Python in place of three."""
    from satark.config import database

    ours = begin("owner")
    database.init(ours)
    set_up_django()
    database.migrate(ours)
    if chosen.demo:
        from satark.config import demo

        # Who may sign in, for the supervisor's block: (who it is, name, password).
        print(json.dumps([list(each) for each in demo.seed(ours)]))
    return 0


def doctor(chosen: argparse.Namespace) -> int:
    from satark.config import doctor

    return doctor.run(settings.assume("owner"), quiet=chosen.quiet)


def number_add(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.relay import numbers

    numbers.add(
        phone_number_id=chosen.phone_number_id,
        waba_id=chosen.waba,
        display=chosen.display,
        unit=chosen.unit,
        lanes=[lane.strip() for lane in chosen.lanes.split(",")],
        languages=[language.strip() for language in chosen.languages.split(",")],
        per_second=chosen.per_second,
        staffed=chosen.staffed,
    )
    print(f"The number answers for {chosen.unit}.")
    return 0


def post_enrol(chosen: argparse.Namespace) -> int:
    from contextlib import closing

    from satark.config import database
    from satark.relay import enrolment
    from satark.vault import keystore

    ours = begin("owner")
    key = keystore.read(ours.keys_dir, "admin").enrolment
    with closing(database.connect(ours, "owner", autocommit=True)) as connection:
        code = enrolment.issue(connection.cursor(), key, chosen.post, clock.now(), phone=chosen.phone)
    print(f"The phone of {chosen.post} sends this to the desk's number, once, within two days:  duty {code}")
    return 0


def post_release(chosen: argparse.Namespace) -> int:
    from contextlib import closing

    from satark.config import database
    from satark.relay import enrolment

    with closing(database.connect(begin("owner"), "owner")) as connection:
        phones = enrolment.release(connection.cursor(), chosen.post, phone=chosen.phone)
        connection.commit()
    kind = f"{chosen.phone} phone" if chosen.phone else "phone"
    print(
        f"{chosen.post} has no {kind} any more (it had {phones}). Enrol the new one with `satark post enrol`."
    )
    return 0


# --- the command line ------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="satark", description=ABOUT, epilog="Settings: docs/settings.md.")
    commands = parser.add_subparsers(metavar="command", required=True)
    command(commands, "demo", demo, DEMO_ABOUT)
    command(commands, "demo-reset", demo_reset, "delete the demo's data: database, keys, evidence and logs")
    command(commands, "edge", edge, "take in WhatsApp's webhooks")
    command(commands, "relay", relay, "hold the conversations and send")
    command(commands, "console", console, "serve the officers' pages")
    command(commands, "worker", worker, "do what falls due")
    command(commands, "simulator", simulator, "run the pretend WhatsApp")
    ready = command(
        commands, "doctor", doctor, "say in plain words whether everything runs (exit status 0: ready)"
    )
    ready.add_argument("--quiet", action="store_true", help="only the exit status")
    _database_commands(group(commands, "db", "prepare the database"))
    _number_commands(group(commands, "number", "WhatsApp numbers of the desk"))
    posts = group(commands, "post", "posts and their phones")
    enrol = command(posts, "enrol", post_enrol, "make the one-time code that lets a phone stand for a post")
    release = command(
        posts, "release", post_release, "take every phone from a post: transfer, suspension, loss"
    )
    for each in (enrol, release):
        each.add_argument("post", help="code of the post, for example chn-balua.sho")
        each.add_argument(
            "--phone",
            choices=("cug", "private"),
            default="cug" if each is enrol else None,
            help="the official SIM of the post, or its holder's own phone (default: "
            + ("cug)" if each is enrol else "both)"),
        )
    roster_commands.add(group(commands, "roster", "who holds which post"))
    roster_commands.add_units(group(commands, "units", "the tree of units"))
    whatsapp_commands.add(group(commands, "whatsapp", "set up and look after our numbers at WhatsApp"))
    places_commands.add(group(commands, "places", "where a place lies: names, boundaries"))
    poster_commands.add(group(commands, "poster", "posters with a QR code that opens a talk"))
    rehearse_commands.add(group(commands, "rehearse", "play by machine what people do and what breaks"))
    rule_commands.add(group(commands, "rules", "times by which a district is measured"))
    return parser


def _database_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    command(
        commands, "init", db_init, "make the database and one role a process (as a superuser of the server)"
    )
    command(commands, "migrate", db_migrate, "bring the tables and rights to this release")
    prepare = command(commands, "prepare", db_prepare, "init and migrate in one")
    prepare.add_argument("--demo", action="store_true", help="also the demo's districts, posts and officers")


def _number_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    add = command(commands, "add", number_add, "let a WhatsApp number answer for a unit")
    add.add_argument(
        "--phone-number-id", required=True, help="Meta's id of the number, from the app dashboard"
    )
    add.add_argument(
        "--waba", default="", help="Meta's id of the business account that the number belongs to"
    )
    add.add_argument("--display", required=True, help="the number as the public dials it")
    add.add_argument("--unit", required=True, help="code of the unit it answers for, for example chandauli")
    add.add_argument(
        "--lanes", default="sealed", help="lanes it offers, separated by commas (default: sealed)"
    )
    add.add_argument(
        "--languages", default="hi,en,ur,bho", help="languages it offers (default: hi,en,ur,bho)"
    )
    add.add_argument(
        "--per-second",
        type=int,
        default=80,
        help="messages in and out that Meta lets it have a second (default: 80)",
    )
    add.add_argument(
        "--staffed", default="", help="hours in which complaints are read, such as 8-22 (default: always)"
    )


if __name__ == "__main__":
    sys.exit(main())
