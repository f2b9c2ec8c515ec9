"""What was said, as a conversation: the report, what was added, the files, and what we told the source, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from satark.cases.values import Point, StatementView, ToSource
from satark.console import questions
from satark.evidence.queries import EvidenceLine

TOGETHER = timedelta(minutes=2)
"""Files that came within this time of each other are shown as one message: they were one album."""


@dataclass(frozen=True, slots=True)
class Answered:
    question: questions.Word
    answer: questions.Word


@dataclass(slots=True)
class Bubble:
    """One message of the conversation. `side` is `source` or `cell`."""

    at: datetime
    side: str
    kind: str
    texts: list[str] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    files: list[EvidenceLine] = field(default_factory=list)
    pin: Point | None = None
    language: str = ""
    sent_at: datetime | None = None
    """When it was sent, where it came late."""
    passed_on: bool = False


class Told(Protocol):
    """A page that shows what was said, sealed or open."""

    @property
    def statements(self) -> Sequence[StatementView]: ...
    @property
    def evidence(self) -> Sequence[EvidenceLine]: ...
    @property
    def to_source(self) -> Sequence[ToSource]: ...


def conversation(page: Told) -> list[Bubble]:
    files = [file for file in page.evidence if file.by == "source"]
    bubbles = [
        *filter(None, (elsewhere(said(each), files) for each in page.statements)),
        *albums(files),
        *map(told, page.to_source),
    ]
    return sorted(bubbles, key=lambda bubble: bubble.at)


def said(statement: StatementView) -> Bubble:
    return Bubble(
        at=statement.at,
        side="source",
        kind=statement.kind,
        texts=[text for text in statement.said if text.strip()],
        answers=[Answered(*questions.spoken(question, answer)) for question, answer in statement.answers],
        pin=statement.pin,
        language=statement.language,
        sent_at=statement.sent_at,
        passed_on=statement.passed_on,
    )


def elsewhere(bubble: Bubble, files: Sequence[EvidenceLine]) -> Bubble | None:
    """Words under a picture are read there and not here; a bubble that holds nothing is none."""
    under = {file.words for file in files if file.words}
    bubble.texts = [text for text in bubble.texts if text not in under]
    holds_more = bubble.kind == "report" or bubble.texts or bubble.answers or bubble.pin or bubble.passed_on
    return bubble if holds_more else None


def told(line: ToSource) -> Bubble:
    return Bubble(at=line.at, side="cell", kind=line.kind, texts=[line.text])


def albums(files: Sequence[EvidenceLine]) -> Iterable[Bubble]:
    bubbles: list[Bubble] = []
    for file in sorted(files, key=lambda file: file.at):
        if bubbles and file.at - bubbles[-1].files[-1].at <= TOGETHER:
            bubbles[-1].files.append(file)
        else:
            bubbles.append(Bubble(at=file.at, side="source", kind="files", files=[file]))
    return bubbles
