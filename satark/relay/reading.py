"""What came in, opened and sorted: people's messages to their turns, the rest to where it is written down.

What cannot be read, or only half, is set aside sealed with a reason code; where people may not be heard an alarm goes up.
"""

from __future__ import annotations

from uuid import uuid4

from satark.channels.whatsapp.inbound import parse
from satark.channels.whatsapp.parsed import (
    ParsedMessage,
    ParsedNotice,
    ParsedPreference,
    ParsedStatus,
    ParsedSystem,
    Unusable,
)
from satark.conversation.values import MediaId
from satark.relay import inbox
from satark.relay.numbers import Districts
from satark.relay.work import Work
from satark.vault.sealing import SealBroken

Personal = ParsedMessage | ParsedSystem | ParsedPreference
"""What is about one person, and is done in order."""


class Reader:
    def __init__(self, opener: inbox.Opener, districts: Districts) -> None:
        self._opener = opener
        self._districts = districts

    def read(self, item: inbox.Item, work: Work) -> Personal | None:
        """The item, if it is about a person; otherwise it is noted in `work`."""
        try:
            parsed = parse(self._opener.open(item), media_id=_new_media_id)
        except SealBroken:
            work.aside.append((item, "seal_broken"))
            return None
        match parsed:
            case ParsedStatus():
                work.statuses.append(parsed)
            case ParsedNotice():
                work.notices.append(parsed)
            case Unusable():
                self._unusable(item, parsed, work)
            case _:
                return parsed if self._is_ours(item, parsed, work) else None
        return None

    @staticmethod
    def _unusable(item: inbox.Item, parsed: Unusable, work: Work) -> None:
        if parsed.keep:
            work.aside.append((item, parsed.reason))
        if parsed.alarm:
            work.alarms.add((parsed.reason, ""))

    def _is_ours(self, item: inbox.Item, parsed: Personal, work: Work) -> bool:
        number_id = parsed.phone_number_id
        if not self._districts.unit_of(number_id):
            self._districts.look_again(work.now)
        if not self._districts.unit_of(number_id):
            work.aside.append((item, "number_unknown"))
            return False
        if isinstance(parsed, ParsedMessage):
            work.heard[number_id] += 1
            if parsed.keep:
                work.aside.append((item, parsed.keep))
                work.alarms.add((parsed.keep, number_id))
        return True


def _new_media_id() -> MediaId:
    return MediaId(uuid4())
