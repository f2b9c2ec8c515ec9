"""The words of the posters: one file per language. Topics and names of languages are those that the talk uses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from satark.conversation.values import Language
from satark.dialogues.catalogue import TIP
from satark.dialogues.tip.topic import CATEGORIES


@dataclass(frozen=True, slots=True)
class Words:
    language: Language
    name: str
    """Of the language, in itself."""
    topics: tuple[str, ...]
    texts: dict[str, str]


@cache
def words_of(language: Language) -> Words:
    source = files(__package__) / "words" / f"{language}.toml"
    talk = TIP[language]
    return Words(
        language=language,
        name=talk.say("lang.name"),
        topics=tuple(talk.say(f"c.{category}") for category in CATEGORIES),
        texts=tomllib.loads(source.read_text(encoding="utf-8")),
    )
