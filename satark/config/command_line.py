"""What the commands share: how one is put on the command line, and how it begins its work."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from satark import clock, logs, settings
from satark.settings import Process, Settings

Run = Callable[[argparse.Namespace], int]
Commands = argparse._SubParsersAction


def group(
    commands: Commands[argparse.ArgumentParser], name: str, about: str
) -> Commands[argparse.ArgumentParser]:
    parser = commands.add_parser(name, help=about, description=about)
    return parser.add_subparsers(metavar="command", required=True)


def command(
    commands: Commands[argparse.ArgumentParser], name: str, run: Run, about: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def begin(process: Process, *, django: bool = False) -> Settings:
    """Settings, logs and, where it is needed, Django for one process."""
    ours = settings.assume(process)
    logs.configure(process)
    clock.follow(ours.rehearsal_clock, graph_url=ours.graph_url)
    if django:
        set_up_django()
    return ours


def set_up_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "satark.config.django_settings"
    import django

    django.setup()
