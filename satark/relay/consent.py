"""Whether a person may be written to unasked: the words that stop it at any time, and the ones that bring it back.

Only a whole message counts. Stopping is always heard; going on only from who has told something, because the same words
begin a talk.
"""

from __future__ import annotations

from satark.conversation.text import fold
from satark.conversation.values import Inbound, InboundKind

_STOP = """
stop | stop it | unsubscribe | opt out | stop messages
रोको | रोक दो | बंद | बंद करो | बंद करें | बंद कर दो | मैसेज बंद करो | मैसेज मत भेजो | संदेश मत भेजो
roko | rok do | band karo | band kar do | band kro | message band karo | message mat bhejo | msg mat bhejo
بند کرو | بند کریں | روکو | میسج مت بھیجو
"""
_START = """
start | subscribe | opt in | start messages
चालू | चालू करो | चालू करें | चालू कर दो | शुरू करो | chalu | chalu karo | chaalu karo | shuru karo
چالو | چالو کرو | شروع کرو
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(
        fold(each).strip() for line in text.split("\n") for each in line.split("|") if each.strip()
    )


STOP, START = _words(_STOP), _words(_START)


def wish(inbound: Inbound) -> bool | None:
    """False: stop writing unasked. True: go on. None: it says something else."""
    if inbound.kind is not InboundKind.TEXT:
        return None
    word = fold(inbound.text).strip()
    if word in STOP:
        return False
    return True if word in START else None
