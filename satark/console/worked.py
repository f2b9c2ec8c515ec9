"""What the posts answered: each direction with its replies, their words, places and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from satark.cases.values import DirectionLine, EventLine, Point
from satark.evidence.queries import EvidenceLine

TAKEN = ("team_sent", "on_spot")
REPLIES = (*TAKEN, "progress", "answered")
ANSWERED, RETURNED = "answered", "returned"


@dataclass(frozen=True, slots=True)
class Reply:
    at: datetime
    text: str
    pin: Point | None
    files: list[EvidenceLine]
    kind: str
    """`answer`; `progress` before it, `addition` after it; of a complaint also the step itself: team_sent, on_spot."""


class Worked(Protocol):
    """A page that shows directions and what came of them, sealed or open."""

    @property
    def directions(self) -> Sequence[DirectionLine]: ...
    @property
    def events(self) -> Sequence[EventLine]: ...
    @property
    def evidence(self) -> Sequence[EvidenceLine]: ...


def worked(page: Worked) -> list[tuple[DirectionLine, list[Reply]]]:
    return [(line, replies(page, line.ref)) for line in page.directions]


def replies(page: Worked, ref: str) -> list[Reply]:
    found, answered = [], False
    for event in page.events:
        if event.ref != ref:
            continue
        if event.kind in REPLIES:
            found.append(reply(event, page.evidence, answered=answered))
        answered = event.kind == ANSWERED or (answered and event.kind != RETURNED)
    return found


def reply(event: EventLine, evidence: Sequence[EvidenceLine], *, answered: bool) -> Reply:
    named = event.data.get("evidence")
    ids = set(named) if isinstance(named, list) else set()
    files = [file for file in evidence if str(file.id) in ids]
    return Reply(event.at, event.text, event.pin, files, _kind(event, answered=answered))


def _kind(event: EventLine, *, answered: bool) -> str:
    if event.kind in TAKEN:
        return event.kind
    return "answer" if event.kind == ANSWERED else "addition" if answered else "progress"
