"""What fills the placeholders of a complainant's messages: what came, the read-back, where a complaint stands."""

from __future__ import annotations

from satark.conversation.script import Option
from satark.conversation.values import OpenCase, State
from satark.dialogues import notes, numbers
from satark.dialogues.catalogue import Words
from satark.dialogues.complaint import about, filing, followup
from satark.dialogues.counting import files_counted
from satark.dialogues.scene import Scene
from satark.dialogues.times import spoken
from satark.dialogues.told import shortened

_LONGEST_ANSWER = 90
"""Characters of one answer in the read-back; the desk has all."""
_LONGEST_SUMMARY = 700


def value_of(name: str, state: State, scene: Scene, words: Words) -> str | None:
    """The text for one placeholder; None when somebody else fills it."""
    match name:
        case "items":
            return received(state, words)
        case "summary":
            return summary(state, words)
        case "time":
            return spoken(scene.district.read_from(scene.context.now), scene.context.now, words)
        case "number" if notes.flag(state, "filed"):
            case = followup.about_now(state, scene) if state.asked in ("visit", "withdraw") else None
            return numbers.spoken(case.number) if case else None
    return None


def of_case(name: str, case: OpenCase, scene: Scene, words: Words) -> str | None:
    """The text for one placeholder of a line about a complaint."""
    match name:
        case "number":
            return numbers.spoken(case.number)
        case "category":
            return category_name(case.category, words)
        case "standing":
            return standing(case, words)
        case "time":
            return spoken(case.since, scene.context.now, words)
    return None


def standing(case: OpenCase, words: Words) -> str:
    entry = f"stage.{case.stage}"
    return words.say(entry if entry in words else "stage.desk", {"unit": unit_name(case, words)}.get)


def unit_name(case: OpenCase, words: Words) -> str:
    name = case.unit_en if words.language in ("en", "ur") else case.unit_hi
    return name or words.say("station")


def category_name(category: str, words: Words) -> str:
    entry = f"c.{category}"
    return words.say(entry if entry in words else "c.other")


def received(state: State, words: Words) -> str:
    """`2 photos, your words`: what is there so far; after filing, what came just now."""
    counted = files_counted(notes.counts(state), words)
    if notes.flag(state, "filed"):
        added = notes.word(state, "added")
        if added == "media" and counted:
            return words.say("n.and").join(counted)
        return words.say(f"n.{added or 'words'}")
    if notes.pin(state) is not None:
        counted.append(words.say("n.pin"))
    if notes.said(state) or not counted:
        counted.append(words.say("n.words"))
    return words.say("n.and").join(counted)


def title_of(option: Option, state: State, words: Words) -> str:
    if option.words:
        return words.say(option.words)
    if option.title.isdigit():
        return numbers.spoken(option.title)
    return notes.place_name(state, option.title, words.language)


def detail_of(option: Option, question: str, state: State, scene: Scene, words: Words) -> str:
    """The second line of a row: what it covers, what an answer is now, where a complaint stands."""
    if question == "change":
        return answer_shown(option.id, state, words)
    if question == "which" and not option.words:
        case = followup.known(option.id, scene)
        return f"{category_name(case.category, words)} · {standing(case, words)}" if case else ""
    if option.title:
        return notes.place_name(state, option.title, words.language)
    detail = f"{option.words}.detail"
    return words.say(detail) if detail in words else ""


def summary(state: State, words: Words) -> str:
    """Line by line what was understood, cut politely; the desk has it whole."""
    lines = []
    for question in ("category", "place", "name", "share"):
        if shown := answer_shown(question, state, words):
            lines.append(f"{words.say(f'l.{question}')}: {shortened(shown, _LONGEST_ANSWER)}")
    if files := files_counted(notes.counts(state), words):
        lines.append(f"{words.say('l.evidence')}: {words.say('n.and').join(files)}")
    if notes.said(state):
        room = max(_LONGEST_ANSWER, _LONGEST_SUMMARY - sum(map(len, lines)))
        told = shortened(" ".join(" / ".join(notes.said(state)).split()), room)
        lines.append(f"{words.say('l.told')}: {told}")
    return "\n".join(lines)


def answer_shown(question: str, state: State, words: Words) -> str:
    """One answer as the person reads it, or nothing when there is none."""
    answer = state.answers.get(question, "")
    if answer.startswith(notes.VOICE):
        return words.say("v.voice")
    match question:
        case "category":
            return category_name(about.category(state), words) if about.category(state) else ""
        case "place":
            return _place_shown(state, words)
        case "share" if answer:
            return words.say("b.yes" if answer == "yes" else "b.no")
        case "name":
            return answer
    return ""


def _place_shown(state: State, words: Words) -> str:
    told, unit = filing.place(state), filing.unit(state)
    name = notes.place_name(state, unit, words.language) if unit else ""
    if notes.pin(state) is not None and told in ("", name):
        told = words.say("v.pin")
    if not told or not name or told == name:
        return " ".join((told or name).split())
    return f"{shortened(' '.join(told.split()), _LONGEST_ANSWER - len(name) - 3)} ({name})"
