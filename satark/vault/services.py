"""The one narrow call for case content: a case's box, by case. Whoever may not see the case finds no key.

The database decides (row-level security on `vault_casekey`); this module only unwraps. It can move into a process of
its own without its callers noticing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection

from satark import logs
from satark.vault.errors import KeyAbsent
from satark.vault.models import CaseKey
from satark.vault.sealing import Box, SealBroken, context, new_key, pad, unpad

log = logs.get()


@dataclass(frozen=True, slots=True)
class CaseBox:
    """Seals and opens what belongs to one case."""

    case_id: UUID
    box: Box
    key: bytes

    def seal(self, words: str, place: str) -> bytes:
        """`place` names table and column: sealed words open only there."""
        return self.box.seal(pad(words.encode("utf-8", "replace")), context(place, self.case_id))

    def open(self, sealed: bytes | memoryview, place: str) -> str:
        """Raises SealBroken."""
        return unpad(self.box.open(bytes(sealed), context(place, self.case_id))).decode()

    def __repr__(self) -> str:
        return f"CaseBox({self.case_id})"


@cache
def _wrapping() -> Box:
    return Box(settings.CASE_WRAPPING_KEY)


def open_case(case_id: UUID) -> CaseBox:
    """Raises KeyAbsent when there is no such case, or none that the acting officer may open."""
    return open_cases([case_id])[case_id]


def open_cases(case_ids: list[UUID]) -> dict[UUID, CaseBox]:
    """Several at once, one query. Raises KeyAbsent when one is missing."""
    rows = dict(CaseKey.objects.filter(case_id__in=case_ids).values_list("case_id", "wrapped"))
    return {case_id: _unwrap(case_id, rows.get(case_id)) for case_id in case_ids}


def those_that_open(case_ids: list[UUID]) -> dict[UUID, CaseBox]:
    """Several at once, one query. One whose key is missing or altered is left out, so that it holds up no other."""
    rows = dict(CaseKey.objects.filter(case_id__in=case_ids).values_list("case_id", "wrapped"))
    found = {}
    for case_id in case_ids:
        try:
            found[case_id] = _unwrap(case_id, rows.get(case_id))
        except (KeyAbsent, SealBroken):
            log.error("vault.key_unreadable", case=str(case_id))
    return found


def _unwrap(case_id: UUID, wrapped: bytes | memoryview | None) -> CaseBox:
    if wrapped is None:
        raise KeyAbsent(case_id)
    key = _wrapping().open(bytes(wrapped), context("case key", case_id))
    return CaseBox(case_id, Box(key), key)


def new_case(case_id: UUID) -> CaseBox:
    """Make the data key of a case. A second call opens the key that is there."""
    key = new_key()
    wrapped = _wrapping().seal(key, context("case key", case_id))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO vault_casekey (case_id, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [case_id, wrapped],
        )
        made = cursor.rowcount == 1
    return CaseBox(case_id, Box(key), key) if made else open_case(case_id)
