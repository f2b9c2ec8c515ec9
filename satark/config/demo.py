"""The demo's two districts: units, posts, officers who may sign in, two numbers, and phones enrolled to posts.

Everything here is made up: phone numbers that cannot exist, passwords that are this installation's own.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

from satark import clock
from satark.config import database
from satark.config.demo_parts import as_told, shared_secrets
from satark.conversation.values import Language
from satark.settings import Settings, SettingsError
from satark.vault import keystore

if TYPE_CHECKING:
    from satark.jurisdiction.models import Post

OFFICERS = (
    # (username, name, post, who it is)
    ("cell-chandauli", "Insp. Meena Yadav", "chandauli.cell", "SP's cell, Chandauli"),
    ("cell-bareilly", "Insp. Arif Khan", "bareilly.cell", "SP's cell, Bareilly"),
    ("cell-varanasi-range", "Insp. S. N. Rai", "vns-range.cell", "DIG's cell, Varanasi Range"),
    ("cell-bareilly-range", "Insp. Kavita Singh", "bly-range.cell", "DIG's cell, Bareilly Range"),
    ("sho-balua", "SI Dinesh Patel", "chn-balua.sho", "SHO Balua"),
    ("sho-izzatnagar", "SI Rakesh Gangwar", "bly-izzatnagar.sho", "SHO Izzatnagar"),
)
NUMBERS: tuple[tuple[str, str, str, str, tuple[Language, ...]], ...] = (
    # (phone_number_id, business account, display, unit, languages): those of the pretend WhatsApp
    ("155500010000101", "155500010000901", "+91 55500 00101", "chandauli", ("hi", "en", "ur", "bho")),
    ("155500010000102", "155500010000902", "+91 55500 00102", "bareilly", ("hi", "en", "ur")),
)
DUTY_PHONES = {
    # phone of the pretend WhatsApp -> post
    "sho-balua": "chn-balua.sho",
    "co-sakaldiha": "chn-c-skd.co",
    "sp-chandauli": "chandauli.sp",
    "sho-izzatnagar": "bly-izzatnagar.sho",
}
CELLS = {
    "chandauli": "SP's cell",
    "bareilly": "SP's cell",
    "vns-range": "DIG's cell",
    "bly-range": "DIG's cell",
}
CELLS_HI = {"SP's cell": "एसपी सेल", "DIG's cell": "डीआईजी सेल"}


def seed(settings: Settings) -> list[tuple[str, str, str]]:
    """Make what is missing; a second start changes nothing. Returns (who it is, username, password).

    Raises SettingsError on a database that is used in earnest.
    """
    from django.db import transaction

    from satark.accounts.models import Officer
    from satark.jurisdiction import gazetteer, services

    _refuse_in_earnest()
    secret = shared_secrets(settings.keys_dir).app_secret
    sign_ins = [(who, username, password(secret, username)) for username, _, _, who in OFFICERS]
    if Officer.objects.count() >= len(OFFICERS):
        _numbers()
        return sign_ins
    with transaction.atomic():
        services.import_units(gazetteer.units())
        for code, unit, role, en, hi in _posts():
            services.add_post(code=code, unit=unit, role=role, name_en=en, name_hi=hi)
        for username, name, post, _ in OFFICERS:
            officer = Officer.objects.filter(username=username).first() or Officer(
                username=username, name=name
            )
            officer.set_password(password(secret, username))
            officer.save()
            services.take_charge(officer, post=post, at=clock.now())
        _numbers()
    return sign_ins


def _refuse_in_earnest() -> None:
    """What waits there would be said to pretend phones, and pretend officers could read."""
    from satark.relay import numbers

    there = {number.id for number in numbers.known()}
    if there and not there & {phone_number_id for phone_number_id, *_ in NUMBERS}:
        raise SettingsError("SATARK_DATABASE_URL: that database has numbers that are no demo's.")


def _numbers() -> None:
    """At every start: a release may want to know more of a number than the one that first added it."""
    from satark.relay import numbers

    for phone_number_id, waba_id, display, unit, languages in NUMBERS:
        numbers.add(
            phone_number_id=phone_number_id,
            waba_id=waba_id,
            display=display,
            unit=unit,
            lanes=["sealed"],
            languages=languages,
        )


def password(secret: str, username: str) -> str:
    """This installation's own and the same at every start, without being written down anywhere."""
    return base64.b32encode(hmac.digest(secret.encode(), username.encode(), sha256))[:10].decode().lower()


def _posts() -> Iterator[tuple[str, str, Post.Role, str, str]]:
    from satark.jurisdiction import gazetteer
    from satark.jurisdiction.models import Post

    role = Post.Role
    for unit in gazetteer.units():
        en, hi = unit.name_en, unit.name_hi
        if unit.code in CELLS:
            cell = CELLS[unit.code]
            yield f"{unit.code}.cell", unit.code, role.CELL, f"{cell}, {en}", f"{CELLS_HI[cell]}, {hi}"
        match unit.kind:
            case "station":
                yield f"{unit.code}.sho", unit.code, role.SHO, f"SHO {en}", f"थानाध्यक्ष {hi}"
            case "circle":
                short = en.removeprefix("Circle ")
                yield f"{unit.code}.co", unit.code, role.CO, f"CO {short}", f"सीओ {hi.removeprefix('सर्किल ')}"
            case "subdivision":
                yield f"{unit.code}.asp", unit.code, role.ASP, en, hi
            case "district":
                yield f"{unit.code}.sp", unit.code, role.SP, f"SP {en}", f"एसपी {hi}"
            case "range":
                yield f"{unit.code}.dig", unit.code, role.DIG, f"DIG {en}", f"डीआईजी {hi}"
            case "special":
                yield f"{unit.code}.head", unit.code, role.SPECIAL, en, hi


def enrol(settings: Settings) -> None:
    """Let the pretend phones of officers send their posts' one-time codes, once. Needs all processes running."""
    from satark.relay import enrolment

    key = keystore.read(settings.keys_dir, "admin").enrolment
    with closing(database.connect(settings, "owner", autocommit=True)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT post_id FROM relay_enrolment WHERE used_at IS NOT NULL")
        done = {row[0] for row in cursor.fetchall()}
        for phone, post in DUTY_PHONES.items():
            if post not in done:
                _send(settings, phone, f"duty {enrolment.issue(cursor, key, post, clock.now())}")


def file_templates(settings: Settings) -> None:
    """File our templates with the pretend WhatsApp, as a district files them with the real one. Needs it running."""
    from satark.channels.whatsapp.setup import OurNumber
    from satark.config import template_filing

    ours = [OurNumber(ident, display, waba, languages) for ident, waba, display, _, languages in NUMBERS]
    asyncio.run(template_filing.walk(as_told(settings), ours, ("create", "change")))


def _send(settings: Settings, phone: str, text: str) -> None:
    request = urllib.request.Request(
        f"{settings.simulator_bind.url}/api/phones/{phone}/send",
        data=json.dumps({"type": "text", "text": text}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10):
        pass
