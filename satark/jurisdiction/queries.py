"""Who is acting, which posts there are, where units stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case as SqlCase
from django.db.models import IntegerField, Q, QuerySet, Value, When

from satark.jurisdiction.models import Post, Unit
from satark.jurisdiction.presence import roster_page as roster_page
from satark.jurisdiction.rosters import load_roster as load_roster


@dataclass(frozen=True, slots=True)
class PostLine:
    code: str
    name_en: str
    name_hi: str
    role: str
    unit: str
    unit_name_en: str
    unit_name_hi: str


IN_COMMAND = frozenset(
    {
        *(Post.Role.SHO, Post.Role.SSI, Post.Role.NIGHT, Post.Role.CO, Post.Role.ASP, Post.Role.SP),
        *(Post.Role.DIG, Post.Role.ADG, Post.Role.CONTROL, Post.Role.NIGHT_GO),
    }
)
"""Roles that have a board: those in command of a unit, and those who stand for them by night."""

HELPS = frozenset({Post.Role.SSI, Post.Role.NIGHT, Post.Role.HELPDESK, Post.Role.OUTPOST})
"""Roles of a station beside the officer in charge."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The officer behind the present transaction, and what he stands for."""

    officer_id: int
    officer_name: str
    posts: tuple[PostLine, ...]

    @property
    def is_cell(self) -> bool:
        return any(post.role == Post.Role.CELL for post in self.posts)

    @property
    def is_desk(self) -> bool:
        return any(post.role == Post.Role.DESK for post in self.posts)

    @property
    def is_line(self) -> bool:
        return any(post.role in IN_COMMAND for post in self.posts)

    @property
    def releases(self) -> bool:
        """Whether cells put before this officer what goes on only with his word."""
        return any(post.role in (Post.Role.SP, Post.Role.DIG, Post.Role.ADG) for post in self.posts)

    @property
    def is_admin(self) -> bool:
        return any(post.role == Post.Role.ADMIN for post in self.posts)


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """Degrees, WGS 84. Approximate: the centre of the place, not the building."""

    code: str
    name_en: str
    name_hi: str
    kind: str
    latitude: float
    longitude: float


def who_am_i() -> Viewer | None:
    """The acting officer; None when the sign-in has ended. Only inside `acting_as`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.id, o.name, acting_posts() FROM accounts_officer o WHERE o.id = acting_officer()"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return Viewer(row[0], row[1], tuple(post_lines(Post.objects.filter(code__in=row[2]))))


def posts_by_nearness(codes: Collection[str], *, station: str | None) -> list[PostLine]:
    """These posts, those of the case's own station and circle first, who is in charge before the others of a unit."""
    near = Unit.objects.filter(code=station).values_list("parent_id", flat=True).first()
    rank = SqlCase(
        When(unit_id=station, then=Value(0)),
        When(unit_id=near, then=Value(1)),
        When(role=Post.Role.SHO, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = Post.objects.filter(code__in=codes)
    helps = SqlCase(When(role__in=HELPS, then=Value(1)), default=Value(0), output_field=IntegerField())
    return post_lines(found.annotate(rank=rank, helps=helps).order_by("rank", "helps", "unit_id", "code"))


@dataclass(frozen=True, slots=True)
class UnitName:
    code: str
    kind: str
    parent: str
    district: str
    name_en: str
    name_hi: str


def units_named(district: str | None = None) -> dict[str, UnitName]:
    """Every unit by its code, or those of one district; in the order of the tree's codes."""
    rows = Unit.objects.filter(district_id=district) if district else Unit.objects.all()
    return {
        row.code: UnitName(
            row.code, row.kind, row.parent_id or "", row.district_id or "", row.name_en, row.name_hi
        )
        for row in rows.order_by("code")
    }


def posts_named() -> dict[str, PostLine]:
    """Every post by its code."""
    return {line.code: line for line in post_lines(Post.objects.order_by("code"))}


def map_units(district: str) -> list[UnitPoint]:
    """Stations and the district itself, for a small map."""
    placed = Unit.objects.filter(
        Q(district_id=district), latitude__isnull=False, kind__in=[Unit.Kind.STATION, Unit.Kind.DISTRICT]
    )
    return [
        UnitPoint(u.code, u.name_en, u.name_hi, u.kind, u.latitude, u.longitude)
        for u in placed.order_by("code")
        if u.latitude is not None and u.longitude is not None
    ]


def post_lines(posts: QuerySet[Post]) -> list[PostLine]:
    return [
        PostLine(p.code, p.name_en, p.name_hi, p.role, p.unit_id, p.unit.name_en, p.unit.name_hi)
        for p in posts.select_related("unit")
    ]
