"""What a few written words can stand for: a button, a numeral, a command, a language, in any of the languages.

Only whole messages are looked up here. Reading a longer text for what it is about is `lexicon`'s work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from satark.conversation.text import fold
from satark.dialogues.catalogue import COMPLAINT, OFFICER, TIP, read_file

NOTHING: frozenset[str] = frozenset()

_SHORTEST_MENDED = 6
"""A slip of the finger is forgiven in words this long; shorter ones become other words too easily."""

_NEVER_MENDED = frozenset({"hindu", "enough", "number", "bhojpur"})
"""Words that look like a slip and are not."""


def meanings(plain: str) -> frozenset[str]:
    """The ids that these folded words can stand for; a single slip in a long Latin word is forgiven."""
    found = _MEANINGS.get(plain)
    if found is not None:
        return found
    if _SHORTEST_MENDED - 1 <= len(plain) <= 14 and plain.isascii() and plain.isalpha():
        return _mended(plain)
    return NOTHING


def steers(plain: str) -> bool:
    """Whether the words only steer the talk (`done`, `yes`, `help`) and tell nothing of the matter."""
    return any(meaning.startswith(_STEERING) and meaning not in _TELLING for meaning in meanings(plain))


def numeral(plain: str) -> int:
    """`2`, `2.`, `२`, `do`, `دو`, `number 2`: 2. Anything else: 0."""
    return _NUMERALS.get(plain, 0)


def is_greeting(plain: str) -> bool:
    """Nothing but a greeting, with or without a poster's code (`Hi CH-017`)."""
    if plain in _GREETING_PHRASES:
        return True
    words = plain.split(" ", 8)
    if len(words) > 7 or _GREETINGS.isdisjoint(words):
        return False
    return all(word in _GREETINGS or word in _COMPANY or _is_poster_part(word) for word in words)


def content_words(plain: str) -> int:
    """How many words are left without those that only lead up to something."""
    return sum(word not in _LEADING_UP for word in plain.split())


def _is_poster_part(word: str) -> bool:
    return (word.isdigit() and len(word) <= 4) or (len(word) == 2 and word.isascii() and word.isalpha())


def _mended(plain: str) -> frozenset[str]:
    if plain in _NEVER_MENDED:
        return NOTHING
    for slip in _without_one(plain):
        for word in _BY_SLIP.get(slip, ()):
            if _one_slip_apart(plain, word):
                return _MEANINGS[word]
    return NOTHING


def _without_one(word: str) -> Iterator[str]:
    """The word itself and with each letter left out: two words one slip apart share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter wrong, left out, too many, or two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((at for at in range(len(one)) if one[at] != other[at]), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def _all_meanings() -> dict[str, frozenset[str]]:
    meanings: dict[str, frozenset[str]] = {}
    for words, ids in _spoken():
        plain = fold(words)
        meanings[plain] = meanings.get(plain, NOTHING) | ids
    return meanings


def _spoken() -> Iterator[tuple[str, frozenset[str]]]:
    """Every wording and what it can mean: the lists of synonyms, and our own titles in every language."""
    for group in _FILE.values():
        for words in group.get("words", ()) if "means" in group else ():
            yield words, frozenset(group["means"])
    for catalogue in (*TIP.values(), *COMPLAINT.values(), *OFFICER.values()):
        for entry in catalogue.texts:
            if entry.startswith(("b.", "c.", "l.")) and not entry.endswith(".detail"):
                yield catalogue.say(entry), frozenset({entry})


def _all_numerals() -> dict[str, int]:
    numerals = {fold(word): int(value) for value, words in _FILE["numerals"].items() for word in words}
    numerals |= {f"{zero}{value}": value for value in range(1, 11) for zero in ("", "0")}
    before = [fold(word) for word in _FILE["before_a_numeral"]["words"]]
    return numerals | {f"{word} {said}": value for word in before for said, value in numerals.items()}


def _by_slip(words: Iterable[str]) -> dict[str, list[str]]:
    slips: dict[str, list[str]] = {}
    for word in words:
        for slip in _without_one(word):
            slips.setdefault(slip, []).append(word)
    return slips


def _folded(group: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _FILE[group]["words"])


_STEERING = ("b.", "do.", "lang.")
_TELLING = frozenset({"b.who", "b.what", "b.both"})

_FILE = read_file("understood")
_MEANINGS = _all_meanings()
_NUMERALS = _all_numerals()
_GREETINGS = _folded("greeting")
_GREETING_PHRASES = _folded("greeting_phrases")
_COMPANY = _folded("greeting_company")
_LEADING_UP = _folded("leading_up") | _GREETINGS
_BY_SLIP = _by_slip(
    word
    for word, means in _MEANINGS.items()
    if len(word) >= _SHORTEST_MENDED
    and word.isascii()
    and word.isalpha()
    and any(meaning.startswith(("do.", "lang.")) for meaning in means)
)
