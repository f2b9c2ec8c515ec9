"""The small range of `duty`, entered in the database: each post with an officer of its own, who may be signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from satark.accounts.models import Officer
from satark.accounts.services import sign_in
from satark.jurisdiction import services
from satark.jurisdiction.models import Post, Unit
from satark.jurisdiction.rights import acting_as
from tests.database import Database
from tests.jurisdiction import duty

LONG_AGO = datetime.now(UTC) - timedelta(days=400)


@dataclass(slots=True)
class Small:
    officers: dict[str, int] = field(default_factory=dict)
    """Post -> who held it from the beginning."""
    secrets: dict[str, str] = field(default_factory=dict)
    """Post -> a sign-in of that officer."""

    @contextmanager
    def at_console(self, database: Database, post: str) -> Iterator[None]:
        """As the officer who held this post at first, in the console's own role."""
        with database.acting_as("console"), acting_as(self.secrets[post]):
            yield


def enter() -> Small:
    small = Small()
    for place in duty.units().values():
        Unit.objects.create(
            code=place.code,
            kind=place.kind,
            name_en=place.code,
            name_hi=place.code,
            parent_id=place.parent or None,
            district_id=place.district or None,
            range_id=place.range or None,
        )
    for code, unit in duty.CHAIRS:
        role = Post.Role(code.rpartition(".")[2])
        services.add_post(code=code, unit=unit, role=role, name_en=code, name_hi=code)
        officer = Officer.objects.create(username=code, name=f"Officer {code}")
        services.take_charge(officer, post=code, at=LONG_AGO)
        small.officers[code] = officer.pk
        small.secrets[code] = sign_in(officer, now=datetime.now(UTC))
    return small


def newcomer(name: str = "new") -> int:
    """An officer on the roster without a post."""
    return int(Officer.objects.create(username=name, name=f"Officer {name}").pk)
