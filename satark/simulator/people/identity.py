"""Identities nobody has, and ids shaped like Meta's: a message id really holds the other party's identity."""

from __future__ import annotations

import base64
import random
import re
import string
from dataclasses import dataclass
from typing import Literal

INBOUND, OUTBOUND = 0x12, 0x11
_BEFORE_PARTY = b"\x1c\x18"
_AFTER_PARTY = b"\x15\x02\x00"
_ALPHANUMERIC = string.ascii_letters + string.digits

Kind = Literal["number", "username", "both"]


@dataclass(frozen=True, slots=True)
class Identities:
    """What WhatsApp knows of one phone. `number` is empty for a phone that shows none."""

    number: str
    user_id: str
    username: str
    profile_name: str

    @property
    def party(self) -> str:
        """What a message id of this phone wraps: the number, or the user id where there is none to show."""
        return self.number or self.user_id


def invent(kind: Kind, profile_name: str, chance: random.Random) -> Identities:
    """A person who cannot exist: Indian mobile numbers start with 6 to 9, these with 5550."""
    number = f"915550{chance.randrange(10**6):06d}" if kind != "username" else ""
    username = f"{_letters(chance, 5)}.{_letters(chance, 4)}_{chance.randrange(10**4):04d}"
    return Identities(number, new_user_id(chance), username if kind != "number" else "", profile_name)


def new_user_id(chance: random.Random) -> str:
    return "IN." + "".join(chance.choices(_ALPHANUMERIC, k=20))


def new_wamid(party: str, direction: int, chance: random.Random) -> str:
    return wrap(party, direction, f"{chance.getrandbits(80):020X}")


def wrap(party: str, direction: int, core: str) -> str:
    """The envelope Meta uses: byte string of the party, then a hex core."""
    record = b"".join(
        (
            *(_BEFORE_PARTY, bytes([len(party)]), party.encode("ascii")),
            *(_AFTER_PARTY, bytes([direction, 0x18, len(core)]), core.encode("ascii"), b"\x00"),
        )
    )
    return "wamid." + base64.b64encode(record).decode("ascii")


def party_of(wamid: str) -> str:
    """Whose identity is wrapped around it; empty when it is not one of ours."""
    if not core_of(wamid):
        return ""
    record = base64.b64decode(wamid.removeprefix("wamid."))
    begins = len(_BEFORE_PARTY) + 1
    return record[begins : begins + record[begins - 1]].decode("ascii")


def core_of(wamid: str) -> str:
    """The part that is the same whoever's identity is wrapped around it; empty when it is not one of ours."""
    try:
        record = base64.b64decode(wamid.removeprefix("wamid."), validate=True)
    except ValueError:
        return ""
    found = re.search(rb"\x15\x02\x00[\x11\x12]\x18.([0-9A-F]{18,20})\x00$", record, re.DOTALL)
    return found[1].decode("ascii") if found else ""


def new_media_id(chance: random.Random) -> str:
    return str(chance.randrange(10**14, 10**15))


def new_trace_id(chance: random.Random) -> str:
    return "A" + "".join(chance.choices(_ALPHANUMERIC, k=22))


def _letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(string.ascii_lowercase, k=count))
