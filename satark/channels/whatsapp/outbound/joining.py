"""Fewer messages that say the same in the same order: each one is charged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from satark.channels.whatsapp.limits import interactive, preflight
from satark.conversation.values import OutMessage


def join(messages: Iterable[OutMessage]) -> tuple[OutMessage, ...]:
    """A plain text takes in what follows it while the limits allow; nothing is ever said after a question."""
    joined: list[OutMessage] = []
    for message in messages:
        merged = _merged(joined[-1], message) if joined else None
        if merged is None:
            joined.append(message)
        else:
            joined[-1] = merged
    return tuple(joined)


def _merged(first: OutMessage, second: OutMessage) -> OutMessage | None:
    if interactive(first) or first.media or second.media:
        return None
    merged = replace(
        second,
        text=f"{first.text}\n\n{second.text}",
        lasting=first.lasting or second.lasting,
        settles=first.settles or second.settles,
    )
    return None if preflight(merged) else merged
