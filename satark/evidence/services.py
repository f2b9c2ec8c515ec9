"""A file is announced when its message comes, kept when its bytes are sealed, lost only when the provider has it no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from satark.evidence import store
from satark.evidence.models import Evidence
from satark.vault.sealing import context
from satark.vault.services import open_case

HASH, WORDS = "evidence_evidence.hash", "evidence_evidence.words"


@dataclass(frozen=True, slots=True)
class Announced:
    id: UUID
    kind: str
    """photo, video, voice, audio or document"""
    words: str = field(default="", repr=False)
    """What was written under it."""


def announce(case_id: UUID, files: Sequence[Announced], *, by: Evidence.By, now: datetime) -> None:
    """Files that belong to a case (or to what will become one). Announcing a file twice changes nothing."""
    box = open_case(case_id) if any(each.words for each in files) else None
    rows = [
        Evidence(
            id=each.id,
            case_id=case_id,
            by=by,
            kind=each.kind,
            sealed_words=box.seal(each.words, words_of(each.id)) if box and each.words else b"",
            at=now,
        )
        for each in files
    ]
    Evidence.objects.bulk_create(rows, ignore_conflicts=True)


def words_of(evidence_id: UUID) -> str:
    """Where the words under a file are sealed to."""
    return f"{WORDS}|{evidence_id}"


def keep(evidence_id: UUID, *, under: UUID, media_type: str, size: int, sha256: bytes) -> None:
    """The bytes lie sealed in the store under the key of case `under`; `sha256` is of the bytes as received.

    If the file was found to belong to another case meanwhile, it moves there now.
    """
    row = Evidence.objects.filter(pk=evidence_id).first()
    if row is None:
        return
    home, row.case_id = row.case_id, under
    row.sealed_words = _words_under(row, home, under)
    row.state, row.media_type, row.size = Evidence.State.KEPT, media_type, size
    row.sealed_hash = open_case(under).box.seal(sha256, context(HASH, evidence_id))
    row.save(update_fields=["case_id", "state", "media_type", "size", "sealed_hash", "sealed_words"])
    move(evidence_id, home)


def lose(evidence_id: UUID) -> None:
    """The provider has it no more. A file that was kept stays kept."""
    Evidence.objects.filter(pk=evidence_id, state=Evidence.State.WAITING).update(state=Evidence.State.LOST)


def move(evidence_id: UUID, case_id: UUID) -> None:
    """A file turned out to belong to another case: its bytes are re-sealed under that case's key. Twice is once.

    The copy under the old key stays, dark, until its folder is purged: a transaction that fails has lost nothing.
    """
    row = Evidence.objects.filter(pk=evidence_id).exclude(case_id=case_id).first()
    if row is None:
        return
    if row.state == Evidence.State.KEPT:
        _reseal(row, case_id)
    row.sealed_words = _words_under(row, row.case_id, case_id)
    row.case_id = case_id
    row.save(update_fields=["case_id", "sealed_hash", "sealed_words"])


def _reseal(row: Evidence, case_id: UUID) -> None:
    root, before, after = settings.SATARK.data_dir, open_case(row.case_id), open_case(case_id)
    with store.Writer(root, case_id, row.id, after.key) as writer:
        for chunk in store.read(root, row.case_id, row.id, before.key):
            writer.write(chunk)
    digest = before.box.open(bytes(row.sealed_hash), context(HASH, row.id))
    row.sealed_hash = after.box.seal(digest, context(HASH, row.id))


def _words_under(row: Evidence, before: UUID, after: UUID) -> bytes:
    sealed = bytes(row.sealed_words)
    if not sealed or before == after:
        return sealed
    place = words_of(row.id)
    return open_case(after).seal(open_case(before).open(sealed, place), place)
