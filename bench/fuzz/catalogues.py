"""Random catalogues in four languages: texts of every length around every limit, made of what is hard to count."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import get_args
from uuid import UUID

from satark.conversation.values import Button, Language, MediaId, OutMessage, Row

LANGUAGES: tuple[Language, ...] = get_args(Language)
SIGNS: dict[Language, tuple[str, ...]] = {
    "hi": ("क", "क्ष", "ज़", "कि", "त्र्य", "ॐ", "।", "हैं", "र्‍"),
    "bho": ("भ", "ड़ी", "ङ", "लें", "ँ", "ऽ", "रउआ", "क्‍ष", " "),
    "ur": ("ا", "گاؤں", "ٹ", "ہ", "َ", "لّٰہ", "،", "\u200f", "۔"),
    "en": ("a", "e\u0301", "ﬁ", "’", "Z", "1", "-", "\u00a0", " "),
}
FOR_ALL = ("🚨", "👨‍👩‍👧‍👦", "🇮🇳", "❤️", "👍🏽", "𝓐", "\u200d", "\u200b", "\u2066", "\n", "\t", "\0")
BLANKS = ("", " ", "\n", "\t ", "\u00a0", "\u3000", "\u200b", "\u2028", "\x1c", "\x85")
HALVES = ("\ud83d", "\ude00", "x\ud83d")
TEXT, BODY, TITLE, ROW_TITLE, DESCRIPTION, ROW_ID, BUTTON_ID = 4096, 1024, 20, 24, 72, 200, 256
"""The fact sheet's, written on their own: they only say where it is worth trying."""


class Catalogue:
    """Makes messages in one language, all from one seed."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)
        self.language = self._chance.choice(LANGUAGES)

    def message(self) -> OutMessage:
        """Most have one thing wrong at most: otherwise everything would be refused for the same few reasons."""
        made = self._chance.choice(FORMS)(self)
        return self._chance.choice(SPOILED)(self, made) if self._chance.random() < 0.4 else made

    # --- texts -------------------------------------------------------------------------------------------------------

    def text(self, limit: int) -> str:
        """Fits, mostly just so; a third of the long ones are too long by one or two."""
        chance = self._chance
        wanted = chance.choice((1, 2, limit // 2, limit - 1, limit, limit, limit + 1, limit + 2))
        if chance.random() < 0.5:
            wanted = chance.randrange(1, min(limit, 60) + 1)
        return self.of_length(wanted)

    def fitting(self, limit: int) -> str:
        return self.of_length(self._chance.randrange(1, limit + 1))

    def of_length(self, units: int) -> str:
        """Of about so many UTF-16 units: a sign of several may end it early, then it is filled up with one letter."""
        signs = SIGNS[self.language] + (FOR_ALL if self._chance.random() < 0.3 else ())
        words, left = [self._chance.choice(SIGNS[self.language])], units
        if self._chance.random() < 0.4:
            words = [self._chance.choice(signs)]
        left -= units_of(words[0])
        while left > 0 and units_of(sign := self._chance.choice(signs)) <= left:
            words.append(sign)
            left -= units_of(sign)
        return "".join(words) + "x" * max(left, 0)

    def ident(self, limit: int) -> str:
        return self.text(limit) if self._chance.random() < 0.5 else f"step:{self._chance.randrange(10**9)}"

    # --- forms -------------------------------------------------------------------------------------------------------

    def plain(self) -> OutMessage:
        return OutMessage(self.text(TEXT))

    def buttons(self) -> OutMessage:
        number = self._chance.choice((1, 2, 3, 3, 3, 4))
        buttons = tuple(Button(self.ident(BUTTON_ID), self.text(TITLE)) for _ in range(number))
        return OutMessage(self.fitting(BODY), buttons=buttons)

    def rows(self) -> OutMessage:
        number = self._chance.choice((1, 2, 9, 10, 10, 11))
        rows = tuple(self._row() for _ in range(number))
        return OutMessage(self.fitting(BODY), list_button=self.fitting(TITLE), rows=rows)

    def _row(self) -> Row:
        """One of them in ten tries a limit, so that ten together may well fit."""
        tried = self.text if self._chance.random() < 0.1 else self.fitting
        described = tried(DESCRIPTION) if self._chance.random() < 0.5 else ""
        return Row(f"row:{self._chance.randrange(10**9)}", tried(ROW_TITLE), described)

    def long_bodied(self) -> OutMessage:
        made = self._chance.choice((Catalogue.buttons, Catalogue.rows, Catalogue.pin))(self)
        return replace(made, text=self.text(BODY))

    def pin(self) -> OutMessage:
        return OutMessage(self.text(BODY), ask_pin=True)

    def with_file(self) -> OutMessage:
        file = MediaId(UUID(int=self._chance.getrandbits(128)))
        return OutMessage(self._chance.choice((self.text(TEXT), self.text(BODY), "")), media=(file,))

    # --- one thing wrong ---------------------------------------------------------------------------------------------

    def blank_text(self, made: OutMessage) -> OutMessage:
        return replace(made, text=self._chance.choice(BLANKS))

    def half_a_sign(self, made: OutMessage) -> OutMessage:
        half = self._chance.choice(HALVES)
        where = self._chance.random()
        if where < 0.4 or not (made.buttons or made.rows):
            return replace(made, text=made.text[:900] + half)
        if made.buttons:
            return replace(made, buttons=(Button("half:1", half), *made.buttons[1:]))
        return replace(made, rows=(Row("half:1", half, half), *made.rows[1:]))

    def repeated(self, made: OutMessage) -> OutMessage:
        """The same button or row twice, or only its title or id."""
        if made.buttons:
            first = made.buttons[0]
            twin = self._chance.choice((first, replace(first, id="twin:1"), replace(first, title="twin")))
            return replace(made, buttons=(*made.buttons[:2], twin))
        if made.rows:
            top = made.rows[0]
            second = self._chance.choice((top, replace(top, id="twin:1"), replace(top, title="twin")))
            return replace(made, rows=(*made.rows[:9], second))
        return made

    def blank_part(self, made: OutMessage) -> OutMessage:
        blank = self._chance.choice(BLANKS)
        if made.buttons:
            first = made.buttons[0]
            wrong = self._chance.choice((replace(first, id=blank), replace(first, title=blank)))
            return replace(made, buttons=(wrong, *made.buttons[1:]))
        if made.rows:
            top = made.rows[0]
            rest = made.rows[1:]
            return self._chance.choice(
                (
                    replace(made, rows=(replace(top, id=blank), *rest)),
                    replace(made, rows=(replace(top, title=blank), *rest)),
                    replace(made, rows=(replace(top, description=blank), *rest)),
                    replace(made, list_button=blank),
                )
            )
        return made

    def long_part(self, made: OutMessage) -> OutMessage:
        if made.rows:
            top, rest = made.rows[0], made.rows[1:]
            longer = (replace(top, id=self.text(ROW_ID)), replace(top, title=self.text(ROW_TITLE)))
            rows = (self._chance.choice(longer), *rest)
            return replace(made, rows=rows, list_button=self.text(TITLE))
        return replace(made, list_button=self.text(TITLE))

    def two_forms(self, made: OutMessage) -> OutMessage:
        other = self._chance.choice((self.buttons(), self.pin(), self.rows()))
        return replace(
            made,
            buttons=made.buttons or other.buttons,
            rows=made.rows or other.rows,
            list_button=made.list_button or other.list_button,
            ask_pin=made.ask_pin or other.ask_pin,
        )


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


FORMS: tuple[Callable[[Catalogue], OutMessage], ...] = (
    *(Catalogue.plain, Catalogue.buttons, Catalogue.buttons, Catalogue.rows, Catalogue.rows),
    *(Catalogue.long_bodied, Catalogue.pin, Catalogue.with_file),
)
SPOILED: tuple[Callable[[Catalogue, OutMessage], OutMessage], ...] = (
    *(Catalogue.blank_text, Catalogue.half_a_sign, Catalogue.repeated),
    *(Catalogue.blank_part, Catalogue.long_part, Catalogue.two_forms),
)
