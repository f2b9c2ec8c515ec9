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
    """Key of the sentence that an officer may read; one of `WORDS` and `WORDS_HINDI`."""
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
    "busy": "WhatsApp is busy at present; it is tried again by itself",
    "too_fast": "too many messages went to this person in a short time; it is tried again by itself",
    "token": "WhatsApp does not let our system in any more; the technical cell has to renew its access",
    "account": "WhatsApp has restricted or blocked our number; the technical cell has to look into it",
    "payment": "WhatsApp sends nothing because it has not been paid; the technical cell has to look into it",
    "setup": "our number is not set up rightly at WhatsApp; the technical cell has to look into it",
    "window": "their last message is more than 24 hours old; it goes when they write again",
    "template": "the fixed text that WhatsApp allows after 24 hours cannot be used at present",
    "not_reachable": "this person cannot be reached on WhatsApp: no WhatsApp on this number, an old one, or we are blocked",
    "withheld": "WhatsApp held this message back; it goes no further",
    "new_phone": "the phone of this person has changed; make sure who it is before sending any details",
    "bad_message": "WhatsApp does not take this message as it is; the fault is our system's, not yours",
    "media": "the file could not be sent; send it once more, or do without it",
    "no_connection": "WhatsApp could not be reached; it is tried again by itself",
    "answer_lost": "it is not known yet whether WhatsApp took the message; we wait for its receipt",
}
"""What an officer reads. A clause: what happened, and what comes of it."""

WORDS_HINDI: dict[str, str] = {
    "busy": "WhatsApp अभी व्यस्त है; संदेश अपने आप फिर भेजा जाएगा",
    "too_fast": "इस व्यक्ति को थोड़ी देर में बहुत संदेश गए; संदेश अपने आप फिर भेजा जाएगा",
    "token": "WhatsApp हमारे सिस्टम को अब अंदर नहीं आने देता; तकनीकी सेल को इसे फिर से चालू करना होगा",
    "account": "WhatsApp ने हमारे नंबर पर रोक लगाई है; तकनीकी सेल को देखना होगा",
    "payment": "भुगतान न होने से WhatsApp संदेश नहीं भेज रहा; तकनीकी सेल को देखना होगा",
    "setup": "WhatsApp पर हमारा नंबर ठीक से सेट नहीं है; तकनीकी सेल को देखना होगा",
    "window": "उनकी आख़िरी बात को 24 घंटे से ज़्यादा हो गए; वे फिर लिखेंगे तो संदेश जाएगा",
    "template": "24 घंटे बाद भेजने के लिए WhatsApp से मंज़ूर संदेश अभी काम नहीं कर रहा",
    "not_reachable": "यह व्यक्ति WhatsApp पर नहीं मिल रहा: इस नंबर पर WhatsApp नहीं है, पुराना है, या हमें ब्लॉक किया है",
    "withheld": "WhatsApp ने यह संदेश रोक लिया; यह आगे नहीं जाएगा",
    "new_phone": "इस व्यक्ति का फोन बदल गया है; कोई जानकारी भेजने से पहले पक्का कर लें कि वही हैं",
    "bad_message": "WhatsApp यह संदेश इस रूप में नहीं ले रहा; कमी हमारे सिस्टम की है, आपकी नहीं",
    "media": "फ़ाइल नहीं जा सकी; एक बार फिर भेजें, या उसके बिना काम चलाएँ",
    "no_connection": "WhatsApp से संपर्क नहीं हो पाया; संदेश अपने आप फिर भेजा जाएगा",
    "answer_lost": "अभी पता नहीं कि WhatsApp ने संदेश लिया या नहीं; उसकी रसीद का इंतज़ार है",
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
    (
        Failure("never", True, True, "template"),
        (132000, 132001, 132005, 132007, 132008, 132012, 132018),
    ),
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


def officer_words(failure: Failure, language: Literal["hi", "en"]) -> str:
    """What an officer reads of it."""
    return (WORDS_HINDI if language == "hi" else WORDS)[failure.words]


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
