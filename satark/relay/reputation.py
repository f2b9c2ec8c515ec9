"""What a cell may know of who sent a report, in one of three words: so little that no two reports can be joined by it.

`noisy`: flooded us lately. `known`: told something before. `new`: everybody else.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from satark.relay.threads import Thread

NEW, KNOWN, NOISY = "new", "known", "noisy"
LATELY = timedelta(days=30)
CROWD = 20
"""Until so many people have told something on this number, nobody is called known: of two, one would be the other."""


def of(cursor: Any, thread: Thread, now: datetime) -> str:
    """Before the report is linked to the talk."""
    if thread.slow_until is not None and now - thread.slow_until < LATELY:
        return NOISY
    cursor.execute("SELECT EXISTS (SELECT 1 FROM relay_link WHERE thread_id = %s)", [thread.id])
    if not cursor.fetchone()[0]:
        return NEW
    cursor.execute(
        """SELECT count(*) FROM (SELECT DISTINCT l.thread_id FROM relay_link l JOIN relay_thread t ON t.id = l.thread_id
                                  WHERE t.number_id = %s LIMIT %s) AS people""",
        [thread.number_id, CROWD],
    )
    return KNOWN if cursor.fetchone()[0] >= CROWD else NEW
