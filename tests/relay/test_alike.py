"""One text from many phones is counted for a day, and never dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from satark.relay.alike import HOUR, LIFE, MANY, TEXTS, Alike

NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
JOKE = "थानेदार की गाड़ी का चालान कट गया, दस लोगों को भेजो"


def heard_by(alike: Alike, people: int, *, text: str = JOKE, every: timedelta = timedelta()) -> None:
    for number in range(people):
        alike.heard(text, uuid4(), NOON + every * number)


def test_a_text_from_more_than_so_many_is_from_many_however_it_is_typed() -> None:
    alike = Alike()
    heard_by(alike, MANY + 1)

    assert alike.is_many(["थानेदार  की गाड़ी का चालान कट गया; दस लोगों को भेजो!"], NOON)
    assert not alike.is_many(["रोज रात घाट से बालू जाता है, कोई नहीं रोकता"], NOON)


def test_a_text_from_few_is_not() -> None:
    alike = Alike()
    heard_by(alike, MANY)

    assert not alike.is_many([JOKE], NOON)


def test_one_who_repeats_it_is_one() -> None:
    alike, person = Alike(), uuid4()
    for _ in range(100):
        alike.heard(JOKE, person, NOON)

    assert not alike.is_many([JOKE], NOON)


def test_what_comes_slowly_is_no_flood() -> None:
    alike = Alike()
    heard_by(alike, 2 * MANY, every=HOUR / (MANY - 1))

    assert not alike.is_many([JOKE], NOON)


def test_short_answers_are_alike_in_every_talk() -> None:
    alike = Alike()
    heard_by(alike, 5 * MANY, text="दो महीने से")

    assert not alike.is_many(["दो महीने से"], NOON)


def test_after_a_day_nothing_is_known_any_more() -> None:
    alike = Alike()
    heard_by(alike, MANY + 1)

    assert not alike.is_many([JOKE], NOON + LIFE)


def test_a_flood_of_different_texts_makes_it_forget_and_not_grow() -> None:
    alike, person = Alike(), uuid4()

    for number in range(TEXTS + 100):
        alike.heard(f"{JOKE} {number}", person, NOON)

    assert len(alike._heard) == TEXTS
