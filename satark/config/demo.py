"""The demo's two districts: units, posts, officers who may sign in, two numbers, and phones enrolled to posts.

Everything here is made up: phone numbers that cannot exist, passwords that are this installation's own.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import urllib.request
from contextlib import closing
from hashlib import sha256

from satark import clock
from satark.config import database, demo_people
from satark.config.demo_parts import as_told, shared_secrets
from satark.conversation.values import Language
from satark.settings import Settings, SettingsError
from satark.vault import keystore

OFFICERS = (
    # (username, name, post, who it is)
    ("cell-chandauli", "Insp. Meena Yadav", "chandauli.cell", "SP's cell, Chandauli"),
    ("cell-bareilly", "Insp. Arif Khan", "bareilly.cell", "SP's cell, Bareilly"),
    ("cell-varanasi-range", "Insp. S. N. Rai", "vns-range.cell", "DIG's cell, Varanasi Range"),
    ("cell-bareilly-range", "Insp. Kavita Singh", "bly-range.cell", "DIG's cell, Bareilly Range"),
    ("sho-balua", "SI Dinesh Patel", "chn-balua.sho", "SHO Balua"),
    ("sho-izzatnagar", "SI Rakesh Gangwar", "bly-izzatnagar.sho", "SHO Izzatnagar"),
    ("desk-chandauli", "Insp. Aarti Mahua", "chandauli.desk", "complaint desk, Chandauli"),
    ("desk-bareilly", "Insp. Bilal Palash", "bareilly.desk", "complaint desk, Bareilly"),
    ("co-sakaldiha", "Dy SP Champa Kadamb", "chn-c-skd.co", "CO Sakaldiha"),
    ("co-city-3", "Dy SP Danish Jamun", "bly-c-3.co", "CO City Third, Bareilly"),
    ("asp-chandauli", "Addl SP Ekta Sone", "chandauli-sadar-sub.asp", "ASP Sadar, Chandauli"),
    ("sp-chandauli", "SP Firoz Gomti", "chandauli.sp", "SP Chandauli"),
    ("ssp-bareilly", "SSP Gauri Ramganga", "bareilly.sp", "SSP Bareilly"),
    ("dig-varanasi", "DIG Harish Belan", "vns-range.dig", "DIG Varanasi Range"),
    ("dig-bareilly", "DIG Indu Sharda", "bly-range.dig", "DIG Bareilly Range"),
    ("admin-chandauli", "Insp. Javed Neem", "chandauli.admin", "administrator, Chandauli"),
    ("admin-bareilly", "Insp. Kiran Peepal", "bareilly.admin", "administrator, Bareilly"),
)
Numbers = tuple[tuple[str, str, str, str, tuple[Language, ...]], ...]

# (phone_number_id, business account, display, unit, languages): those of the pretend WhatsApp
NUMBERS: Numbers = (
    ("155500010000101", "155500010000901", "+91 55500 00101", "chandauli", ("hi", "en", "ur", "bho")),
    ("155500010000102", "155500010000902", "+91 55500 00102", "bareilly", ("hi", "en", "ur")),
)
"""For sealed tips."""
OPEN_NUMBERS: Numbers = (
    ("155500010000103", "155500010000903", "+91 55500 00103", "chandauli", ("hi", "en", "ur", "bho")),
    ("155500010000104", "155500010000904", "+91 55500 00104", "bareilly", ("hi", "en", "ur")),
)
"""For open complaints."""
STAFFED = "8-22"
"""Hours of the demo's complaint desks."""
DUTY_PHONES = {
    # phone of the pretend WhatsApp -> post
    "sho-balua": "chn-balua.sho",
    "co-sakaldiha": "chn-c-skd.co",
    "sp-chandauli": "chandauli.sp",
    "sho-izzatnagar": "bly-izzatnagar.sho",
}


def seed(settings: Settings) -> list[tuple[str, str, str]]:
    """Make what is missing; a second start changes nothing. Returns (who it is, username, password).

    Raises SettingsError on a database that is used in earnest.
    """
    from django.db import transaction

    _refuse_in_earnest()
    secret = shared_secrets(settings.keys_dir).app_secret
    with transaction.atomic():
        demo_people.units_and_posts()
        _sign_ins(secret)
        demo_people.roll(clock.now())
        _numbers()
    return [(who, username, password(secret, username)) for username, _, _, who in OFFICERS]


def _sign_ins(secret: str) -> None:
    from satark.accounts.models import Officer
    from satark.jurisdiction import services

    there = set(Officer.objects.values_list("username", flat=True))
    for username, name, post, _ in OFFICERS:
        if username not in there:
            officer = Officer(username=username, name=name)
            officer.set_password(password(secret, username))
            officer.save()
            services.take_charge(officer, post=post, at=clock.now() - demo_people.LONG_AGO)


def _refuse_in_earnest() -> None:
    """What waits there would be said to pretend phones, and pretend officers could read."""
    from satark.relay import numbers

    there = {number.id for number in numbers.known()}
    if there and not there & {phone_number_id for phone_number_id, *_ in (*NUMBERS, *OPEN_NUMBERS)}:
        raise SettingsError("SATARK_DATABASE_URL: that database has numbers that are no demo's.")


def _numbers() -> None:
    """At every start: a release may want to know more of a number than the one that first added it."""
    from satark.relay import numbers

    for lane, staffed, ours in (("sealed", "", NUMBERS), ("open", STAFFED, OPEN_NUMBERS)):
        for phone_number_id, waba_id, display, unit, languages in ours:
            numbers.add(
                phone_number_id=phone_number_id,
                waba_id=waba_id,
                display=display,
                unit=unit,
                lanes=[lane],
                languages=languages,
                staffed=staffed,
            )


def password(secret: str, username: str) -> str:
    """This installation's own and the same at every start, without being written down anywhere."""
    return base64.b32encode(hmac.digest(secret.encode(), username.encode(), sha256))[:10].decode().lower()


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

    ours = [
        OurNumber(ident, display, waba, languages)
        for ident, waba, display, _, languages in (*NUMBERS, *OPEN_NUMBERS)
    ]
    asyncio.run(template_filing.walk(as_told(settings), ours, ("create", "change")))


def _send(settings: Settings, phone: str, text: str) -> None:
    request = urllib.request.Request(
        f"{settings.simulator_bind.url}/api/phones/{phone}/send",
        data=json.dumps({"type": "text", "text": text}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10):
        pass
