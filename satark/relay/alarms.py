"""What an administrator has to look at: raised when it is met, cleared when it is well again. Codes and times, no identity.

Each code is explained here in one sentence and in `docs/alarms.md`, which says what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from satark import logs
from satark.channels.whatsapp.inbound.codes import CODES
from satark.channels.whatsapp.parsed import REASONS
from satark.relay import shared

OURS: dict[str, str] = {
    "token": "WhatsApp does not accept our access token any more: nothing can be sent",
    "account": "WhatsApp has restricted our account or number",
    "payment": "WhatsApp does not send because of the payment method",
    "setup": "a permission, number or registration on our side is not in order at WhatsApp",
    "template": "a message template is missing, paused or disabled: who last wrote a day ago is not reached",
    "bad_message": "a message of ours would break a limit of WhatsApp's and was not sent",
    "code_unknown": "WhatsApp refuses messages with a code that we do not know",
    "file_expiring": "a file will be gone from WhatsApp within a day and is not fetched yet",
    "silence": "no message has come for hours, at a time when some usually do",
    "sms": "the SMS gateway does not take our messages: phones in dead zones are reached by radio and call alone",
    "clock_stopped": "the clock has not ticked for two minutes: nobody hears of what is late until the worker runs again",
    "callback_changed": "WhatsApp sends our webhooks elsewhere: nothing goes out until that is put right",
    "unsubscribed": "WhatsApp sends our app no webhooks: nobody is heard, and nothing goes out",
    "other_app": "another app gets every message too: nothing goes out until it is taken off",
    "on_a_phone": "a number is open in a phone's WhatsApp Business app too: nothing goes out until it is taken off",
    "agent_answers": "Meta Business Agent answers in our place: nothing goes out until it is off",
    "token_ends": "our access token runs out on a day",
    "set_up": "something of our numbers' setting up at WhatsApp is not as it should be",
}
"""What we find out ourselves."""

WORDS: dict[str, str] = (
    OURS | REASONS | {code: meaning.means for code, meaning in CODES.items() if meaning.alarm}
)
"""Code of an alarm -> what `satark doctor` prints: ours, what came in and cannot be read, what WhatsApp tells of us."""

SENDING = ("token", "account", "payment", "setup")
"""Those that the next message that goes out clears."""
STANDING = (
    *("callback_changed", "unsubscribed", "other_app", "on_a_phone", "agent_answers", "token_ends", "set_up"),
    *("silence", "file_expiring", "clock_stopped"),
)
"""Those that whoever raised them clears."""
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)

log = logs.get()


@dataclass(frozen=True, slots=True)
class Alarm:
    code: str
    number_id: str
    since: datetime
    times: int


def raise_(cursor: Any, code: str, number_id: str, now: datetime) -> None:
    """Raise an alarm, or count that it was met once more. `number_id` empty: it is about all our numbers."""
    shared.alone(cursor)
    cursor.execute(
        """INSERT INTO relay_alarm AS a (code, number_id, since, last, times) VALUES (%s, %s, %s, %s, 1)
           ON CONFLICT (code, number_id) DO UPDATE
              SET last = excluded.last, cleared_at = NULL,
                  since = CASE WHEN a.cleared_at IS NULL THEN a.since ELSE excluded.since END,
                  times = CASE WHEN a.cleared_at IS NULL THEN a.times + 1 ELSE 1 END
        RETURNING times""",
        [code, number_id, now, now],
    )
    if cursor.fetchone()[0] == 1:
        log.error("relay.alarm", code=code, number=number_id)


def clear(cursor: Any, code: str, number_id: str, now: datetime) -> None:
    """It is well again. Clearing what does not stand changes nothing."""
    shared.alone(cursor)
    cursor.execute(
        """UPDATE relay_alarm SET cleared_at = %s WHERE code = %s AND number_id = %s AND cleared_at IS NULL
           RETURNING code""",
        [now, code, number_id],
    )
    if cursor.fetchall():
        log.info("relay.alarm_cleared", code=code, number=number_id)


def forget(cursor: Any, now: datetime) -> None:
    """Clear that of which nothing says that it is over: not met for a day; told by WhatsApp once, a week ago."""
    cursor.execute(
        "SELECT code, number_id, last FROM relay_alarm WHERE cleared_at IS NULL AND last < %s AND NOT code = ANY (%s)",
        [now - A_DAY, list(STANDING + SENDING)],
    )
    for code, number_id, last in cursor.fetchall():
        if code not in CODES or last < now - A_WEEK:
            clear(cursor, code, number_id, now)


def standing(cursor: Any) -> list[Alarm]:
    cursor.execute(
        "SELECT code, number_id, since, times FROM relay_alarm WHERE cleared_at IS NULL ORDER BY since, code"
    )
    return [Alarm(*row) for row in cursor.fetchall()]
