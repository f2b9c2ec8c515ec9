"""One row: something WhatsApp does, and what each client makes of it here. docs/independent-clients.md is its print."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kapso_whatsapp import WhatsAppAPIError
from pydantic import ValidationError
from pywa.errors import WhatsAppError

from tests.clients.desk import Desk, desk

Client = Literal["pywa", "kapso"]
CLIENTS: tuple[Client, ...] = ("pywa", "kapso")

Act = Callable[[Desk], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Works:
    do: Act
    """Returns what came of it, or raises the client's own error."""

    @property
    def told(self) -> str:
        return "works"


@dataclass(frozen=True, slots=True)
class Differs:
    """The client or its reading of Meta's pages is another one; `why` stands in the docs."""

    why: str
    do: Act
    instead: object
    """What comes of it, in place of what the row says."""

    @property
    def told(self) -> str:
        return f"differs: {self.why}"


@dataclass(frozen=True, slots=True)
class Lacks:
    """The client has no call for it, or does not look at it."""

    @property
    def told(self) -> str:
        return "has none"


NOT_SENT = "is not sent"
"""Stands for what a client refuses to send before it has asked anybody."""

Cell = Works | Differs | Lacks


@dataclass(frozen=True, slots=True)
class Refused:
    """The outcome of a call that the rehearsal refused: the client's own error, and Meta's code in it."""

    by: str
    code: int


async def nothing(_: Desk) -> None:
    """Most rows need nothing beforehand: the source has written once, so the window is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    kind: str
    expected: object
    pywa: Cell
    kapso: Cell
    before: Act = nothing

    def cell(self, client: Client) -> Cell:
        return self.pywa if client == "pywa" else self.kapso

    @property
    def line(self) -> str:
        """As it stands in the docs."""
        return f"| {self.kind} | {self.pywa.told} | {self.kapso.told} |"


async def outcome(row: Row, cell: Works | Differs, folder: Path) -> object:
    async with desk(folder) as at:
        await row.before(at)
        try:
            return await cell.do(at)
        except ValidationError:
            return NOT_SENT
        except WhatsAppError as error:
            return Refused(type(error).__name__, error.code)
        except WhatsAppAPIError as error:
            return Refused(type(error).__name__, int(error.error_code or 0))


def holds(seen: object, told: object) -> bool:
    """Whether everything told is so: of a dictionary only the named keys, of a refusal, told a number, its code."""
    if isinstance(seen, Refused) and isinstance(told, int):
        return seen.code == told
    if isinstance(told, dict) and isinstance(seen, dict):
        return all(key in seen and holds(seen[key], value) for key, value in told.items())
    if isinstance(told, list) and isinstance(seen, list) and len(told) == len(seen):
        return all(holds(one, other) for one, other in zip(seen, told, strict=True))
    return type(seen) is type(told) and seen == told


def by_kind(rows: tuple[Row, ...]) -> list[Any]:
    """(row, client) for each cell that can be tried."""
    return [(row, client) for row in rows for client in CLIENTS if not isinstance(row.cell(client), Lacks)]
