"""A district at work on its complaints, in one rolled-back transaction: posts with officers, and what each of them does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from satark.accounts.models import Officer
from satark.accounts.services import sign_in
from satark.cases import complaints, steps
from satark.cases import services as cases
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.values import Addition, Complaint, Step
from satark.jurisdiction import gazetteer
from satark.jurisdiction import services as jurisdiction
from satark.jurisdiction.models import Post
from satark.outbox.models import Notice
from tests import world as people
from tests.world import World

NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
"""Twelve o'clock in India: the line of command is awake."""
MINUTE = timedelta(minutes=1)

ROLES = Post.Role
POSTS: dict[str, tuple[str, Post.Role]] = {
    "chandauli.desk": ("chandauli", ROLES.DESK),
    "chandauli.sp": ("chandauli", ROLES.SP),
    "chn-dcr.control": ("chn-dcr", ROLES.CONTROL),
    "chandauli-sadar-sub.asp": ("chandauli-sadar-sub", ROLES.ASP),
    "chandauli-op.asp": ("chandauli-op", ROLES.ASP),
    "chn-c-skd.co": ("chn-c-skd", ROLES.CO),
    "chn-c-mgs.co": ("chn-c-mgs", ROLES.CO),
    "chn-c-chk.co": ("chn-c-chk", ROLES.CO),
    "chn-balua.sho": ("chn-balua", ROLES.SHO),
    "chn-balua.ssi": ("chn-balua", ROLES.SSI),
    "chn-balua.helpdesk": ("chn-balua", ROLES.HELPDESK),
    "chn-dhanapur.sho": ("chn-dhanapur", ROLES.SHO),
    "chn-alinagar.sho": ("chn-alinagar", ROLES.SHO),
    "chn-chakia.sho": ("chn-chakia", ROLES.SHO),
    "chn-sog.special": ("chn-sog", ROLES.SPECIAL),
    "vns-range.dig": ("vns-range", ROLES.DIG),
    "vns-zone.adg": ("vns-zone", ROLES.ADG),
}

FIGHT = Complaint(
    category="fight",
    district="chandauli",
    unit="chn-balua",
    how="named",
    said=("बाज़ार में मारपीट हो रही है", "दो लोग घायल हैं"),
    place="चहनियां बाज़ार",
    name="रामलाल",
    phone="91 5550 010203",
)
BY_HAND = replace(FIGHT, unit="", how="")
PROOF = Step("answered", code="compromise", text="समझौता कराया", stated=("photo",), pin=(25.4, 83.2))


def staff(posts: Iterable[str] = POSTS) -> dict[str, Officer]:
    """Units, posts, and an officer on each since long ago."""
    jurisdiction.import_units(gazetteer.units())
    return {code: _seat(code, *POSTS[code]) for code in posts}


def _seat(code: str, unit: str, role: Post.Role) -> Officer:
    jurisdiction.add_post(code=code, unit=unit, role=role, name_en=code, name_hi=code)
    officer = Officer(username=code, name=f"Officer {code}")
    officer.set_unusable_password()
    officer.save()
    jurisdiction.take_charge(officer, post=code, at=NOON - timedelta(days=900))
    return officer


def join(world: World) -> World:
    """Whoever of this district is not among the people of `tests/world.py` comes in, with a sign-in."""
    for code in POSTS:
        if code not in world.secrets:
            world.secrets[code] = sign_in(_seat(code, *POSTS[code]), now=people.now())
    return world


def filed(world: World, complaint: Complaint, *, at: datetime | None = None) -> UUID:
    """By the relay, in its own role."""
    with world.in_relay():
        return file(complaint, at=at or people.now())


def forwarded(world: World, *, unit: str = "chn-balua") -> tuple[UUID, str]:
    """By the desk, in the console's role."""
    case_id = filed(world, replace(FIGHT, unit="", how=""))
    with world.at_console("chandauli.desk"):
        return case_id, complaints.forward(case_id, unit=unit, now=people.now())


def file(complaint: Complaint = FIGHT, *, at: datetime = NOON) -> UUID:
    case_id = uuid4()
    complaints.file_complaint(case_id, complaint, now=at)
    return case_id


def urgent(*, at: datetime = NOON) -> UUID:
    """One that went to its station by itself."""
    return file(replace(FIGHT, urgent=True), at=at)


def ref(case_id: UUID) -> str:
    """Of the direction that is worked on."""
    return Standing.objects.get(pk=case_id).ref


def take(ref: str, act: str, *, post: str = "chn-balua.sho", at: datetime = NOON, **more: Any) -> None:
    """`more`: what else of `Step` comes along."""
    steps.take(ref, replace(Step(act), **more), post=post, now=at)


def standing(case_id: UUID) -> tuple[str, str, str]:
    """Stage, owner and ref."""
    row = Standing.objects.get(pk=case_id)
    return row.stage, row.owner_id, row.ref


def kinds(case_id: UUID) -> list[str]:
    return list(Event.objects.filter(case_id=case_id).order_by("at", "id").values_list("kind", flat=True))


def told(case_id: UUID, kind: str) -> list[str]:
    """Posts that got a notice of this kind, in the order of their codes."""
    return sorted(Notice.objects.filter(case_id=case_id, kind=kind).values_list("post_id", flat=True))


def steps_told(case_id: UUID) -> list[str]:
    """Steps that the complainant hears of."""
    rows = Notice.objects.filter(case_id=case_id, post_id="").order_by("at", "id")
    return [str(row.facts["step"]) for row in rows]


def direction(ref: str) -> Direction:
    return Direction.objects.get(ref=ref)


def number(case_id: UUID) -> str:
    return Case.objects.get(pk=case_id).number


@contextmanager
def acting(post: str) -> Iterator[None]:
    """As the officer on this post, within the present transaction; the owner's rights, the officer's name."""
    secret = sign_in(Officer.objects.get(username=post), now=people.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('satark.session', %s, true)", [secret])
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SELECT set_config('satark.session', '', true)")


def add(case_id: UUID, text: str, *, at: datetime = NOON) -> None:
    """The complainant says more."""
    cases.add_statement(case_id, Addition(text=text), now=at)
