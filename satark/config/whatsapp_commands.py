"""`satark whatsapp …` on the command line. What the commands do is in `whatsapp.py`, read only when one is called."""

from __future__ import annotations

import argparse
from pathlib import Path

from satark.config.command_line import Commands, begin, command, group


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    look = command(
        commands, "doctor", doctor, "ask WhatsApp whether everything is set up right (exit status 0: it is)"
    )
    look.add_argument("--json", action="store_true", help="print one JSON object")
    subscribing = "let our app get the webhooks of every business account of ours"
    command(commands, "subscribe", subscribe, subscribing)
    link_ = command(commands, "link", link, "print the link that opens a talk with a number of ours")
    link_.add_argument("--number", required=True, help="Meta's id of the number")
    link_.add_argument("--poster", default="", help="code of a poster, to be counted for it")
    link_.add_argument("-o", "--output", type=Path, help="also draw its QR code into this SVG file")
    _template_commands(group(commands, "templates", "the texts for when 24 hours are over"))
    _qr_commands(group(commands, "qr", "codes that WhatsApp itself keeps"))


def _template_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    push = command(commands, "push", templates_push, "create what is missing and change what differs")
    push.add_argument("--prune", action="store_true", help="also delete every template that is none of ours")
    differ = command(commands, "diff", templates_diff, "say what push would do (exit status 1: something)")
    all_ = command(commands, "list", templates_list, "say what stands at WhatsApp")
    for each in (push, differ, all_):
        each.add_argument("--json", action="store_true", help="print one JSON object")


def _qr_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    create = command(
        commands, "create", qr_create, "make a code that opens a talk, with a poster's words in it"
    )
    create.add_argument("--poster", default="", help="code of a poster, to be counted for it")
    listing = command(commands, "list", qr_list, "say which there are")
    delete = command(
        commands, "delete", qr_delete, "delete one: what is printed with it leads nowhere any more"
    )
    delete.add_argument("code", help="the code, as `list` shows it")
    for each in (create, listing, delete):
        each.add_argument("--number", required=True, help="Meta's id of the number")


def doctor(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp

    return whatsapp.doctor(ours, as_json=chosen.json)


def subscribe(_chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp

    return whatsapp.subscribe(ours)


def link(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import whatsapp_links

    return whatsapp_links.link(chosen.number, poster=chosen.poster, output=chosen.output)


def templates_push(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_templates

    return whatsapp_templates.push(ours, prune=chosen.prune, as_json=chosen.json)


def templates_diff(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_templates

    return whatsapp_templates.diff(ours, as_json=chosen.json)


def templates_list(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_templates

    return whatsapp_templates.listing(ours, as_json=chosen.json)


def qr_create(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_links

    return whatsapp_links.create(ours, chosen.number, poster=chosen.poster)


def qr_list(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_links

    return whatsapp_links.listing(ours, chosen.number)


def qr_delete(chosen: argparse.Namespace) -> int:
    ours = begin("owner", django=True)
    from satark.config import whatsapp_links

    return whatsapp_links.delete(ours, chosen.number, chosen.code)
