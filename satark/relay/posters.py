"""Posters: where each hangs, and how many talks it opened on each day. A code means nothing but its own row here.

Counts are written a while after they were made, many at once: no row's change stands next to that of anybody's talk.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from satark.channels.whatsapp.links import new_code, without_code
from satark.clock import INDIA
from satark.conversation.values import Inbound, InboundKind
from satark.jurisdiction.models import Unit
from satark.relay.models import Poster, PosterScan

FEW = 5
"""Smaller counts are never shown: of one scan in a hamlet everybody would know whose it was."""
OPENING = timedelta(hours=24)
"""Who scans twice within this has opened one talk."""
TRIES = 100

WRITE = """
    INSERT INTO relay_posterscan AS s (poster_id, day, count)
    SELECT code, %s, n FROM unnest(%s::text[], %s::int[]) AS u(code, n)
      JOIN relay_poster p USING (code) WHERE p.retired_at IS NULL
    ON CONFLICT (poster_id, day) DO UPDATE SET count = s.count + excluded.count
"""
"""A code that is nobody's, or that of a poster taken down, is left out: it counts for nothing."""


class PosterRefused(Exception):
    """A poster cannot be made or retired as asked. The text is a sentence for the administrator."""

    for_administrator = True


@dataclass(frozen=True, slots=True)
class Count:
    """What may be shown of one poster."""

    code: str
    unit: str
    place: str
    total: str
    days: tuple[tuple[date, str], ...]
    retired: bool


def make(*, unit: str, place: str, languages: Sequence[str], now: datetime) -> str:
    """A new poster. Returns its code. Raises PosterRefused."""
    if not Unit.objects.filter(pk=unit).exists():
        raise PosterRefused(f"--unit {unit}: there is no such unit. Import units first.")
    if not place.strip() or len(place) > 200:
        raise PosterRefused("--place says in a few words where the poster hangs.")
    for _ in range(TRIES):
        code = new_code(secrets.randbelow)
        _, fresh = Poster.objects.get_or_create(
            code=code,
            defaults={
                "unit_id": unit,
                "place": place.strip(),
                "language": ",".join(languages),
                "made_at": now,
            },
        )
        if fresh:
            return code
    raise PosterRefused("there are too many posters: no code is free.")


def retire(code: str, now: datetime) -> None:
    """A poster that was taken down. A second time changes nothing. Raises PosterRefused."""
    poster = find(code)
    if poster.retired_at is None:
        poster.retired_at = now
        poster.save(update_fields=["retired_at"])


def find(code: str) -> Poster:
    """Raises PosterRefused when there is none of this code."""
    poster = Poster.objects.filter(pk=code.upper()).first()
    if poster is None:
        raise PosterRefused(f"there is no poster {code.upper()}: `satark poster list` shows them.")
    return poster


def every() -> list[Poster]:
    return list(Poster.objects.order_by("unit_id", "made_at"))


def counts(now: datetime) -> list[Count]:
    """Every poster with what it brought on days that are over; whatever is fewer than five is not told.

    Today is not: who asked again and again would see single people come.
    """
    scans = PosterScan.objects.filter(day__lt=now.astimezone(INDIA).date()).order_by("day")
    by_poster: dict[str, list[PosterScan]] = {}
    for scan in scans:
        by_poster.setdefault(scan.poster_id, []).append(scan)
    return [_count(poster, by_poster.get(poster.code, [])) for poster in every()]


def shown(count: int) -> str:
    if count == 0:
        return "0"
    return f"fewer than {FEW}" if count < FEW else str(count)


def shown_total(counts: Sequence[int]) -> str:
    """The sum. Next to a day that is not told it is told by fives only, or it would give that day away."""
    total = sum(counts)
    if total < FEW or not any(0 < count < FEW for count in counts):
        return shown(total)
    return f"at least {total - total % FEW}"


def heard(inbound: Inbound) -> tuple[Inbound, str]:
    """The message as the talk should hear it, and the poster's code that stood in it, if one did."""
    if inbound.kind is not InboundKind.TEXT:
        return inbound, ""
    said, code = without_code(inbound.text)
    return (replace(inbound, text=said), code) if code else (inbound, "")


def opens(last_in: datetime | None, now: datetime) -> bool:
    """Whether a message opens a talk: nothing was heard of the person before, or for a day."""
    return last_in is None or now - last_in >= OPENING


class Scans:
    """Openings that are not written yet. What a crash loses is at most some minutes of counts."""

    def __init__(self) -> None:
        self._waiting: Counter[tuple[str, date]] = Counter()

    def note(self, codes: Iterable[str], now: datetime) -> None:
        self._waiting.update((code, now.astimezone(INDIA).date()) for code in codes)

    def write(self, cursor: Any) -> None:
        """Inside a transaction. What is handed over counts as written, so that no retry counts it twice."""
        waiting, self._waiting = self._waiting, Counter()
        for day in sorted({day for _, day in waiting}):
            ours = sorted((code, count) for (code, each), count in waiting.items() if each == day)
            cursor.execute(WRITE, [day, [code for code, _ in ours], [count for _, count in ours]])


def _count(poster: Poster, scans: Sequence[PosterScan]) -> Count:
    return Count(
        code=poster.code,
        unit=poster.unit_id,
        place=poster.place,
        total=shown_total([scan.count for scan in scans]),
        days=tuple((scan.day, shown(scan.count)) for scan in scans),
        retired=poster.retired_at is not None,
    )
