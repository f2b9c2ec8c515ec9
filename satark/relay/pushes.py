"""What a complainant is told unasked. Who complained openly hears of each step, but for who wants no messages.

Complaints that were put together are told of to each of their people under the number that each knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from satark.cases.complaints import those_with
from satark.channels.whatsapp.outbound import Template
from satark.channels.whatsapp.templates import step_template
from satark.conversation.values import Language, OpenCase, OutMessage
from satark.dialogues import step_message, visit_message, words_message
from satark.outbox.services import NOTICE_TEXT
from satark.relay.complaints import unit_names
from satark.vault.services import open_case

_STEPS = ("step", "visit")


class Told(Protocol):
    """As `notices.Notice`."""

    @property
    def case_id(self) -> UUID | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def sealed_text(self) -> bytes: ...
    @property
    def facts(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Push:
    """One notice for the people of one complaint."""

    case_id: UUID
    number: str
    notice: Told
    words: str
    unit: tuple[str, str]
    now: datetime

    def message(self, language: Language | None) -> OutMessage:
        facts = self.notice.facts
        match self.notice.kind:
            case "visit":
                return visit_message(self._case, facts, language=language, now=self.now)
            case "step":
                return step_message(self._case, facts, language=language, now=self.now)
        return words_message(self.notice.kind, self.words, language)

    def stand_in(self, language: Language | None) -> Template:
        step = "answered" if self.notice.kind == "visit" else str(self.notice.facts.get("step") or "")
        return step_template(language or "hi", self._case, step)

    @property
    def _case(self) -> OpenCase:
        facts = self.notice.facts
        at = datetime.fromisoformat(str(facts["at"])) if facts.get("at") else self.now
        return OpenCase(self.number, "", "", at, *self.unit)


def is_of_a_complaint(cursor: Any, notice: Told) -> bool:
    cursor.execute("SELECT lane = 'open' FROM cases_case WHERE id = %s", [notice.case_id])
    row = cursor.fetchone()
    return bool(row and row[0])


def pushes(cursor: Any, notice: Told, now: datetime) -> Iterator[Push]:
    """A step goes to the people of every complaint that was put together with this one; words only to its own."""
    if notice.case_id is None:
        return
    words = "" if notice.kind in _STEPS else open_case(notice.case_id).open(notice.sealed_text, NOTICE_TEXT)
    together = those_with(notice.case_id)
    unit = _unit(cursor, notice.facts.get("unit"))
    for case_id, number in together if notice.kind in _STEPS else together[:1]:
        yield Push(case_id, number, notice, words, unit, now)


def _unit(cursor: Any, code: object) -> tuple[str, str]:
    cursor.execute("SELECT name_hi, name_en, kind FROM jurisdiction_unit WHERE code = %s", [code or ""])
    return unit_names(*(cursor.fetchone() or (None, None, None)))
