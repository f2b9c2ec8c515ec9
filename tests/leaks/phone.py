"""A phone in somebody's hand: says, presses, photographs, and sees what the desk answers."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable
from typing import Any

from tests.leaks.people import Person
from tests.leaks.whatsapp import WhatsApp, contact, present

Json = dict[str, Any]
PATIENCE = 45.0
"""Seconds until an answer must have come, a killed relay and a lost database included."""
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF"
VOICE = b"OggS\x00\x02"
PDF = b"%PDF-1.7\n"


class Phone:
    def __init__(self, person: Person, whatsapp: WhatsApp, chance: random.Random) -> None:
        self.person = person
        self._whatsapp = whatsapp
        self._chance = chance
        self.last: Json = {}
        """The message that was shown last."""
        whatsapp.meet(person)

    @property
    def _screen(self) -> asyncio.Queue[Json]:
        return self._whatsapp.screens[self.person.party]

    async def hears(self, what: Awaitable[Any]) -> Json:
        """Do something, and see what the desk says to it."""
        while not self._screen.empty():
            self.last = self._screen.get_nowait()
        await what
        return await self.sees()

    async def sees(self) -> Json:
        try:
            self.last = await asyncio.wait_for(self._screen.get(), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"no answer; last was {shown(self.last)!r}") from None
        return self.last

    async def misses(self, what: Awaitable[Any]) -> None:
        """Do something to which the answer is lost on its way."""
        self._whatsapp.moods[self.person.party].append("lose")
        await what
        await self._whatsapp.until_held()

    @property
    def notified(self) -> bool:
        """Whether the desk has written without being asked since it was last heard."""
        return not self._screen.empty()

    async def says(self, words: str) -> None:
        await self._send("text", {"text": {"body": words}}, quoting=self.last.get("wamid", ""))

    async def presses(self, option: str) -> None:
        kind = (
            "list_reply" if "rows" in str(self.last.get("interactive", {}).get("action")) else "button_reply"
        )
        pressed = {"type": kind, kind: {"id": option, "title": option.partition(":")[2]}}
        await self._send("interactive", {"interactive": pressed}, quoting=self.last.get("wamid", ""))

    async def points(self) -> None:
        await self._send("location", {"location": {"latitude": 25.41, "longitude": 83.18}})

    async def photographs(self, *failures: str) -> None:
        data = PHOTO + self._chance.randbytes(30_000)
        await self._whatsapp.file(self.person, "image", "image/jpeg", data, failures=list(failures))

    async def speaks(self) -> None:
        data = VOICE + self._chance.randbytes(9_000)
        await self._whatsapp.file(self.person, "audio", "audio/ogg; codecs=opus", data, voice=True)

    async def sends_document(self) -> None:
        data, name = PDF + self._chance.randbytes(5_000), self.person.file_name
        await self._whatsapp.file(self.person, "document", "application/pdf", data, filename=name)

    async def shares_card(self) -> None:
        name, number = self.person.friend_name, self.person.friend_number
        vcard = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;type=CELL:+{number}\nEND:VCARD"
        card = {
            "name": {"formatted_name": name, "first_name": name.split()[0]},
            "phones": [{"phone": f"+{number[:2]} {number[2:7]} {number[7:]}", "wa_id": number}],
            "vcard": vcard,
        }
        await self._send("contacts", {"contacts": [card]})

    async def reacts(self) -> None:
        await self._send("reaction", {"reaction": {"message_id": self.last["wamid"], "emoji": "👍"}})

    async def sends_view_once(self) -> None:
        error = {
            "code": 131051,
            "title": "Message type unknown",
            "error_data": {"details": self.person.party},
        }
        await self._send("unsupported", {"errors": [error], "unsupported": {"type": "image"}})

    async def opts_out(self) -> None:
        """Tell WhatsApp itself that the desk shall not write."""
        wish = present({"wa_id": self.person.number, "user_id": self.person.user_id})
        wish |= {"detail": self.person.profile_name, "category": "marketing_messages", "value": "stop"}
        await self._whatsapp.deliver(
            {
                "contacts": [contact(self.person)],
                "user_preferences": [wish | {"timestamp": str(int(time.time()))}],
            },
            name="user_preferences",
        )

    async def _send(self, kind: str, content: Json, *, quoting: str = "") -> None:
        await self._whatsapp.message(self.person, kind, content, quoting=quoting)


def offered(message: Json) -> list[str]:
    """Ids of the buttons or rows under a message."""
    action = message.get("interactive", {}).get("action", {})
    buttons = [button["reply"]["id"] for button in action.get("buttons", [])]
    return buttons + [row["id"] for section in action.get("sections", []) for row in section["rows"]]


def step(message: Json) -> str:
    """The question a message puts; empty when it puts none."""
    if message.get("interactive", {}).get("type") == "location_request_message":
        return "pin"
    options = offered(message)
    return options[0].partition(":")[0] if options else ""


def shown(message: Json) -> str:
    """The words of a message."""
    words = message.get("interactive", {}).get("body") or message.get("text") or {}
    return str(words.get("text") or words.get("body") or "")
