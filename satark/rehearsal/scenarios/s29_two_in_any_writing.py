"""Option two is taken only when it is written 2.

Menus that ask for a number refuse २, ۲, "do", "two" and "2."; people type as they speak, on the keyboard they have.
"""

from satark.rehearsal.phone import said
from satark.rehearsal.scenario import Rehearsal

STAKE = 29
HINDI = "२, دو, do, two: सब 2 हैं"

SPELLINGS = ("२", "۲", "do", "two", "2.", "दो", "دو", "number 2")


def play(on: Rehearsal) -> None:
    taken = _answer_to(on, "2")
    on.must("2 is taken for the second of the list", taken != _answer_to(on, "zzz"))

    for spelling in SPELLINGS:
        on.must(f"{spelling}: answered as 2 is", _answer_to(on, spelling) == taken)


def _answer_to(on: Rehearsal, text: str) -> str:
    source = on.greeted()
    source.says(text)
    return said(source.next(text))
