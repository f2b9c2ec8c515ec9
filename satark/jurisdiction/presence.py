"""The roster as a page shows it: per unit its posts, who sits there or why not, who stands in, and whether a phone answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from satark.accounts.models import Officer
from satark.jurisdiction.models import Absence, Post, Unit
from satark.jurisdiction.roster import Roster, grouped
from satark.jurisdiction.rosters import load_roster

NO_PHONE = frozenset({Post.Role.CELL, Post.Role.DESK, Post.Role.ADMIN})
"""Posts that work at the console alone: no phone is missing there."""
PRESENT, VACANT = "present", "vacant"

Why = tuple[str, datetime | None]
"""Kind of absence, and until when."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One of a post's two phones; nothing of the phone itself."""

    post: str
    kind: str
    enrolled: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class PostPresence:
    code: str
    role: str
    name_en: str
    name_hi: str
    officer_id: int | None
    officer: str
    """Rank and name; empty while nobody holds the post."""
    state: str
    """`present`, `vacant`, or why the officer is away (`models.Absence.Kind`)."""
    until: datetime | None
    """Until when the officer is away, or the turn lasts; empty without an end."""
    acting: str
    """Code of the post that acts for it, where nobody is there; empty when that is nobody in its place."""
    answers: str
    """Code of the living post that answers for it in any case."""
    cug: bool
    private: bool
    needs_phone: bool
    reached: bool
    """Whether a message would arrive at one of its phones, as far as WhatsApp has told of late."""

    @property
    def enrolled(self) -> bool:
        return self.cug or self.private


@dataclass(frozen=True, slots=True)
class UnitPresence:
    code: str
    kind: str
    name_en: str
    name_hi: str
    posts: tuple[PostPresence, ...]

    @property
    def needing(self) -> list[PostPresence]:
        return [post for post in self.posts if post.needs_phone]

    @property
    def enrolled(self) -> int:
        """How many of the posts that need a phone have one."""
        return sum(post.enrolled for post in self.needing)

    @property
    def share(self) -> float:
        """The same as a part of one; a unit without such posts lacks none."""
        return self.enrolled / len(self.needing) if self.needing else 1.0

    @property
    def unreached(self) -> tuple[PostPresence, ...]:
        return tuple(post for post in self.needing if not post.reached)


def roster_page(now: datetime) -> list[UnitPresence]:
    """The units of the acting officer's area, those with posts, in the order of the tree. Only inside `acting_as`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT acting_area()")
        area = cursor.fetchone()[0]
        cursor.execute(
            "SELECT officer_id, kind, until FROM area_absences() WHERE since <= %s AND (until IS NULL OR until > %s)",
            [now, now],
        )
        why: dict[int, Why] = {officer: (kind, until) for officer, kind, until in cursor.fetchall()}
        cursor.execute("SELECT post, kind, enrolled, reached FROM post_phones()")
        phones = [Phone(*row) for row in cursor.fetchall()]
    return presence(area, why, phones, now)


def whole_roster(unit: str | None, phones: Sequence[Phone], now: datetime) -> list[UnitPresence]:
    """The same for a command of the owner: a unit and all below it, or everywhere."""
    area = load_roster(unit).below(unit) if unit else Unit.objects.values_list("code", flat=True)
    away = Absence.objects.filter(since__lte=now).exclude(until__lte=now)
    why: dict[int, Why] = {each.officer_id: (each.kind, each.until) for each in away}
    return presence(list(area), why, phones, now)


def presence(
    area: Collection[str], why: Mapping[int, Why], phones: Iterable[Phone], now: datetime
) -> list[UnitPresence]:
    """Units of an area with what is known of each post."""
    here = load_roster(_common(area), since=now)
    posts = grouped(Post.objects.filter(unit__in=area).order_by("code"), lambda post: post.unit_id)
    holders = [here.holder(post.code, now) for each in posts.values() for post in each]
    names = {
        officer.pk: f"{officer.rank} {officer.name}".strip()
        for officer in Officer.objects.filter(pk__in=[who for who in holders if who is not None])
    }
    of_post = grouped((phone for phone in phones if phone.enrolled), lambda phone: phone.post)
    units = Unit.objects.filter(code__in=posts)
    order = {code: place for place, code in enumerate(_down(here, area))}
    return [
        UnitPresence(
            unit.code,
            unit.kind,
            unit.name_en,
            unit.name_hi,
            tuple(
                _post(post, here, names, why, of_post.get(post.code, []), now) for post in posts[unit.code]
            ),
        )
        for unit in sorted(units, key=lambda unit: order[unit.code])
    ]


def _post(
    post: Post,
    here: Roster,
    names: Mapping[int, str],
    why: Mapping[int, Why],
    phones: Sequence[Phone],
    now: datetime,
) -> PostPresence:
    there = here.present(post.code, now)
    officer = there if there is not None else here.holder(post.code, now)
    state, until = _state(officer, there, why)
    if there is not None:
        until = here.until(post.code, now)
    acting = here.acting(post.code, now)
    return PostPresence(
        code=post.code,
        role=post.role,
        name_en=post.name_en,
        name_hi=post.name_hi,
        officer_id=officer,
        officer=names.get(officer, "") if officer is not None else "",
        state=state,
        until=until,
        acting=acting if acting != post.code else "",
        answers=here.living(post.code, now),
        cug=any(phone.kind == "cug" for phone in phones),
        private=any(phone.kind == "private" for phone in phones),
        needs_phone=post.role not in NO_PHONE,
        reached=any(phone.reached for phone in phones),
    )


def _state(officer: int | None, there: int | None, why: Mapping[int, Why]) -> Why:
    if there is not None:
        return PRESENT, None
    if officer is None:
        return VACANT, None
    # Why somebody of another area is away, who also holds a post here, is not told here.
    return why.get(officer, ("away", None))


def _common(area: Collection[str]) -> str | None:
    """A unit by which a roster of the whole area can be loaded; None where it reaches over several ranges."""
    ranges = set(Unit.objects.filter(code__in=area).values_list("range_id", flat=True))
    return next(iter(area)) if len(ranges) == 1 and None not in ranges else None


def _down(here: Roster, area: Collection[str]) -> list[str]:
    """The tree from above, each unit before what hangs below it, brothers by their code."""
    return sorted(area, key=lambda code: [*reversed(here.line(code))])
