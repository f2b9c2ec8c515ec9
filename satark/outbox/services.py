"""Queue words for the source of a case or for a post, in the caller's transaction. Sending is the relay's business."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from satark.outbox.models import Notice


def queue(
    *,
    case_id: UUID,
    kind: Notice.Kind,
    sealed_text: bytes,
    now: datetime,
    post: str = "",
    ref: str = "",
    facts: Mapping[str, object] | None = None,
) -> UUID:
    """`post` empty: to the source, whoever that is. `sealed_text` is sealed for the case (`NOTICE_TEXT`).

    Returns the notice's id.
    """
    notice = Notice(
        id=uuid4(),
        case_id=case_id,
        post_id=post,
        kind=kind,
        ref=ref,
        sealed_text=sealed_text,
        facts=dict(facts or {}),
        at=now,
    )
    notice.save(force_insert=True)
    return notice.id


NOTICE_TEXT = "outbox_notice.text"
"""Where a notice's words belong (see `vault.CaseBox.seal`)."""
