"""The same people everywhere: two cells that may read a case, a cell that may not, a station officer; all made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from satark.accounts.models import Officer
from satark.accounts.services import sign_in
from satark.cases import complaints, tips
from satark.cases import services as cases
from satark.cases.values import Complaint, Report
from satark.jurisdiction import gazetteer
from satark.jurisdiction import services as jurisdiction
from satark.jurisdiction.models import Post
from satark.jurisdiction.rights import acting_as
from tests.database import Database

TERM = timedelta(hours=6)
"""What a direction's term is, from now on."""


def now() -> datetime:
    """The real time: the database lets the console record nothing that it says happened at another."""
    return datetime.now(UTC)


POSTS = {
    "chandauli.cell": ("chandauli", Post.Role.CELL),
    "bareilly.cell": ("bareilly", Post.Role.CELL),
    "vns-range.cell": ("vns-range", Post.Role.CELL),
    "chn-balua.sho": ("chn-balua", Post.Role.SHO),
    "chn-chakia.sho": ("chn-chakia", Post.Role.SHO),
    "chn-c-skd.co": ("chn-c-skd", Post.Role.CO),
    "chandauli.sp": ("chandauli", Post.Role.SP),
    "chandauli.desk": ("chandauli", Post.Role.DESK),
    "chandauli-sadar-sub.asp": ("chandauli-sadar-sub", Post.Role.ASP),
    "chn-c-chk.co": ("chn-c-chk", Post.Role.CO),
    "bareilly.desk": ("bareilly", Post.Role.DESK),
    "bly-izzatnagar.sho": ("bly-izzatnagar", Post.Role.SHO),
}

BALUA_SAND = Report(
    category="mining_overloading",
    police="no",
    unit="chn-balua",
    fallback_unit="chandauli",
    answers={"since": "दो महीने से"},
    said=("यहाँ रोज रात ट्रक से बालू जाता है",),
    pin=(25.41, 83.18),
    language="hi",
)


MARKET_FIGHT = Complaint(
    category="fight",
    district="chandauli",
    unit="chn-balua",
    how="named",
    said=("बाज़ार में मारपीट हो रही है",),
    place="चहनियां बाज़ार",
    name="रामलाल",
    phone="91 5550 010203",
)


@dataclass(frozen=True, slots=True)
class World:
    """A committed database with everybody in it."""

    database: Database
    secrets: dict[str, str]

    @contextmanager
    def at_console(self, post: str) -> Iterator[None]:
        """As the officer who holds this post, in the console's own database role."""
        with self.database.acting_as("console"), acting_as(self.secrets[post]):
            yield

    @contextmanager
    def in_relay(self) -> Iterator[None]:
        with self.database.acting_as("relay"):
            yield

    def tip(self, report: Report = BALUA_SAND, *, at: datetime | None = None) -> UUID:
        case_id = uuid4()
        with self.in_relay():
            cases.file_report(case_id, report, now=at or now())
        return case_id

    def complaint(self, complaint: Complaint = MARKET_FIGHT, *, at: datetime | None = None) -> UUID:
        case_id = uuid4()
        with self.in_relay():
            complaints.file_complaint(case_id, complaint, now=at or now())
        return case_id

    def forwarded(self, case_id: UUID, *, unit: str = "chn-balua", by: str = "chandauli.desk") -> str:
        with self.at_console(by):
            return complaints.forward(case_id, unit=unit, now=now())

    def with_post(self, code: str, unit: str, role: Post.Role) -> str:
        """One more person than everybody else's tests need. Returns the post."""
        self.secrets[code] = seated(code, unit, role)
        return code

    def direction(self, case_id: UUID, *, post: str = "chn-balua.sho", by: str = "chandauli.cell") -> str:
        with self.at_console(by):
            brief, at = "घाट पर रात 11 बजे नाका", now()
            assess(case_id, at=at)
            return cases.direct(case_id, post=post, brief=brief, due_at=at + TERM, now=at)


def assess(case_id: UUID, *, at: datetime) -> None:
    """At the console: a tip starts no action by itself, so a cell writes down first what it holds of it."""
    tips.assess(case_id, credibility="likely", corroboration="none", ground="cognizable", now=at)


def build(database: Database) -> World:
    jurisdiction.import_units(gazetteer.units())
    return World(database, {code: seated(code, unit, role) for code, (unit, role) in POSTS.items()})


def seated(code: str, unit: str, role: Post.Role) -> str:
    """A post with somebody on it. Returns the secret of his sign-in."""
    jurisdiction.add_post(code=code, unit=unit, role=role, name_en=code, name_hi=code)
    officer = Officer(username=code, name=f"Officer {code}")
    officer.set_unusable_password()
    officer.save()
    jurisdiction.take_charge(officer, post=code, at=now() - timedelta(days=900))
    return sign_in(officer, now=datetime.now(UTC))
