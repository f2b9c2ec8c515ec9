"""The pretend Graph API of a run: takes every reply, and has none of the files."""

from __future__ import annotations

from collections import Counter, deque
from typing import Any

import orjson

from bench.wire import answer

REMEMBERED = 2_000
_NO_FILE = b'{"error":{"message":"Unsupported get request","type":"GraphMethodException","code":100}}'
_REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_NO_FILE),
    _NO_FILE,
)


class Graph:
    def __init__(self) -> None:
        self.replies: Counter[str] = Counter()
        """How many went to each number or user id."""
        self.opaques: deque[str] = deque(maxlen=REMEMBERED)
        """What the newest of them are told by."""

    def respond(self, body: bytes) -> bytes:
        if not body:
            return _REFUSED
        message: dict[str, Any] = orjson.loads(body)
        to = str(message.get("to") or message.get("recipient", "")).removeprefix("+")
        self.replies[to] += 1
        self.opaques.append(str(message.get("biz_opaque_callback_data", "")))
        return answer(b'{"messages":[{"id":"wamid.sent%d"}]}' % self.replies.total())
