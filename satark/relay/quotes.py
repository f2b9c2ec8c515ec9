"""Which direction a quoted message of ours carries: matched exactly, then by the id's core, because one message has two ids.

Ids of messages are personal data: only their keyed tags are stored, and only rows that carry a direction are asked.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from satark.relay.outgoing import core_tag, wamid_tag
from satark.relay.secrets import RelayKeys

SAME_TASK = "="
"""Before a short number: the message speaks of the task, and its statuses are not the task's."""


def is_task(ref: str) -> bool:
    """Whether a letter is the one by which a task reaches its post."""
    return ref[:1].isdigit()


def directions(cursor: Any, keys: RelayKeys, wamids: Collection[str]) -> dict[str, str]:
    """Quoted id -> ref of the direction; those that quote none of ours are left out. One query."""
    exact = {wamid_tag(keys, wamid): wamid for wamid in wamids}
    cores = {tag: wamid for wamid in wamids if (tag := core_tag(keys, wamid))}
    cursor.execute(
        """SELECT sent_tag, core_tag, ref FROM relay_outgoing
            WHERE ref <> '' AND (sent_tag = ANY (%s) OR core_tag = ANY (%s))""",
        [list(exact), list(cores)],
    )
    rows = [
        (bytes(sent or b""), bytes(core or b""), ref.removeprefix(SAME_TASK))
        for sent, core, ref in cursor.fetchall()
    ]
    by_core = {cores[core]: ref for _, core, ref in rows if core in cores}
    return by_core | {exact[sent]: ref for sent, _, ref in rows if sent in exact}
