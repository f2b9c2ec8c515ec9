"""One name, many spellings: Hindi, Urdu and Latin script fold to the same letters, and those to the same key.

Four forms of a word, from near to far:
    strict  what is written, in Latin letters, with only the free choices of romanising removed (aa = a, w = v)
    loose   as it sounds to a hurried ear: aspirates, doubles, glides and long vowels gone
    weak    the loose form without any `a` inside
    key     consonants of the loose form: the bucket in which spellings of one name meet
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

TOKEN = re.compile(
    "[A-Za-z]+(?:'[a-z]\\b)?"
    "|[\u0900-\u0963\u0970-\u097f\u200c\u200d]+"
    "|[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u200c]+"
)


def words(text: str, limit: int = 60) -> list[str]:
    """The words of a text as their strict forms; digits, signs and everything after `limit` words are left out."""
    if not text.isascii():
        text = _plain(text)
    return [form for token in TOKEN.findall(text)[:limit] if (form := strict(token))]


def key(text: str) -> str:
    """The bucket of a name: equal for every spelling that a reader would take for the same place."""
    return skeleton(loose("".join(words(text))))


def strict(token: str) -> str:
    """One word in Latin letters, nearly as written."""
    first = token[0]
    if "\u0900" <= first <= "\u097f":
        token = _devanagari(token)
    elif "\u0600" <= first <= "\u06ff":
        token = _arabic(token)
    return ROMAN.sub(_roman, token.lower())


def loose(word: str) -> str:
    """The strict form as it sounds: what people mix up when they write a name from hearing."""
    word = ASPIRATE.sub(r"\1", word)
    word = word.replace("y", "") if word[:1] != "y" else "y" + word[1:].replace("y", "")
    word = GLIDE.sub("o", word)
    word = U_GLIDE.sub("u", word)
    word = DOUBLE.sub(r"\1", word)
    word = FRONT.sub("e", word)
    word = BACK.sub("o", word)
    return word.replace("mb", "nb").replace("mp", "np")


def weak(word: str) -> str:
    """A loose form without its inner `a`s: Hindi swallows them, Urdu does not write them, romanisers put them anywhere."""
    return word[:1] + word[1:-1].replace("a", "") + word[1:][-1:]


def skeleton(word: str) -> str:
    """The consonants of a loose form; a vowel at the beginning counts as `a`, glides and breath only there."""
    if not word:
        return ""
    start = "a" if word[0] in "aeiou" else word[0]
    return start + word[1:].translate(NOT_SKELETON)


def spellings(name: str) -> tuple[str, ...]:
    """Strict forms of a name, each the way its ड़/ढ़ (or Latin rh) is heard: as r and as d."""
    plain = _plain(name)
    heard_as_d = plain.replace("ड\u093c", "ड").replace("ढ\u093c", "ढ").replace("ڑ", "ڈ")
    heard_as_d = re.sub("(?i)rh", "dh", heard_as_d)
    return tuple(dict.fromkeys("".join(words(form)) for form in (plain, heard_as_d)))


def in_urdu_script(name: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in name)


def _plain(text: str) -> str:
    """Decomposed, without accents and vowel points; nukta stays, it tells ड from ड़."""
    return "".join(
        sign for sign in normalize("NFKD", text) if not combining(sign) or "\u0900" <= sign <= "\u097f"
    )


# --- Latin --------------------------------------------------------------------------------------------------------

ROMAN_LETTERS = {
    "aa": "a",
    "ee": "i",
    "ii": "i",
    "oo": "u",
    "uu": "u",
    "ou": "au",
    "ow": "au",
    "chh": "ch",
    "ch": "ch",
    "ck": "k",
    "gunj": "ganj",
    "gang": "ganj",
    "c": "k",
    "ph": "f",
    "q": "k",
    "w": "v",
    "x": "ks",
    "z": "j",
    "'s": "",
    "'": "",
    "\u200c": "",
    "\u200d": "",
}
# गंज is heard and typed as gang too, at the end of a word (not in Ganga).
# A `y` after a vowel and before none is a vowel: sarai, saray; so is one at the end: Babury.
ROMAN = re.compile(
    "chh|ch|ck|c|gunj|gang$|ph|aa+|ee+|ii+|oo+|uu+|ou|ow(?![aeiou])|q|w|x|z|'s|'|\u200c|\u200d|y(?![aeiouy])"
)


def _roman(match: re.Match[str]) -> str:
    found = match[0]
    return "i" if found == "y" else ROMAN_LETTERS.get(found) or ROMAN_LETTERS.get(found[:2], "")


# --- what the ear does not tell apart -----------------------------------------------------------------------------

ASPIRATE = re.compile("([bcdfgjklmnprstv])h+")
GLIDE = re.compile("(?<!^)v(?![aeiou])")
U_GLIDE = re.compile("u?v(?=[aeiou])(?<=[bcdfghjklmnprstu]v)")
DOUBLE = re.compile("([a-z])\\1+")
FRONT = re.compile("a[ei]+|ei|ae")
BACK = re.compile("a[ou]+")
NOT_SKELETON = str.maketrans("m", "n", "aeiouhvy")

# --- Devanagari ---------------------------------------------------------------------------------------------------

SCHWA, HALF, NUKTA = "ə", "\u094d", "\u093c"

# fmt: off
CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n",
    "च": "ch", "छ": "ch", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n",
    "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "f", "ब": "b", "भ": "bh", "म": "m",
    "य": "y", "र": "r", "ल": "l", "व": "v", "ळ": "l",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h",
}
VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri",
    "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au", "ऑ": "o", "ऍ": "e",
}
SIGNS = {
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri",
    "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e",
}
# fmt: on
NASALS = "ंँ"


def _devanagari(token: str) -> str:
    sounds: list[str] = []
    for sign in token:
        _sound(sounds, sign)
    _drop_schwas(sounds)
    return "".join(sounds).replace(SCHWA, "a").replace("nb", "mb").replace("np", "mp")


def _sound(sounds: list[str], sign: str) -> None:
    """Append what one sign says; a vowel sign takes the place of the schwa before it."""
    if sign in CONSONANTS:
        sounds += CONSONANTS[sign], SCHWA
    elif sign in VOWELS:
        sounds.append(VOWELS[sign])
    elif sign in NASALS:
        sounds.append("n")
    elif sign == NUKTA and len(sounds) > 1:
        sounds[-2] = sounds[-2].replace("d", "r")
    elif sign == HALF or sign in SIGNS:
        if sounds and sounds[-1] == SCHWA:
            sounds.pop()
        sounds.append(SIGNS.get(sign, ""))


def _drop_schwas(sounds: list[str]) -> None:
    """Hindi does not say the last `a`, nor one between a vowel + consonant and a consonant + vowel."""
    sounds[:] = [sound for sound in sounds if sound]
    if len(sounds) > 2 and sounds[-1] == SCHWA:
        sounds.pop()
    for at in range(len(sounds) - 3, 1, -1):
        if (
            sounds[at] == SCHWA
            and _vowel(sounds[at - 2])
            and _vowel(sounds[at + 2])
            and not _vowel(sounds[at + 1])
        ):
            sounds[at] = ""
            # Not two in a row: a dropped one makes a cluster, and the vowel before a cluster is said.
            sounds[at + 1] = "\0" + sounds[at + 1]
    sounds[:] = [sound.lstrip("\0") for sound in sounds if sound]


def _vowel(sound: str) -> bool:
    return sound[:1] in tuple("aeiou" + SCHWA)


# --- Urdu ---------------------------------------------------------------------------------------------------------

# fmt: off
LETTERS = {
    "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ڈ": "d", "ذ": "j", "ر": "r", "ڑ": "r", "ز": "j", "ژ": "j", "س": "s", "ش": "sh", "ص": "s", "ض": "j",
    "ط": "t", "ظ": "j", "غ": "gh", "ف": "f", "ق": "k", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ں": "n", "ھ": "h", "ة": "a", "ے": "e",
}
# fmt: on
ALEF, WAW, YEH, HEH, AIN = "اأإٱ", "و", "یيى", "ہەه", "ع"
GLIDED_TO = frozenset(ALEF + WAW + YEH + "ے")


def _arabic(token: str) -> str:
    """Letters only: short vowels are not written, so و and ی are vowels between consonants and glides before one."""
    return "".join(
        _letter(sign, first=at == 0, following=token[at + 1 : at + 2]) for at, sign in enumerate(token)
    )


def _letter(sign: str, *, first: bool, following: str) -> str:
    gliding = following in GLIDED_TO
    if sign in ALEF or (sign == AIN and first):
        return "a"
    if sign == WAW:
        return "v" if first else "uv" if gliding else "o"
    if sign in YEH:
        return "y" if first else "iy" if gliding else "i"
    if sign in HEH:
        return "h" if first or following else "a"
    return LETTERS.get(sign, "")
