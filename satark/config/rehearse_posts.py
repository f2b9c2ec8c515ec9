"""Gives every chair of a demo that a rehearsal needs its phone and its sign-in: made, enrolled with codes, ready in seconds."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from satark import clock
from satark.config import demo
from satark.config.demo_parts import shared_secrets
from satark.rehearsal.complaints import Ground
from satark.rehearsal.desk import Connection
from satark.rehearsal.errors import StageMissing
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import Phone
from satark.rehearsal.wire import Json, ask
from satark.relay import enrolment
from satark.settings import Settings
from satark.vault import keystore

WITH_A_PHONE = ("sho", "co", "asp", "sp", "control")
RANKS = ("sho", "co", "asp", "sp", "dig")
"""Of a line, from a station upwards."""
KNOWN_TO_ALL = "sp-chandauli"
"""Whose password the others get who have none: a demo's, and only while the rehearsal runs on it."""
PATIENCE = 60.0
HOMES = {"chandauli": demo.NUMBERS[0][0], "bareilly": demo.NUMBERS[1][0]}
"""The number to which a district's officers write."""
LANGUAGES = {district: languages for _, _, _, district, languages in demo.OPEN_NUMBERS}
NUMBERS = {district: ident for ident, _, _, district, _ in demo.OPEN_NUMBERS}


def phones(settings: Settings, link: Connection, played: Collection[str]) -> dict[str, Phone]:
    """Post -> phone in these districts, every one enrolled. Those that are there already stay. Raises StageMissing."""
    simulator = settings.simulator_bind.url
    there = _known(ask(f"{simulator}/api/phones")["phones"])
    homes = districts(link)
    chairs = _rows(link, "SELECT code, unit_id FROM jurisdiction_post WHERE role = ANY (%s)", [*WITH_A_PHONE])
    wanted = {post: unit for post, unit in chairs if homes.get(unit) in played}
    for post, unit in wanted.items():
        if post not in there:
            new = {
                "kind": "number",
                "role": "officer",
                "name": post,
                "label": post,
                "home": HOMES[homes[unit]],
            }
            there[post] = ask(f"{simulator}/api/phones", new)
    found = {post: Phone(simulator, there[post]) for post in wanted}
    _enrol(settings, link, found)
    return found


def _known(shown: Iterable[Json]) -> dict[str, Json]:
    """Phones of the demo by their posts; those that an earlier rehearsal made bear the post as their label."""
    officers = [each for each in shown if each["role"] == "officer"]
    return {demo.DUTY_PHONES.get(each["id"], each["label"]["en"]): each for each in officers}


def _enrol(settings: Settings, link: Connection, phones: Mapping[str, Phone]) -> None:
    key = keystore.read(settings.keys_dir, "admin").enrolment
    missing = set(phones) - _enrolled(link)
    for post in sorted(missing):
        phones[post].says(f"duty {enrolment.issue(link.cursor(), key, post, clock.now())}")
    until = time.monotonic() + PATIENCE
    while missing - _enrolled(link):
        if time.monotonic() > until:
            raise StageMissing("the pretend phones could not be enrolled to their posts.")
        time.sleep(0.2)
    for post in missing:
        phones[post].next("enrolled")


def _enrolled(link: Connection) -> set[str]:
    return {row[0] for row in _rows(link, "SELECT post_id FROM relay_enrolment WHERE used_at IS NOT NULL")}


# --- at the console --------------------------------------------------------------------------------------------------


def boards(settings: Settings, link: Connection, posts: Collection[str]) -> dict[str, Officer]:
    """Post -> its holder, signed in. Who has no sign-in gets one; who has the whole district tonight is left out."""
    _let_in(link, posts)
    secret = shared_secrets(settings.keys_dir).app_secret
    own = {username for username, *_ in demo.OFFICERS}
    holders = _rows(
        link,
        """SELECT DISTINCT ON (h.post_id) h.post_id, o.username FROM jurisdiction_holding h
             JOIN accounts_officer o ON o.id = h.officer_id
            WHERE h.post_id = ANY (%s) AND h.until IS NULL AND NOT EXISTS (
                  SELECT FROM jurisdiction_holding n JOIN jurisdiction_post p ON p.code = n.post_id
                   WHERE n.officer_id = h.officer_id AND p.role = 'night_go'
                     AND n.since <= desk_now() AND n.until > desk_now())
            ORDER BY h.post_id, h.since DESC""",
        [*posts],
    )
    return {
        post: Officer(
            settings.console_bind.url,
            username,
            demo.password(secret, username if username in own else KNOWN_TO_ALL),
        )
        for post, username in holders
    }


def _let_in(link: Connection, posts: Collection[str]) -> None:
    link.execute(
        """UPDATE accounts_officer SET password = (SELECT password FROM accounts_officer WHERE username = %s)
            WHERE password LIKE '!%%' AND id IN
                  (SELECT officer_id FROM jurisdiction_holding WHERE post_id = ANY (%s) AND until IS NULL)""",
        [KNOWN_TO_ALL, [*posts]],
    )


# --- the tree --------------------------------------------------------------------------------------------------------


def lines(link: Connection) -> dict[str, list[str]]:
    """Unit -> the posts of its line, from its own head upwards."""
    parents = _parents(link)
    chairs: dict[str, list[str]] = {}
    for unit, post in _rows(
        link, "SELECT unit_id, code FROM jurisdiction_post WHERE role = ANY (%s)", [*RANKS]
    ):
        chairs.setdefault(unit, []).append(post)
    return {
        unit: [post for upper in _upwards(unit, parents) for post in chairs.get(upper, [])]
        for unit in parents
    }


def districts(link: Connection) -> dict[str, str]:
    """Unit -> its district, of the two that are played; a district is its own."""
    parents = _parents(link)
    found = (
        (unit, next((each for each in _upwards(unit, parents) if each in HOMES), "")) for unit in parents
    )
    return {unit: district for unit, district in found if district}


def grounds(link: Connection, units: Collection[str]) -> list[Ground]:
    homes = districts(link)
    rows = _rows(link, "SELECT code, name_en, name_hi FROM jurisdiction_unit WHERE code = ANY (%s)", [*units])
    named = {code: {"en": en, "hi": hi, "bho": hi, "ur": en} for code, en, hi in rows}
    return [Ground(unit, homes[unit], named[unit]) for unit in units]


def _parents(link: Connection) -> dict[str, str]:
    return dict(_rows(link, "SELECT code, coalesce(parent_id, '') FROM jurisdiction_unit"))


def _upwards(unit: str, parents: Mapping[str, str]) -> list[str]:
    found = []
    while unit:
        found.append(unit)
        unit = parents.get(unit, "")
    return found


def _rows(link: Connection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return link.execute(sql.encode(), values or None).fetchall()
