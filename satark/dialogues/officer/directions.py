"""A direction as it reaches the phone of a post, and the times in it as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from satark.conversation.values import Button, Language, MediaId, OutMessage
from satark.dialogues.catalogue import Words, officer_words
from satark.dialogues.render import INTERACTIVE_LIMIT, measure

IST = timezone(timedelta(hours=5, minutes=30))

_DAWN = 4
"""Until this hour a night belongs, as people say it, to the day on which it began."""

_PARTS = ((_DAWN, "t.night"), (12, "t.morning"), (16, "t.noon"), (20, "t.evening"), (24, "t.night"))
"""Until which hour of the day what is said."""


def direction_message(
    text: str,
    ref: str,
    place: str,
    category: str,
    due: datetime,
    media: Sequence[MediaId] = (),
    *,
    language: Language = "hi",
    returned: bool = False,
    now: datetime | None = None,
) -> OutMessage:
    """The brief to a post, with Received and Done. `category` is its id; `now` lets the term read `today`.

    A brief too long for a message with buttons goes out whole, without them: the words do the same. One too long for
    any message is parted on its way (`outbound.split`).
    """
    words = officer_words(language)
    about = " · ".join(part for part in (category_title(category, words), place) if part)
    values = {"ref": spoken_ref(ref), "about": about, "text": text, "due": spoken_time(due, words, now)}
    body = words.say("direction.returned" if returned else "direction.new", values.get)
    if measure(body) > INTERACTIVE_LIMIT:
        by_word = words.say("direction.by_word")
        return OutMessage(f"{body}\n\n{by_word}", media=tuple(media), lasting=True)
    return OutMessage(body, buttons=direction_buttons(ref, words), media=tuple(media), lasting=True)


def spoken_ref(ref: str) -> str:
    """`482 019 3375-1`: in groups, as it is read out and as the console shows it."""
    return f"{ref[:3]} {ref[3:6]} {ref[6:]}" if len(ref) > 6 else ref


def direction_buttons(ref: str, words: Words) -> tuple[Button, ...]:
    return (
        Button(f"direction:received:{ref}", words.say("b.received")),
        Button(f"direction:done:{ref}", words.say("b.disposed")),
    )


def officer_text(entry: str, language: Language | None = None, **fill: str) -> OutMessage:
    """One of the officer's texts by its catalogue id, filled in."""
    return OutMessage(officer_words(language).say(entry, fill.get), lasting=True)


def spoken_time(due: datetime, words: Words, now: datetime | None = None) -> str:
    """`आज शाम 6:47 तक`; with the date when it is neither today nor tomorrow, or today is not known."""
    return _spoken("t.until", due, words, now)


def spoken_moment(at: datetime, words: Words, now: datetime | None = None) -> str:
    """`आज शाम 6:42`."""
    return _spoken("t.at", at, words, now)


def _spoken(entry: str, moment: datetime, words: Words, now: datetime | None) -> str:
    local = moment.astimezone(IST)
    part = next(entry for hour, entry in _PARTS if local.hour < hour)
    values = {
        "day": _day(local, words, now),
        "part": words.say(part),
        "time": f"{local.hour % 12 or 12}:{local.minute:02}",
    }
    return words.say(entry, values.get)


def _day(local: datetime, words: Words, now: datetime | None) -> str:
    today = now.astimezone(IST) if now else None
    days = (local.date() - today.date()).days if today else None
    if days == 1 and today and local.hour < _DAWN <= today.hour:
        days = 0
    if days == 0:
        return words.say("t.today")
    if days == -1:
        return words.say("t.yesterday")
    if days == 1:
        return words.say("t.tomorrow")
    month = words.say("t.months").split()[local.month - 1]
    return words.say("t.date", {"date": str(local.day), "month": month}.get)


def category_title(category: str, words: Words) -> str:
    entry = f"c.{category}"
    return words.say(entry) if entry in words else ""
