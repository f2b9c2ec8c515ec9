"""WhatsApp's limits, checked before sending: a refused message is a person left without an answer.

Meta does not say what a "character" is. We count UTF-16 units, which are never fewer than code points, so what
passes here passes both ways of counting. Figures: Meta's pages and OpenAPI file, copies of November 2025 to
August 2026; for a list's body they disagree (4,096 or 1,024) and the smaller one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from satark.conversation.values import OutMessage

TEXT = 4096
INTERACTIVE_BODY = 1024
BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256
ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72
ROW_ID = 200
LIST_BUTTON = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken limit: where, how much is allowed and how much it was. Never the words themselves."""

    where: str
    allowed: int
    found: int

    def __str__(self) -> str:
        return f"{self.where}: {self.found}, allowed {self.allowed}"


def length(text: str) -> int:
    """UTF-16 units: what a phone counts, and at least the number of code points."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def preflight(message: OutMessage) -> list[Violation]:
    """Every limit this message breaks; empty when WhatsApp will take it as it is."""
    return list(_violations(message))


def interactive(message: OutMessage) -> bool:
    return bool(message.buttons or message.rows or message.ask_pin)


def _violations(message: OutMessage) -> Iterator[Violation]:
    forms = sum((bool(message.buttons), bool(message.rows), message.ask_pin))
    if forms > 1:
        yield Violation("forms", 1, forms)
    if not message.text.strip() and (forms or message.text or not message.media):
        yield Violation("text empty", 1, 0)
    yield from _torn(message)
    yield from _long("text", [message.text], INTERACTIVE_BODY if forms else TEXT)
    yield from _buttons(message)
    yield from _list(message)


def _buttons(message: OutMessage) -> Iterator[Violation]:
    titles = [button.title for button in message.buttons]
    if len(titles) > BUTTONS:
        yield Violation("buttons", BUTTONS, len(titles))
    yield from _long("button title", titles, BUTTON_TITLE)
    yield from _long("button id", [button.id for button in message.buttons], BUTTON_ID)
    yield from _missing("button title empty", titles)
    yield from _missing("button id empty", [button.id for button in message.buttons])
    yield from _repeated("button title twice", titles)
    yield from _repeated("button id twice", [button.id for button in message.buttons])


def _list(message: OutMessage) -> Iterator[Violation]:
    ids, titles = [row.id for row in message.rows], [row.title for row in message.rows]
    if len(ids) > ROWS:
        yield Violation("rows", ROWS, len(ids))
    if message.rows:
        yield from _missing("list button empty", [message.list_button])
        yield from _long("list button", [message.list_button], LIST_BUTTON)
    yield from _long("row title", titles, ROW_TITLE)
    yield from _long("row description", [row.description for row in message.rows], ROW_DESCRIPTION)
    yield from _long("row id", ids, ROW_ID)
    yield from _missing("row title empty", titles)
    yield from _missing("row id empty", ids)
    yield from _repeated("row id twice", ids)


def _torn(message: OutMessage) -> Iterator[Violation]:
    """Half of a surrogate pair, as a cut emoji leaves it: no text that could be written down."""
    texts = [message.text, message.list_button]
    texts += [text for button in message.buttons for text in (button.id, button.title)]
    texts += [text for row in message.rows for text in (row.id, row.title, row.description)]
    if halves := sum("\ud800" <= sign <= "\udfff" for text in texts if not text.isascii() for sign in text):
        yield Violation("half a sign", 0, halves)


def _long(where: str, texts: Iterable[str], allowed: int) -> Iterator[Violation]:
    for text in texts:
        if (found := length(text)) > allowed:
            yield Violation(where, allowed, found)


def _missing(where: str, texts: Iterable[str]) -> Iterator[Violation]:
    for text in texts:
        if not text.strip():
            yield Violation(where, 1, 0)


def _repeated(where: str, texts: list[str]) -> Iterator[Violation]:
    if len(set(texts)) < len(texts):
        yield Violation(where, len(set(texts)), len(texts))
