"""Who writes: people who cannot exist, named in each of the ways that WhatsApp names people.

Everything about them carries one of `SIGNS`, so that a look through a log can tell whether anything of them is in it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]
Naming = Literal["both", "number", "user_id", "user_id_in_from", "neither"]

NUMBER, USER_ID, WORD = "9155518", "IN.fuzzed", "zqword"
SIGNS = (rb"9155518\d{5}", rb"IN\.fuzzed", b"fuzzed0", b"zqword", rb"wamid\.[A-Za-z0-9]")
"""What no log may hold: the sixth and seventh digits make the numbers nobody else's."""


@dataclass(frozen=True, slots=True)
class Person:
    index: int
    naming: Naming

    @property
    def number(self) -> str:
        return f"{NUMBER}{self.index:05d}"

    @property
    def user_id(self) -> str:
        return f"{USER_ID}{self.index:07d}"

    @property
    def reached_at(self) -> str:
        """Where a reply goes: the number when WhatsApp shows it."""
        return self.number if self.naming in ("both", "number") else self.user_id

    def as_sender(self) -> Json:
        match self.naming:
            case "both":
                return {"from": self.number, "from_user_id": self.user_id}
            case "number":
                return {"from": self.number}
            case "user_id":
                return {"from_user_id": self.user_id}
            case "user_id_in_from":
                return {"from": self.user_id}
        return {}

    def as_contact(self) -> Json:
        shown: Json = {"profile": {"name": f"{WORD} {self.index}", "username": f"{WORD}.{self.index}"}}
        if self.naming in ("both", "number"):
            shown["wa_id"] = self.number
        if self.naming == "user_id_in_from":
            shown["wa_id"] = self.user_id
        if self.naming in ("both", "user_id"):
            shown["user_id"] = self.user_id
        return shown

    def as_recipient(self) -> Json:
        known: Json = {}
        if self.naming in ("both", "number"):
            known["recipient_id"] = self.number
        if self.naming != "number":
            known["recipient_user_id"] = self.user_id
        return known


NAMINGS: tuple[Naming, ...] = ("both", "both", "both", "number", "user_id", "user_id_in_from")


def person(index: int) -> Person:
    return Person(index, NAMINGS[index % len(NAMINGS)])


def nobody(index: int) -> Person:
    """Somebody whom the webhook does not name at all."""
    return Person(index, "neither")


def wamid(who: Person, webhook: int, serial: int) -> str:
    """Shaped like the real ones: the other party stands inside, so an id is as private as a number."""
    party, core = who.reached_at.encode(), b"%012X%08X" % (webhook, serial)
    record = b"\x1c\x18%c%s\x15\x02\x00\x12\x18%c%s\x00" % (len(party), party, len(core), core)
    return "wamid." + base64.b64encode(record).decode()
