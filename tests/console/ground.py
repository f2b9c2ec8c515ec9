"""One of each: a case of every kind with a file, and an officer on every role of its district and of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from satark.accounts.models import Officer
from satark.accounts.services import sign_in
from satark.cases import incidents
from satark.cases.models import Case, Direction
from satark.config import demo_roll
from satark.jurisdiction import services as jurisdiction
from satark.jurisdiction.models import Post
from tests.cases import lane
from tests.console.desk import keep_file
from tests.world import BALUA_SAND, MARKET_FIGHT, World, now

ROLES = Post.Role
MORE: dict[str, tuple[str, Post.Role]] = {
    "chandauli.admin": ("chandauli", ROLES.ADMIN),
    "chandauli.night_go": ("chandauli", ROLES.NIGHT_GO),
    "chn-balua.night": ("chn-balua", ROLES.NIGHT),
    "chn-mining.officer": ("chn-mining", ROLES.OUTSIDE),
    "bareilly.sp": ("bareilly", ROLES.SP),
}

PEOPLE = (
    # The assigned officer, his colleague of the unit, and the line above them.
    *("chn-balua.sho", "chn-balua.ssi", "chn-balua.night", "chn-balua.helpdesk"),
    *("chn-c-skd.co", "chandauli-sadar-sub.asp", "chandauli.sp", "vns-range.dig", "vns-zone.adg"),
    *("chn-dcr.control", "chandauli.night_go", "chandauli.desk", "chandauli.cell", "vns-range.cell"),
    # Who has nothing to do with it.
    *("chn-chakia.sho", "chn-c-chk.co", "chn-sog.special", "chn-mining.officer", "chandauli.admin"),
    *("bareilly.desk", "bareilly.cell", "bareilly.sp", "bly-izzatnagar.sho"),
)


@dataclass(frozen=True, slots=True)
class Ground:
    world: World
    cases: dict[str, UUID]
    files: dict[str, UUID]
    refs: dict[str, str]
    numbers: dict[UUID, str]


def lay(world: World) -> Ground:
    lane.join(world)
    jurisdiction.import_units(demo_roll.units())
    for code, (unit, role) in MORE.items():
        world.secrets[code] = _seat(code, unit, role)
    cases = {
        "complaint": world.complaint(),
        "complaint in the tray": world.complaint(),
        "complaint of another district": world.complaint(
            replace(MARKET_FIGHT, district="bareilly", unit="bly-izzatnagar")
        ),
        "tip": world.tip(),
        "walled tip": world.tip(replace(BALUA_SAND, police="yes")),
        "incident": _incident(world),
    }
    refs = {
        "complaint": world.forwarded(cases["complaint"]),
        "complaint of another district": world.forwarded(
            cases["complaint of another district"], unit="bly-izzatnagar", by="bareilly.desk"
        ),
        "tip": world.direction(cases["tip"]),
    }
    refs["incident"] = (
        Direction.objects.filter(case=cases["incident"]).values_list("ref", flat=True).first() or ""
    )
    files = {name: keep_file(world, case_id) for name, case_id in cases.items()}
    return Ground(world, cases, files, refs, dict(Case.objects.values_list("id", "number")))


def _seat(code: str, unit: str, role: Post.Role) -> str:
    jurisdiction.add_post(code=code, unit=unit, role=role, name_en=code, name_hi=code)
    officer = Officer(username=code, name=f"Officer {code}")
    officer.set_unusable_password()
    officer.save()
    jurisdiction.take_charge(officer, post=code, at=now())
    return sign_in(officer, now=now())


def _incident(world: World) -> UUID:
    case_id = uuid4()
    with world.in_relay():
        incidents.report(case_id, post="chn-balua.sho", text="सड़क जाम", now=now())
    return case_id
