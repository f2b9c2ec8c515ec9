"""People who cannot exist, each with identities that nobody else has: these are the canaries."""

from __future__ import annotations

import base64
import random
import string
from dataclasses import dataclass, field

from tests.leaks.forms import NUMBER, Canary

INBOUND, OUTBOUND = b"\x12", b"\x11"
CONSONANTS = "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह"
VOWELS = ("", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ")
ALPHANUMERIC = string.ascii_letters + string.digits


@dataclass(slots=True)
class Person:
    """One phone. Empty where it shows no number, no user id or no username."""

    number: str
    user_id: str
    username: str
    profile_name: str
    friend_number: str
    """On the contact card this person shares."""
    friend_name: str
    file_name: str
    message_ids: list[str] = field(default_factory=list)
    media_ids: list[str] = field(default_factory=list)
    """WhatsApp's, given while the story goes on."""

    @property
    def party(self) -> str:
        """What a message id of this phone wraps."""
        return self.number or self.user_id

    @property
    def canaries(self) -> set[Canary]:
        values = {
            Canary("user id", self.user_id),
            Canary("username", self.username),
            Canary("profile name", self.profile_name),
            Canary(NUMBER, self.number),
            Canary(NUMBER, self.friend_number),
            Canary("name on a card", self.friend_name),
            Canary("file name", self.file_name),
            *(Canary("message id", each) for each in self.message_ids),
            *(Canary("media id", each) for each in self.media_ids),
        }
        return {canary for canary in values if canary.value}


def invent(chance: random.Random, place: int) -> Person:
    """By turns: a number alone, a user id with a username, both."""
    shows_number, shows_user_id = place % 3 != 1, place % 3 != 0
    return Person(
        number=_number(chance) if shows_number else "",
        user_id=f"IN.{_letters(chance, ALPHANUMERIC, 20)}" if shows_user_id else "",
        username=_username(chance) if shows_user_id else "",
        profile_name=_latin_name(chance) if place % 2 else _hindi_name(chance),
        friend_number=_number(chance),
        friend_name=_hindi_name(chance) if place % 2 else _latin_name(chance),
        file_name=f"{_letters(chance, string.ascii_lowercase, 9)} {chance.randrange(10**6):06d}.pdf",
    )


def message_id(chance: random.Random, party: str, direction: bytes) -> str:
    """Meta's envelope: base64 of a record that holds the party."""
    core = _letters(chance, "0123456789ABCDEF", 20).encode()
    record = b"\x1c\x18%c%s\x15\x02\x00%s\x18%c%s\x00" % (
        len(party),
        party.encode(),
        direction,
        len(core),
        core,
    )
    return "wamid." + base64.b64encode(record).decode()


def media_id(chance: random.Random) -> str:
    return str(chance.randrange(10**15, 10**16))


def _number(chance: random.Random) -> str:
    """Indian mobile numbers begin with 6 to 9: nobody has this one."""
    return f"91{chance.choice('012345')}{chance.randrange(10**9):09d}"


def _username(chance: random.Random) -> str:
    return f"{_letters(chance, string.ascii_lowercase, 8)}.{chance.randrange(10**5):05d}"


def _latin_name(chance: random.Random) -> str:
    first, last = (_letters(chance, string.ascii_lowercase, 8).capitalize() for _ in range(2))
    return f"{first} {last}"


def _hindi_name(chance: random.Random) -> str:
    first, last = (
        "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(5)) for _ in range(2)
    )
    return f"{first} {last}"


def _letters(chance: random.Random, alphabet: str, count: int) -> str:
    return "".join(chance.choices(alphabet, k=count))
