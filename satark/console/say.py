"""How times, case numbers and sizes are said: as people say them, in India's time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from satark.clock import INDIA

DAWN = 4
"""Until this hour Hindi lets a night belong to the day on which it began: half past two tomorrow is आज रात 2:30."""

DIGITS = str.maketrans("०१२३४५६७८९۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def day_part(hour: int) -> str:
    """The word before a Hindi clock time: nobody says 18:42."""
    if hour < DAWN or hour >= 20:
        return "रात"
    if hour < 12:
        return "सुबह"
    return "दोपहर" if hour < 16 else "शाम"


def clock_time(at: datetime, *, hindi: bool) -> str:
    hour = at.hour % 12 or 12
    if hindi:
        return f"{day_part(at.hour)} {hour}:{at.minute:02d}"
    return f"{hour}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


MONTHS_HI = ("जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अग॰", "सित॰", "अक्टू॰", "नव॰", "दिस॰")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: datetime, today: datetime, *, hindi: bool) -> str:
    """The day as said today; empty for today itself. Hindi says कल both ways: the time beside it tells which."""
    of_the_night = hindi and at.hour < DAWN <= today.hour
    match (at.date() - today.date()).days - of_the_night:
        case 0:
            return "आज" if of_the_night else ""
        case -1:
            return "कल" if hindi else "yesterday"
        case 1:
            return "कल" if hindi else "tomorrow"
    month = (MONTHS_HI if hindi else MONTHS_EN)[at.month - 1]
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at.day} {month}{year}"


def moment(at: datetime, now: datetime, *, hindi: bool) -> str:
    """शाम 6:42 · कल सुबह 9:10 · 12 नव॰ शाम 6:42."""
    local, today = at.astimezone(INDIA), now.astimezone(INDIA)
    said = day(local, today, hindi=hindi)
    return f"{said} {clock_time(local, hindi=hindi)}".strip()


def exact(at: datetime) -> str:
    local = at.astimezone(INDIA)
    return f"{local.day} {MONTHS_EN[local.month - 1]} {local:%Y %H:%M:%S} IST"


def elapsed(since: datetime, now: datetime) -> str:
    """How long ago, in one unit: enough to see what waits."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return _("%(count)d min") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)d h") % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def duration(seconds: int) -> str:
    """How long a step took, in one unit; less than a minute is said as such."""
    if seconds < 60:
        return _("under 1 min")
    minutes = seconds // 60
    if minutes < 120:
        return _("%(count)d min") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)d h") % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def grouped(number: str) -> str:
    """A case number as read out over the phone: 482 019 3375. A direction keeps its tail: 482 019 3375-1."""
    digits, dash, tail = number.partition("-")
    if len(digits) != 10:
        return number
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}{dash}{tail}"


def typed_number(text: str) -> str:
    """What was typed or pasted into the search box, as plain digits of any script's keyboard."""
    return "".join(sign for sign in text.translate(DIGITS) if sign.isascii() and sign.isdigit())


def mark(evidence_id: UUID) -> str:
    """What a file is called in talk and on paper: the first eight signs of its id."""
    return str(evidence_id)[:8].upper()


def size(count: int | None) -> str:
    if not count:
        return ""
    if count < 1024 * 1024:
        return f"{max(1, count // 1024)} KB"
    return f"{count / (1024 * 1024):.1f} MB"
