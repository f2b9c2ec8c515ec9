"""A list is refused in one language: eleven rows, or a title longer than 24 characters as WhatsApp counts Devanagari.

It was tried in English. In Hindi the same list gets 131009, and everybody who chose Hindi hears nothing.
"""

from satark.rehearsal.phone import Phone, options
from satark.rehearsal.scenario import Rehearsal
from satark.rehearsal.wire import Json

STAKE = 39
HINDI = "हर भाषा की सूची, हर पंक्ति"

SPOKEN = ("English", "हिन्दी", "اردو", "भोजपुरी")


def play(on: Rehearsal) -> None:
    first = _opened(on.source())
    offered = [row["title"] for row in first.get("rows", []) if row["id"].startswith("language:")]

    sources = {language: on.source() for language in offered or SPOKEN}
    for language, source in sources.items():
        _topics(on, language, source)
    for language, source in sources.items():
        _other_lists(on, language, source)


def _opened(source: Phone) -> Json:
    source.says("Hi")
    return source.next("Hi")


def _topics(on: Rehearsal, language: str, source: Phone) -> None:
    _opened(source)
    source.says(language)
    on.must(f"{language}: WhatsApp takes the list of topics", lambda: len(source.screen()) > 1)
    topics = source.next("topics")
    on.must(f"{language}: it has rows to press", len(options(topics)) > 1)
    for row in options(topics):
        source.press(topics, row)
        source.next(row["title"])
    on.held.append(f"{language}: every row can be pressed and is answered")


def _other_lists(on: Rehearsal, language: str, source: Phone) -> None:
    """The places of one name, and what can be changed."""
    on.led_to(source, source.received[-1], "place")
    source.says("थाना चकिया या नौगढ़")
    places = source.next("place")
    on.must(f"{language}: the list of places comes", len(places.get("rows", [])) > 1)
    on.must(f"{language}: a place of it can be chosen", _moves_on(source, places))
    confirm = on.led_to(source, source.received[-1], "confirm")
    source.chooses(confirm, "confirm:change")
    changes = source.next("change")
    on.must(f"{language}: the list of what can be changed comes", len(changes.get("rows", [])) > 1)
    on.must(f"{language}: one of it can be changed", _moves_on(source, changes))


def _moves_on(source: Phone, message: Json) -> bool:
    source.press(message, options(message)[0])
    return source.next("row") != message
