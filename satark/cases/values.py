"""What comes in from a talk, and what pages and boards show: frozen values that may cross packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from satark.evidence.queries import EvidenceLine

Point = tuple[float, float]
"""Latitude, longitude; degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a source told, complete. Never printed."""

    category: str
    police: str
    unit: str = ""
    """Code of the unit on whose ground it is, empty when the place was not understood."""
    fallback_unit: str = ""
    """The unit that answers the WhatsApp number: decides the district when the place does not."""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    said: Sequence[str] = field(default=(), repr=False)
    pin: Point | None = field(default=None, repr=False)
    language: str = "hi"
    urgent: bool = False
    unfinished: bool = False
    sent_at: datetime | None = None
    """When it was sent, where that is not when it came: it was more than an hour under way."""
    passed_on: bool = False
    """Whether any of it went from phone to phone many times before it came."""
    sender: str = "new"
    """Coarsely, of whoever sent it: new, known or noisy."""
    alike: bool = False
    """Whether many people sent the same words within an hour."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Something more about a report that is filed."""

    text: str = field(default="", repr=False)
    pin: Point | None = field(default=None, repr=False)
    evidence: Sequence[UUID] = ()
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Answers given or changed after filing (an old button still means what it said)."""
    urgent: bool = False
    sent_at: datetime | None = None
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An officer's answer to a direction."""

    text: str = field(default="", repr=False)
    pin: Point | None = field(default=None, repr=False)
    evidence: Sequence[UUID] = ()
    done: bool = False
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a complainant told on the open lane, complete. Never printed."""

    category: str
    district: str
    """Code of the district whose number it came to."""
    unit: str = ""
    """Station that the place was understood as; empty: the desk picks."""
    how: str = ""
    candidates: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    said: Sequence[str] = field(default=(), repr=False)
    place: str = field(default="", repr=False)
    pin: Point | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    """Only with consent; kept in the case's sealed words and nowhere else."""
    language: str = "hi"
    evidence: Sequence[UUID] = ()
    cognizable: bool = False
    urgent: bool = False
    unfinished: bool = False
    sent_at: datetime | None = None
    passed_on: bool = False
    sender: str = "new"
    """Coarsely, of whoever sent it: new, known or noisy."""
    alike: bool = False
    """Whether many people sent the same words within an hour."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a post about a direction (`conversation.TakeStep` says what each field holds)."""

    act: str
    text: str = field(default="", repr=False)
    pin: Point | None = field(default=None, repr=False)
    evidence: Sequence[UUID] = ()
    code: str = ""
    number: str = ""
    way: str = ""
    unit: str = ""
    stated: Sequence[str] = ()
    """What the words say instead of showing it: place, photo, name."""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    id: UUID
    number: str
    category: str
    urgent: bool
    police: str
    unfinished: bool
    district_code: str
    unit_code: str
    unit_name_en: str
    unit_name_hi: str
    filed_at: datetime
    status: str
    """new, read, directed, answered or closed: a pure function of the events."""
    late: bool
    last_event_at: datetime
    evidence_count: int
    directions_open: int
    directions_late: int
    has_new: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    items: list[CaseLine]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class StatementView:
    at: datetime
    kind: str
    category: str
    language: str
    answers: list[tuple[str, str]]
    said: list[str]
    pin: Point | None
    sent_at: datetime | None = None
    """When it was sent, where it came late."""
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class EventLine:
    at: datetime
    kind: str
    post_code: str
    post_name_en: str
    post_name_hi: str
    officer_name: str
    text: str
    pin: Point | None
    ref: str
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class DirectionLine:
    ref: str
    kind: str
    """As `cases.models.Direction.Kind`."""
    case_number: str
    post_code: str
    post_name_en: str
    post_name_hi: str
    brief: str
    at: datetime
    due_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None
    received_at: datetime | None
    answered_at: datetime | None
    withdrawn_at: datetime | None
    answer: str
    returned: bool
    late: bool


@dataclass(frozen=True, slots=True)
class ToSource:
    at: datetime
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CasePage:
    line: CaseLine
    statements: list[StatementView]
    evidence: list[EvidenceLine]
    events: list[EventLine]
    directions: list[DirectionLine]
    to_source: list[ToSource]
    may: frozenset[str]
