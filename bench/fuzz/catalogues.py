"""Random catalogues in four languages: what a dialogue could say, right and with one thing wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from bench.fuzz.texts import BLANKS, HALVES, Texts
from satark.conversation.values import Button, MediaId, OutMessage, Row

TEXT, BODY, TITLE, ROW_TITLE, DESCRIPTION, ROW_ID, BUTTON_ID = 4096, 1024, 20, 24, 72, 200, 256
"""The fact sheet's, written on their own: they only say where it is worth trying."""


class Catalogue(Texts):
    """Makes messages in one language, all from one seed."""

    def message(self) -> OutMessage:
        """Most have one thing wrong at most: otherwise everything would be refused for the same few reasons."""
        made = self.chance.choice(FORMS)(self)
        return self.chance.choice(SPOILED)(self, made) if self.chance.random() < 0.4 else made

    # --- forms -------------------------------------------------------------------------------------------------------

    def plain(self) -> OutMessage:
        return OutMessage(self.text(TEXT))

    def buttons(self) -> OutMessage:
        number = self.chance.choice((1, 2, 3, 3, 3, 4))
        buttons = tuple(Button(self.ident(BUTTON_ID), self.text(TITLE)) for _ in range(number))
        return OutMessage(self.fitting(BODY), buttons=buttons)

    def rows(self) -> OutMessage:
        number = self.chance.choice((1, 2, 9, 10, 10, 11))
        rows = tuple(self._row() for _ in range(number))
        return OutMessage(self.fitting(BODY), list_button=self.fitting(TITLE), rows=rows)

    def _row(self) -> Row:
        """One of them in ten tries a limit, so that ten together may well fit."""
        tried = self.text if self.chance.random() < 0.1 else self.fitting
        described = tried(DESCRIPTION) if self.chance.random() < 0.5 else ""
        return Row(f"row:{self.chance.randrange(10**9)}", tried(ROW_TITLE), described)

    def long_bodied(self) -> OutMessage:
        made = self.chance.choice((Catalogue.buttons, Catalogue.rows, Catalogue.pin))(self)
        return replace(made, text=self.text(BODY))

    def pin(self) -> OutMessage:
        return OutMessage(self.text(BODY), ask_pin=True)

    def with_file(self) -> OutMessage:
        file = MediaId(UUID(int=self.chance.getrandbits(128)))
        return OutMessage(self.chance.choice((self.text(TEXT), self.text(BODY), "")), media=(file,))

    # --- one thing wrong ---------------------------------------------------------------------------------------------

    def blank_text(self, made: OutMessage) -> OutMessage:
        return replace(made, text=self.chance.choice(BLANKS))

    def half_a_sign(self, made: OutMessage) -> OutMessage:
        half = self.chance.choice(HALVES)
        where = self.chance.random()
        if where < 0.4 or not (made.buttons or made.rows):
            return replace(made, text=made.text[:900] + half)
        if made.buttons:
            return replace(made, buttons=(Button("half:1", half), *made.buttons[1:]))
        return replace(made, rows=(Row("half:1", half, half), *made.rows[1:]))

    def repeated(self, made: OutMessage) -> OutMessage:
        """The same button or row twice, or only its title or id."""
        if made.buttons:
            first = made.buttons[0]
            twin = self.chance.choice((first, replace(first, id="twin:1"), replace(first, title="twin")))
            return replace(made, buttons=(*made.buttons[:2], twin))
        if made.rows:
            top = made.rows[0]
            second = self.chance.choice((top, replace(top, id="twin:1"), replace(top, title="twin")))
            return replace(made, rows=(*made.rows[:9], second))
        return made

    def blank_part(self, made: OutMessage) -> OutMessage:
        blank = self.chance.choice(BLANKS)
        if made.buttons:
            first = made.buttons[0]
            wrong = self.chance.choice((replace(first, id=blank), replace(first, title=blank)))
            return replace(made, buttons=(wrong, *made.buttons[1:]))
        if made.rows:
            top = made.rows[0]
            rest = made.rows[1:]
            return self.chance.choice(
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
            rows = (self.chance.choice(longer), *rest)
            return replace(made, rows=rows, list_button=self.text(TITLE))
        return replace(made, list_button=self.text(TITLE))

    def two_forms(self, made: OutMessage) -> OutMessage:
        other = self.chance.choice((self.buttons(), self.pin(), self.rows()))
        return replace(
            made,
            buttons=made.buttons or other.buttons,
            rows=made.rows or other.rows,
            list_button=made.list_button or other.list_button,
            ask_pin=made.ask_pin or other.ask_pin,
        )


FORMS: tuple[Callable[[Catalogue], OutMessage], ...] = (
    *(Catalogue.plain, Catalogue.buttons, Catalogue.buttons, Catalogue.rows, Catalogue.rows),
    *(Catalogue.long_bodied, Catalogue.pin, Catalogue.with_file),
)
SPOILED: tuple[Callable[[Catalogue, OutMessage], OutMessage], ...] = (
    *(Catalogue.blank_text, Catalogue.half_a_sign, Catalogue.repeated),
    *(Catalogue.blank_part, Catalogue.long_part, Catalogue.two_forms),
)
