"""How far apart two spellings are, counted in slips of the ear and the thumb. Both come in their loose form.

A wrong vowel is half a slip, for Hindi writes them loosely; a consonant lost or added is one, another in its place one
and a half, for that mostly makes another name: Sitarganj is not Shikarganj. The weights and how many slips a name may
bear were set on random slips in our names and on 14,900 names of villages that are not ours (`tests/jurisdiction/spellings.md`).
"""

from __future__ import annotations

SWAPPED = 0.75
"""Two neighbouring letters in each other's place."""

REPLACED, CONFUSED, OTHER_START = 1.5, 0.75, 1.0
"""Another consonant; one that is often heard or typed for it; and a name that begins otherwise, on top."""

ALIKE = frozenset(frozenset(pair) for pair in ("bv", "rd", "jg", "nm", "kc", "td"))
VOWELS = frozenset("aeiou")


def slips(one: str, other: str) -> float:
    """From one spelling to another, the cheapest way."""
    before: list[float] = []
    above = _running(other)
    for at, letter in enumerate(one):
        row = [above[0] + _single(letter)]
        for to, theirs in enumerate(other):
            swap = at and to and letter == other[to - 1] and one[at - 1] == theirs
            row.append(
                min(
                    above[to + 1] + _single(letter),
                    row[to] + _single(theirs),
                    above[to] + _replaced(letter, theirs),
                    before[to - 1] + SWAPPED if swap else REPLACED * len(one) + len(other),
                )
            )
        before, above = above, row
    return above[-1] + (OTHER_START if one[:1] != other[:1] else 0)


def borne(name: str) -> float:
    """Slips that a name can bear and still be known: few names are as long as Chakarghatta, many as short as Bhuta."""
    return {6: 0.75, 7: 1.0}.get(len(name), 0.5 if len(name) < 6 else 1.5)


def _running(word: str) -> list[float]:
    total = [0.0]
    for letter in word:
        total.append(total[-1] + _single(letter))
    return total


def _single(letter: str) -> float:
    """A letter lost or added. Breath is hardly heard."""
    if letter in VOWELS or letter in "yv":
        return 0.5
    return 0.25 if letter == "h" else 1.0


def _replaced(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in VOWELS and other in VOWELS:
        return 0.5
    return CONFUSED if frozenset((one, other)) in ALIKE else REPLACED
