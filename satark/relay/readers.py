"""What was told to a post is heard when its message is read: an unread one moves up, and the record shows who supervised.

Not a digest: of that the message only says that it is there, and the press on it tells that it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from satark.dialogues import MARK
from satark.outbox.models import Notice
from satark.relay.delivery import Moved

READ = 3


def note(cursor: Any, moved: Sequence[Moved], now: datetime) -> None:
    read = {
        row.ref.removeprefix(MARK): row.thread_id
        for row in moved
        if row.ref.startswith(MARK) and row.rank >= READ
    }
    if not read:
        return
    cursor.execute(
        """UPDATE outbox_notice n SET heard_at = %s
             FROM unnest(%s::text[], %s::uuid[]) AS r(mark, thread_id) JOIN relay_thread t ON t.id = r.thread_id
            WHERE n.post_id = t.post_id AND n.heard_at IS NULL AND n.kind <> %s
              AND left(replace(n.id::text, '-', ''), length(r.mark)) = r.mark""",
        [now, list(read), list(read.values()), Notice.Kind.DIGEST],
    )
