"""One message on its way: in clear only in the relay's memory, sealed in its row, with what its other form needs.

Inside the 24 hours it goes as it is; outside, the approved template that stands in for it goes in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, get_args
from uuid import UUID, uuid4

import orjson

from satark.channels.whatsapp.outbound import (
    TEMPLATE_LANGUAGES,
    Address,
    Payload,
    Template,
    media_payload,
    payload,
    readdress,
    template_payload,
)
from satark.conversation.values import Language, OutMessage
from satark.relay.attachments import Attachment, Uploaded
from satark.relay.secrets import RelayKeys
from satark.vault.sealing import SealBroken, pad, unpad

NOT_YET = "0"
"""Stands for the id of a file that is not uploaded yet."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message with its address, in clear: lives in the relay's memory until it is sent."""

    id: UUID
    thread_id: UUID | None
    number_id: str
    body: bytes = field(repr=False)
    stand_in: Template | None = None
    """What goes in its place outside the window, to those who agreed to be written to."""
    formal: bool = False
    """Whether `body` is the template already."""
    attempts: int = 0
    doubtful: bool = False
    probe: bool = False
    """Sent although its number is paused, to see whether it works again."""
    file: Attachment | None = None
    """What has to be uploaded before; its id goes into `body` then."""

    @property
    def template(self) -> tuple[str, str]:
        """Name and language, as WhatsApp knows them, of the template that stands in; empty without one."""
        if self.stand_in is None:
            return "", ""
        suffix, code = TEMPLATE_LANGUAGES[self.stand_in.language]
        return self.stand_in.name + suffix, code

    def carrying(self, upload_id: str) -> Letter:
        """The letter with WhatsApp's id of its file in its place."""
        body = orjson.loads(self.body)
        body[body["type"]]["id"] = upload_id
        return replace(self, body=orjson.dumps(body))

    def readdressed(self, to: Address) -> Letter:
        """The letter on its way to where its person is now."""
        if to == self._address():
            return self
        return replace(self, body=orjson.dumps(readdress(orjson.loads(self.body), to)))

    def as_template(self) -> Letter:
        """The same letter in its other form. Only for one that has a stand-in."""
        if self.stand_in is None or self.formal:
            return self
        body = template_payload(self.stand_in, to=self._address(), opaque=str(self.id))
        return replace(self, body=orjson.dumps(body), formal=True)

    def announcement(self) -> Letter:
        """A letter of its own that says no more than that there is something to hear."""
        return replace(self, id=uuid4(), attempts=0, doubtful=False, formal=False).as_template()

    def _address(self) -> Address:
        body = orjson.loads(self.body)
        return Address(number=body.get("to", "").removeprefix("+"), user_id=body.get("recipient"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A message on its way into the table."""

    letter: Letter
    partition: int
    send_at: datetime
    now: bool
    lasting: bool
    ref: str = ""
    resay: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the sender learnt of one letter."""

    id: UUID
    state: int
    again_at: datetime | None = None
    doubtful: bool = False
    error: str = ""
    number_id: str = ""
    wamid: str = field(default="", repr=False)
    trouble: str = ""
    """Alarm that this calls for: a code of `alarms.WORDS`."""
    stops: str = ""
    """What stands still because of it: nothing, the `number`, or `all` of them."""
    template: tuple[str, str] = ("", "")
    """The template that WhatsApp would not send."""
    uploaded: Uploaded | None = None


def letter(
    message: OutMessage | Template,
    *,
    to: Address,
    number_id: str,
    thread_id: UUID | None,
    stand_in: Template | None = None,
) -> Letter:
    ident = uuid4()
    make: Payload
    if isinstance(message, Template):
        make = template_payload(message, to=to, opaque=str(ident))
        return Letter(ident, thread_id, number_id, orjson.dumps(make), message, formal=True)
    make = payload(message, to=to, opaque=str(ident))
    return Letter(ident, thread_id, number_id, orjson.dumps(make), stand_in)


def with_file(file: Attachment, *, to: Address, number_id: str, thread_id: UUID | None) -> Letter:
    ident = uuid4()
    make = media_payload(file.kind, NOT_YET, to=to, opaque=str(ident), file_name=file.file_name)
    return Letter(ident, thread_id, number_id, orjson.dumps(make), file=file)


def seal(keys: RelayKeys, letter: Letter) -> bytes:
    content: dict[str, Any] = {"number": letter.number_id, "body": letter.body.decode()}
    if (template := letter.stand_in) is not None:
        content["template"] = [template.name, template.language, template.reply, *template.params]
    if letter.formal:
        content["formal"] = True
    if letter.file is not None:
        content["file"] = letter.file.stored()
    return keys.link.seal(pad(orjson.dumps(content)), b"outgoing" + letter.id.bytes)


def opened(
    keys: RelayKeys, ident: UUID, thread_id: UUID | None, sealed: bytes, *, attempts: int, doubtful: bool
) -> Letter | None:
    """None for one that does not open: it holds up no other."""
    try:
        content = orjson.loads(unpad(keys.link.open(sealed, b"outgoing" + ident.bytes)))
    except SealBroken:
        return None
    if isinstance(content, list):
        # As the release before this one wrote it.
        content = {"number": content[0], "body": content[1]}
    return Letter(
        ident,
        thread_id,
        content["number"],
        content["body"].encode(),
        _template(content.get("template")),
        formal=content.get("formal", False),
        attempts=attempts,
        doubtful=doubtful,
        file=Attachment.of(content["file"]) if "file" in content else None,
    )


def _template(stored: list[str] | None) -> Template | None:
    if stored is None:
        return None
    name, code, reply, *params = stored
    language: Language = next((each for each in get_args(Language) if each == code), "hi")
    return Template(name, language, tuple(params), reply)
