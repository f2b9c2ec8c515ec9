"""What is too long for one message becomes several, parted where a reader would pause; the last one asks.

Counted as `limits.length` does, so that no part is refused and nothing is cut off.
"""

from __future__ import annotations

import re
from dataclasses import replace

from satark.channels.whatsapp.limits import interactive, length
from satark.channels.whatsapp.limits.messages import BODY, TEXT
from satark.conversation.values import OutMessage

SURELY_SHORT = BODY // 2
"""No text of so many code points has more than `BODY` units."""
PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?।۔…]\s"), re.compile(r"\s"))
"""Where to part: after a paragraph, a line, a sentence, a word; the first kind that leaves no small rest behind."""
LEAST = 0.5


def split(message: OutMessage) -> tuple[OutMessage, ...]:
    """The message itself, mostly. Its buttons, its question and its files stay with the last part."""
    most = BODY if interactive(message) else TEXT
    if len(message.text) <= SURELY_SHORT or length(message.text) <= most:
        return (message,)
    rest, texts = message.text, list[str]()
    while length(rest) > most:
        part, rest = _parted(rest, most)
        texts.append(part)
    before = (
        OutMessage(text, lasting=message.lasting, settles=message.settles) for text in texts if text.strip()
    )
    return (*before, replace(message, text=rest))


def _parted(text: str, most: int) -> tuple[str, str]:
    """The longest beginning of at most so many units that ends at a pause, and what follows."""
    head = _beginning(text, most)
    for pause in PAUSES:
        ends = [found.end() for found in pause.finditer(head) if found.end() >= len(head) * LEAST]
        if ends and text[ends[-1] :].strip():
            return text[: ends[-1]].rstrip(), text[ends[-1] :].lstrip()
    return head, text[len(head) :]


def _beginning(text: str, most: int) -> str:
    """Whole code points only: half a sign cannot be sent."""
    head = text[:most]
    while (over := length(head) - most) > 0:
        head = head[: len(head) - (over + 1) // 2]
    return head
