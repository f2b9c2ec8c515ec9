"""Webhooks as Meta makes them: one message or status each, escaped and signed, ready to be written to a socket."""

from __future__ import annotations

import base64
import hmac
import json
import time
from dataclasses import dataclass
from itertools import count

from bench.wire import request

PATH = "/webhooks/whatsapp"
PHONE_NUMBER_ID = "155500010000101"
"""The number of ours that the demo sets up for Chandauli."""
DISPLAY = "915550000101"
WABA = "155500020000201"
INBOUND, OUTBOUND = b"\x12", b"\x11"

_OPENING = (
    f'{{"object":"whatsapp_business_account","entry":[{{"id":"{WABA}","changes":[{{"value":'
    f'{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"{DISPLAY}",'
    f'"phone_number_id":"{PHONE_NUMBER_ID}"}},'
)
_CLOSING = '}]},"field":"messages"}]}]}'


@dataclass(frozen=True, slots=True)
class Identity:
    """A person who cannot exist: Indian mobile numbers begin with 6 to 9, these with 5."""

    number: str
    """Empty for a person who shows only a username."""
    user_id: str

    @classmethod
    def of(cls, index: int, *, shows_number: bool) -> Identity:
        number = f"915551{index:06d}" if shows_number else ""
        return cls(number, f"IN.bench{index:012d}")

    @property
    def party(self) -> str:
        return self.number or self.user_id


class Postbag:
    """Makes the webhooks of one app."""

    def __init__(self, *, host: str, app_secret: str) -> None:
        self._secret = app_secret.encode()
        head = {"User-Agent": "facebookexternalua", "Accept": "*/*", "Content-Type": "application/json"}
        self._head = request(PATH, host, head) + b"\r\nX-Hub-Signature-256: sha256="
        self._numbers = count(1)

    def message(self, who: Identity, content: str) -> bytes:
        """`content` is the JSON of the message's kind, braces left out: see `text` and its like."""
        wamid = self._wamid(who, INBOUND)
        return self._signed(f'{_messages(who)}{wamid}","timestamp":"{int(time.time())}",{content}{_CLOSING}')

    def delivered(self, who: Identity, wamid: str, opaque: str) -> bytes:
        number = f'"recipient_id":"{who.number}",' if who.number else ""
        return self._signed(
            f'{_OPENING}{_contact(who)}"statuses":[{{"id":"{wamid}","status":"delivered",'
            f'"timestamp":"{int(time.time())}",{number}"recipient_user_id":"{who.user_id}",'
            f'"biz_opaque_callback_data":"{opaque}","pricing":{{"billable":true,"pricing_model":"PMP",'
            f'"type":"regular","category":"service"}}{_CLOSING}'
        )

    def reply_id(self, who: Identity) -> str:
        """The id that Graph gives to a message of ours."""
        return self._wamid(who, OUTBOUND)

    def _wamid(self, who: Identity, direction: bytes) -> str:
        party, core = who.party.encode(), b"%020X" % next(self._numbers)
        record = b"\x1c\x18%c%s\x15\x02\x00%s\x18%c%s\x00" % (len(party), party, direction, len(core), core)
        return "wamid." + base64.b64encode(record).decode()

    def _signed(self, body: str) -> bytes:
        raw = body.encode()
        signature = hmac.digest(self._secret, raw, "sha256").hex().encode()
        return b"%s%s\r\nContent-Length: %d\r\n\r\n%s" % (self._head, signature, len(raw), raw)


def text(words: str) -> str:
    return f'"type":"text","text":{{"body":{_escaped(words)}}}'


def pressed(option: str, title: str, *, row: bool) -> str:
    kind = "list_reply" if row else "button_reply"
    chosen = f'"{kind}":{{"id":{_escaped(option)},"title":{_escaped(title)}}}'
    return f'"type":"interactive","interactive":{{"type":"{kind}",{chosen}}}'


def pin(latitude: float, longitude: float) -> str:
    return f'"type":"location","location":{{"latitude":{latitude},"longitude":{longitude}}}'


def _messages(who: Identity) -> str:
    number = f'"from":"{who.number}",' if who.number else ""
    return f'{_OPENING}{_contact(who)}"messages":[{{{number}"from_user_id":"{who.user_id}","id":"'


def _contact(who: Identity) -> str:
    number = f'"wa_id":"{who.number}",' if who.number else ""
    name = who.user_id[-6:]
    return f'"contacts":[{{"profile":{{"name":"P {name}","username":"p.{name}"}},{number}"user_id":"{who.user_id}"}}],'


def _escaped(words: str) -> str:
    """ASCII with a backslash before each slash: the form Meta signs."""
    return json.dumps(words).replace("/", "\\/")
