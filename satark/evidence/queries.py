"""Files of a case, and the bytes of one file for the officer who may read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from satark.evidence import store
from satark.evidence.errors import EvidenceNotFound, EvidenceNotHere
from satark.evidence.models import Evidence
from satark.evidence.services import words_of
from satark.vault.services import CaseBox, open_case


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    id: UUID
    kind: str
    state: str
    media_type: str
    size: int
    at: datetime
    by: str
    words: str = field(default="", repr=False)
    """What was written under it."""


@dataclass(frozen=True, slots=True)
class OpenedEvidence:
    kind: str
    media_type: str
    size: int
    """Bytes in the whole file."""
    chunks: Iterator[bytes]


def evidence_of(case_id: UUID) -> list[EvidenceLine]:
    rows = list(Evidence.objects.filter(case_id=case_id).order_by("at", "id"))
    box = open_case(case_id) if any(row.sealed_words for row in rows) else None
    return [_line(row, box) for row in rows]


def _line(row: Evidence, box: CaseBox | None) -> EvidenceLine:
    words = box.open(row.sealed_words, words_of(row.id)) if box and row.sealed_words else ""
    return EvidenceLine(row.id, row.kind, row.state, row.media_type, row.size, row.at, row.by, words)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is needed to send a file on."""

    id: UUID
    case_id: UUID
    kind: str
    media_type: str


def kept_files(idents: Collection[UUID]) -> list[KeptFile]:
    """Those of these files whose bytes are in the store."""
    rows = Evidence.objects.filter(pk__in=idents, state=Evidence.State.KEPT)
    return [KeptFile(row.id, row.case_id, row.kind, row.media_type) for row in rows]


def open_evidence(evidence_id: UUID, *, at: int = 0, size: int | None = None) -> OpenedEvidence:
    """Bytes `at` … `at + size` of a file, frame by frame.

    The key is fetched before this returns; reading the chunks needs no database.
    Raises EvidenceNotFound, EvidenceNotHere, and while reading StoreBroken.
    """
    row = Evidence.objects.filter(pk=evidence_id).first()
    if row is None:
        raise EvidenceNotFound(evidence_id)
    if row.state != Evidence.State.KEPT:
        raise EvidenceNotHere(str(evidence_id))
    key = open_case(row.case_id).key
    chunks = store.read(settings.SATARK.data_dir, row.case_id, row.id, key, at=at, size=size)
    return OpenedEvidence(row.kind, row.media_type, row.size, chunks)
