"""Rows that every relay writes: alarms, pauses, states of templates. One relay at a time, from the first such row to its commit.

Two that met the same troubles in another order would wait for each other until the server ends one of them.
"""

from __future__ import annotations

from typing import Any


def alone(cursor: Any) -> None:
    """Until the end of the transaction; whoever only reads is not held up. A second call in it changes nothing."""
    cursor.execute("LOCK TABLE relay_alarm IN SHARE ROW EXCLUSIVE MODE")
