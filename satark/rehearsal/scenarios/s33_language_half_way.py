"""Changing the language half-way begins the talk anew, and what was answered is gone.

Bots hold one flow for each language; switching leaves one and enters the other at its beginning.
"""

from satark.rehearsal.phone import said
from satark.rehearsal.scenario import Rehearsal

STAKE = 33
HINDI = "बीच में भाषा बदली"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.says("यहाँ रोज रात ट्रक से बालू जाता है")
    source.next("words")

    source.says("English")
    answer = source.next("English")
    on.must("from then on the talk is in that language", _is_latin(said(answer)))
    source.says("the trucks have no number plates")
    source.next("more")

    on.a_day_passes()

    on.one_case(
        "what was told in either language is in one case",
        lambda seen: "बालू" in seen.words and "no number plates" in seen.words,
    )


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) > len(letters) / 2
