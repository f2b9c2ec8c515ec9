"""What to do when WhatsApp refuses: one table from its error code to our next step, never by its wording.

Meta localises the texts, and `details` may hold the number: only the code is read, and nothing else is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import orjson

from satark.channels.whatsapp.parsed import Discreet

Retry = Literal["later", "slow", "pair", "never", "after_change"]
"""later: back off in seconds. slow: back off in minutes, the whole number. pair: 4^n seconds, this person only.
never: this message will never pass. after_change: not before somebody (or a new token) changed something."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The class of one failed send."""

    retry: Retry
    ours: bool
    """Something on our side is wrong; otherwise it is WhatsApp's, or the person's phone."""
    alarm: bool
    """An operator has to act, and the next messages will fail as well."""
    words: str
    """Key of the sentence that an officer may read; one of `WORDS`."""
    code: int | None = None
    ambiguous: bool = False
    """WhatsApp may have taken the message and only its answer was lost: sending again may double it."""


@dataclass(frozen=True, slots=True, repr=False)
class Accepted(Discreet):
    """WhatsApp took it, which is not yet "delivered"."""

    wamid: str
    held: bool = False
    """A template that waits for WhatsApp's quality check, or is paused: it may be dropped without a `failed`."""


WORDS: dict[str, str] = {
    "busy": "WhatsApp is busy or passes through maintenance; it is tried again",
    "too_fast": "too many messages to this person in a short time; it is tried again",
    "token": "WhatsApp does not accept our access token any more",
    "account": "WhatsApp has restricted or blocked our account or number",
    "payment": "WhatsApp does not send because of the payment method",
    "setup": "a permission, number or registration on our side is not in order",
    "window": "their last message is more than 24 hours old: only a template can go",
    "template": "the template is missing, paused, disabled or filled wrongly",
    "not_reachable": "this person cannot be reached on WhatsApp at present",
    "withheld": "WhatsApp withheld this message for its own reasons",
    "new_phone": "the phone behind this number changed; confirm before sending details",
    "bad_message": "WhatsApp does not accept this message; a fault on our side",
    "media": "the file could not be sent",
    "no_connection": "WhatsApp could not be reached; it is tried again",
    "answer_lost": "it is not known whether WhatsApp took the message",
}

# retry, ours, alarm, words: the codes of that kind. More alarms than the fact sheet asks for: whatever stops
# every message to everybody is an operator's business at once.
_GROUPS: tuple[tuple[Failure, tuple[int, ...]], ...] = (
    (Failure("later", False, False, "busy"), (1, 2, 131000, 131016, 131057, 133004, 135000, 130429, 139103)),
    (Failure("slow", True, False, "busy"), (4, 80007, 132069, 139102)),
    (Failure("pair", False, False, "too_fast"), (131056,)),
    (Failure("slow", True, True, "account"), (131048,)),
    (Failure("after_change", True, True, "token"), (0, 190)),
    (Failure("after_change", True, True, "account"), (368, 131031, 131064)),
    (Failure("after_change", True, True, "payment"), (131042,)),
    (Failure("after_change", True, True, "setup"), (133010, 131005, 3, 10, 33, 131037, 131045)),
    (
        Failure("after_change", True, False, "setup"),
        (131030, 132068, 133000, 133005, 133006, 133008, 133009, 133015, 133016, 134011, 139100, 139101),
    ),
    (Failure("after_change", False, False, "new_phone"), (137000,)),
    (Failure("after_change", True, True, "template"), (132015, 132016)),
    (Failure("never", True, True, "template"), (132001, 132007)),
    (Failure("never", True, False, "template"), (132000, 132005, 132008, 132012, 132018)),
    (Failure("never", False, False, "window"), (131047,)),
    (Failure("never", False, False, "not_reachable"), (131026, 130497, 131062)),
    (Failure("never", False, False, "withheld"), (130472, 131049, 131050, 131063)),
    (
        Failure("never", True, False, "bad_message"),
        (100, 131008, 131009, 131021, 131035, 131036, 131051, 131055, 131059, 131060, *range(147001, 147006)),
    ),
    (Failure("never", False, False, "media"), (131052,)),
    (Failure("later", False, False, "media"), (131053,)),
)

TABLE: dict[int, Failure] = {
    code: Failure(kind.retry, kind.ours, kind.alarm, kind.words, code)
    for kind, codes in _GROUPS
    for code in codes
}

NOT_SENT = Failure("later", False, False, "no_connection")
"""The connection could not be made: certainly not sent."""

LOST = Failure("later", False, False, "answer_lost", ambiguous=True)
"""Time-out or dropped connection after the request went out. Wait for a status with our opaque id before deciding."""


def of_code(code: int, *, transient: bool = False) -> Failure:
    """The class of an error code, from an answer or a `failed` status. Unknown codes get a few careful tries."""
    if known := TABLE.get(code):
        return known
    if 200 <= code <= 299:
        return Failure("after_change", True, True, "setup", code)
    return Failure("later" if transient else "slow", False, not transient, "busy", code)


def read_answer(http_status: int, body: bytes) -> Accepted | Failure:
    """What an HTTP answer to a send means. Proxies and outages answer without JSON."""
    answer = _object(body)
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    if isinstance(code, int) and isinstance(error, dict):
        return of_code(code, transient=error.get("is_transient") is True)
    if 200 <= http_status < 300:
        return _accepted(answer) or LOST
    return _of_status(http_status)


def _accepted(answer: dict[str, Any]) -> Accepted | None:
    messages = answer.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    if not isinstance(first, dict) or not isinstance(first.get("id"), str):
        return None
    return Accepted(first["id"], held=first.get("message_status", "accepted") != "accepted")


def _of_status(http_status: int) -> Failure:
    """An answer that is not Graph's own. A gateway's 5xx may come after Graph took the message."""
    if http_status == 401:
        return Failure("after_change", True, True, "token")
    if http_status == 429:
        return Failure("slow", True, False, "busy")
    if http_status >= 500 or http_status == 408:
        return LOST
    if http_status == 413:
        return Failure("never", True, False, "bad_message")
    return Failure("after_change", True, True, "setup")


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}
