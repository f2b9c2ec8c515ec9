"""The talk of the naive desk, as a first weekend's code has it: a menu, two questions with buttons, then whatever comes.

Its mistakes are the well-known ones: a press answers whatever is asked now, only exact words are understood, who does not
answer is asked for ever, another language begins anew, who swears is scolded, and the Hindi menu was never tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TOPICS = {"1": "Illegal mining", "2": "Illegal liquor"}
IN_HINDI = {"1": "अवैध खनन और ओवरलोडिंग वाले ट्रक", "2": "अवैध शराब और नशे का सामान"}
IDS = {"1": "category:mining_overloading", "2": "category:drugs"}
QUESTIONS = {"now": "Is it still going on?", "police": "Is any policeman mixed up in it?"}
LANGUAGES = {"english", "हिन्दी"}
RUDE = ("साले", "haramkhor")
LONGEST = 4096
"""Characters: the width of the column."""


@dataclass
class Talk:
    words: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    lost: int = 0
    stored: list[tuple[str, bytes]] = field(default_factory=list)
    """The files: what the phone said they are, and their bytes."""
    topic: str = ""
    asked: str = ""


def welcome() -> Json:
    return _menu("Welcome. 1 Illegal mining, 2 Illegal liquor. What do you want to tell?", TOPICS)


def _menu(text: str, topics: dict[str, str]) -> Json:
    rows = [{"id": IDS[number], "title": title} for number, title in topics.items()]
    action = {"button": "Choose", "sections": [{"title": "Topics", "rows": rows}]}
    return _interactive("list", text, action)


def reply(talk: Talk, text: str) -> Json:
    """What is said back."""
    if text == "help":
        return said("If you are in danger, call 112. Say Hi to begin.")
    if any(word in text for word in RUDE):
        return said("Abusive language is a punishable offence. You have been warned.")
    if text.lower() in LANGUAGES:
        talk.words.clear()
        talk.topic = talk.asked = ""
        return _menu("Menu", IN_HINDI if text == "हिन्दी" else TOPICS)
    if talk.asked:
        return _answered(talk, text)
    text = TOPICS.get(text, text)
    talk.words.append(text[:LONGEST])
    if text in TOPICS.values():
        talk.topic = text
        return _ask(talk, "now")
    return said("Received.") if talk.topic else _menu("Received. What is it about?", TOPICS)


def said(text: str) -> Json:
    return {"type": "text", "text": {"body": text}}


def _answered(talk: Talk, text: str) -> Json:
    if text not in ("Yes", "No"):
        return _ask(talk, talk.asked)
    talk.words.append(f"{QUESTIONS[talk.asked]} {text}")
    if talk.asked == "now":
        return _ask(talk, "police")
    talk.asked = ""
    return said("Thank you. Tell us more.")


def _ask(talk: Talk, question: str) -> Json:
    talk.asked = question
    buttons = [
        {"type": "reply", "reply": {"id": f"{question}:{title.lower()}", "title": title}}
        for title in ("Yes", "No")
    ]
    return _interactive("button", QUESTIONS[question], {"buttons": buttons})


def _interactive(kind: str, text: str, action: Json) -> Json:
    return {"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": action}}
