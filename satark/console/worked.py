"""What the posts answered: each direction with its replies, their words, places and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from satark.cases.values import CasePage, DirectionLine, EventLine, Point
from satark.evidence.queries import EvidenceLine

REPLIES = ("progress", "answered")


@dataclass(frozen=True, slots=True)
class Reply:
    at: datetime
    text: str
    pin: Point | None
    files: list[EvidenceLine]
    done: bool


def worked(page: CasePage) -> list[tuple[DirectionLine, list[Reply]]]:
    return [(line, replies(page, line.ref)) for line in page.directions]


def replies(page: CasePage, ref: str) -> list[Reply]:
    return [
        reply(event, page.evidence) for event in page.events if event.ref == ref and event.kind in REPLIES
    ]


def reply(event: EventLine, evidence: list[EvidenceLine]) -> Reply:
    named = event.data.get("evidence")
    ids = set(named) if isinstance(named, list) else set()
    files = [file for file in evidence if str(file.id) in ids]
    return Reply(event.at, event.text, event.pin, files, done=event.kind == "answered")
