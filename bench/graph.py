"""The pretend Graph API: takes every message of ours, answers like Meta, and tells the crowd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from bench.wire import answer

Took = Callable[[str, dict[str, Any]], str]
"""Told the addressee and the message that came; gives back the message's id, or "" to hang up without an answer."""


UNASKED = answer(b'{"error":{"code":2,"is_transient":true}}', "503 Service Unavailable")
"""To whoever only asks (the relay's watch does, by GET): that it cannot be told now, which changes nothing there."""


class Graph:
    def __init__(self, took: Took) -> None:
        self._took = took

    def respond(self, body: bytes) -> bytes | None:
        if not body:
            return UNASKED
        message = orjson.loads(body)
        named = message.get("to")
        to = named.removeprefix("+") if named else message["recipient"]
        wamid = self._took(to, message)
        if not wamid:
            return None
        known = f'"input":"{named}","wa_id":"{to}"' if named else f'"input":"{to}","user_id":"{to}"'
        accepted = f'"contacts":[{{{known}}}],"messages":[{{"id":"{wamid}"}}]'
        return answer(f'{{"messaging_product":"whatsapp",{accepted}}}'.encode())
