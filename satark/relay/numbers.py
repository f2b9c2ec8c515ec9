"""Our WhatsApp numbers: which unit answers each, and what a talk on it needs to know of the district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from satark.channels.whatsapp.setup import OurNumber
from satark.dialogues import District
from satark.dialogues.district import Lane
from satark.jurisdiction.finders import Finders
from satark.jurisdiction.models import Unit
from satark.relay.budget import USUAL
from satark.relay.models import Number

LANES: tuple[Lane, ...] = ("sealed", "open")
LANGUAGES = ("hi", "en", "ur", "bho")
FRESH = timedelta(seconds=30)
SLOWEST, FASTEST = 5, 1000
"""Messages a second: 20 with Coexistence, 80 usually, 1,000 once Meta has raised a number."""


RETRY = """
    WITH again AS (DELETE FROM relay_setaside WHERE reason = 'number_unknown' RETURNING *)
    INSERT INTO relay_inboxitem (key_id, tag, partition, body)
    SELECT key_id, tag, partition, body FROM again ORDER BY id
"""
"""Sealed as they are, nobody can see which number they were for: those of others are set aside again."""


class NumberRefused(Exception):
    """A number cannot be set up as asked. The text is a sentence for the administrator."""

    for_administrator = True


def add(
    *,
    phone_number_id: str,
    waba_id: str = "",
    display: str,
    unit: str,
    lanes: Sequence[str],
    languages: Sequence[str] = (),
    per_second: int = USUAL,
    staffed: str = "",
) -> None:
    """Set up a number of ours, or change one that is. What came to it before goes back into the inbox.

    Raises NumberRefused.
    """
    _check_id(phone_number_id, waba_id)
    if not Unit.objects.filter(pk=unit).exists():
        raise NumberRefused(f"--unit {unit}: there is no such unit. Import units first.")
    _check_offer(lanes, languages, per_second, staffed)
    Number.objects.update_or_create(
        phone_number_id=phone_number_id,
        defaults={
            "display": display,
            "waba_id": waba_id,
            "unit_id": unit,
            "lanes": list(lanes),
            "languages": list(languages) or list(LANGUAGES),
            "per_second": per_second,
            "staffed": staffed,
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(RETRY)


def _check_id(phone_number_id: str, waba_id: str) -> None:
    if not phone_number_id.isdigit():
        raise NumberRefused("--phone-number-id is WhatsApp's own id of the number: digits only.")
    if waba_id and not (waba_id.isascii() and waba_id.isdigit()):
        raise NumberRefused("--waba is WhatsApp's own id of the business account: digits only.")


def _check_offer(lanes: Sequence[str], languages: Sequence[str], per_second: int, staffed: str) -> None:
    if not lanes or not set(lanes) <= set(LANES):
        raise NumberRefused(f"--lanes takes {' and '.join(LANES)}, separated by commas.")
    if not set(languages) <= set(LANGUAGES):
        raise NumberRefused(f"--languages takes {', '.join(LANGUAGES)}, separated by commas.")
    if not SLOWEST <= per_second <= FASTEST:
        raise NumberRefused(f"--per-second takes {SLOWEST} to {FASTEST}: what Meta lets the number have.")
    if staffed and _hours(staffed) is None:
        raise NumberRefused("--staffed takes hours of the day, from and until: 8-22.")


def known() -> tuple[OurNumber, ...]:
    """Every number of ours, for whoever asks WhatsApp about it."""
    return tuple(_ours(each) for each in Number.objects.order_by("phone_number_id"))


def answering(code: str) -> tuple[OurNumber, Unit]:
    """The number that people near a unit write to, and the unit it answers for: this one or the nearest above it.

    Raises NumberRefused.
    """
    unit = Unit.objects.filter(pk=code).first()
    if unit is None:
        raise NumberRefused(f"--unit {code}: there is no such unit. Import units first.")
    while unit is not None:
        number = Number.objects.filter(unit_id=unit.code).order_by("phone_number_id").first()
        if number is not None:
            return _ours(number), unit
        unit = unit.parent
    raise NumberRefused(f"--unit {code}: no number answers for it. Add one with `satark number add`.")


def _ours(number: Number) -> OurNumber:
    return OurNumber(number.phone_number_id, number.display, number.waba_id, tuple(number.languages))


class Districts:
    """What a talk needs to know, by number; read again after half a minute, so that a new number is heard soon."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[District, str]] = {}
        self.rates: dict[str, int] = {}
        """Messages that WhatsApp takes a second, by number."""
        self._read_at: datetime | None = None
        self._finders = Finders()

    def look_again(self, now: datetime) -> None:
        """A number that is not known may have been set up a moment ago. Costs one reading a batch."""
        if self._read_at != now:
            self._read_at = None
            self.refresh(now)

    def refresh(self, now: datetime) -> None:
        if self._read_at is not None and now - self._read_at < FRESH:
            return
        self._finders.refresh()
        units = {unit.code: unit for unit in Unit.objects.all()}
        numbers = list(Number.objects.all())
        self._known = {
            number.phone_number_id: (self._district(number, units[number.unit_id]), number.unit_id)
            for number in numbers
        }
        self.rates = {number.phone_number_id: number.per_second for number in numbers}
        self._read_at = now

    def of(self, phone_number_id: str) -> District:
        """Raises KeyError for a number that is not ours."""
        return self._known[phone_number_id][0]

    def unit_of(self, phone_number_id: str) -> str:
        """The unit that answers the number, empty when it is not one of ours."""
        found = self._known.get(phone_number_id)
        return found[1] if found else ""

    def _district(self, number: Number, unit: Unit) -> District:
        return District(
            code=unit.code,
            name=unit.name_hi,
            languages=tuple(number.languages),
            finder=self._finders.under(unit.code),
            lanes=tuple(lane for lane in LANES if lane in number.lanes),
            staffed=_hours(number.staffed),
        )


def _hours(staffed: str) -> tuple[int, int] | None:
    """`8-22` as two hours; None for anything else."""
    begin, _, end = staffed.partition("-")
    if not (begin.isdigit() and end.isdigit() and 0 <= int(begin) < int(end) <= 24):
        return None
    return int(begin), int(end)
