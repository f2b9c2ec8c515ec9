"""Words of officers to a source that could find them out: who asks for a name, a number, an address or a meeting. Pure.

What is held goes to a supervisor; a rule can be wrong, and he sees why. A notice or summons is never sent over WhatsApp at
all (BNSS 35(3); Satender Kumar Antil v. CBI, 2025).
"""

from __future__ import annotations

import re
import unicodedata

from satark.cases import guard_words as words

NAME, NUMBER, ADDRESS, MEETING, NOTICE = "name", "number", "address", "meeting", "notice"


def reasons(text: str) -> tuple[str, ...]:
    """Why the words must be looked at first; empty for what may go. Each sentence is looked at by itself."""
    found: dict[str, None] = {}
    for sentence in re.split(r"[।?!\n؟۔;]|\.\s", plain(text)):
        found |= dict.fromkeys(_of_sentence(sentence))
    return tuple(reason for reason in (NAME, NUMBER, ADDRESS, MEETING, NOTICE) if reason in found)


def _of_sentence(said: str) -> list[str]:
    if re.search(words.DENIES, said):
        # "Do not write your name" is what a source should hear; a notice is one however it is worded.
        return [NOTICE] if re.search(words.PAPERS, said) else []
    asked = [
        (NAME, _asks(said, words.NAME) or _has(said, words.WHO)),
        (NUMBER, _asks(said, words.NUMBER)),
        (ADDRESS, _asks(said, words.ADDRESS) or _has(said, words.LIVES)),
        (MEETING, _has(said, words.MEETS) or (_has(said, words.HERE) and _has(said, words.COMING))),
        (NOTICE, _has(said, words.PAPERS)),
    ]
    return [reason for reason, is_so in asked if is_so]


def _asks(said: str, what: str) -> bool:
    """For the source's own; of whom the tip is about it may be asked."""
    if not _has(said, what):
        return False
    if _has(said, words.THEIRS) and not _has(said, rf"{words.YOURS}.{{0,20}}{what}"):
        return False
    return _has(said, words.YOURS) or _has(said, words.GIVE)


def _has(said: str, pattern: str) -> bool:
    return re.search(pattern, said) is not None


def plain(text: str) -> str:
    """Without case and unseen marks, one blank between words, letters as they are usually written."""
    folded = unicodedata.normalize("NFC", text).casefold()
    seen = "".join(each for each in folded if unicodedata.category(each) != "Cf")
    return re.sub(r"[^\S\n]+", " ", seen)
