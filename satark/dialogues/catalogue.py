"""The words: one file per language, read once. A missing id is an error of ours, found by a test and never guessed at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

from satark.conversation.values import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text, cut at its placeholders: literal, name, literal, name … What fills it is never read for more."""

    parts: tuple[str, ...]

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(self.parts[1::2])

    def filled(self, value_of: Callable[[str], str | None]) -> str:
        """The text; a name that has no value yet (`{code}`) stays for whoever knows it."""
        if len(self.parts) == 1:
            return self.parts[0]
        filled = list(self.parts)
        for at in range(1, len(filled), 2):
            value = value_of(filled[at])
            filled[at] = f"{{{filled[at]}}}" if value is None else value
        return "".join(filled)


@dataclass(frozen=True, slots=True)
class Words:
    """Everything we say in one language."""

    language: Language
    texts: dict[str, Text]

    def __contains__(self, entry: str) -> bool:
        return entry in self.texts

    def say(self, entry: str, value_of: Callable[[str], str | None] = lambda name: None) -> str:
        return self.texts[entry].filled(value_of)


def read_file(name: str) -> dict[str, Any]:
    source = files(__package__) / "words" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _words(language: Language, *names: str) -> Words:
    texts: dict[str, Text] = {}
    for name in names:
        texts |= {entry: Text(tuple(_PLACEHOLDER.split(text))) for entry, text in read_file(name).items()}
    return Words(language, texts)


TIP: dict[Language, Words] = {language: _words(language, "shared", language) for language in LANGUAGES}
"""What a source reads."""

COMPLAINT: dict[Language, Words] = {
    language: _words(language, "shared", language, f"complaint_{language}") for language in LANGUAGES
}
"""What a complainant reads: the same words, but for those that an open complaint has of its own."""


def _officer_words(language: Language) -> Words:
    """With the subjects of complaints, but none of what is said to a complainant."""
    spoken = _words(language, "shared", language, f"officer_{language}")
    subjects = {entry: text for entry, text in COMPLAINT[language].texts.items() if entry.startswith("c.")}
    return Words(language, subjects | spoken.texts)


OFFICER: dict[Language, Words] = {"hi": _officer_words("hi"), "en": _officer_words("en")}
"""What an officer reads: Hindi, or English on asking."""


def officer_words(language: Language | None) -> Words:
    return OFFICER.get(language or "hi", OFFICER["hi"])
