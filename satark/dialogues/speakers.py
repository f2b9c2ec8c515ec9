"""How the replies of each script of a person's talk are put into words, in the language of the talk."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Option, Prompt
from satark.conversation.values import Language, Reply, State, Tell, Turn
from satark.dialogues import lane, notes
from satark.dialogues.catalogue import COMPLAINT, TIP, Words
from satark.dialogues.complaint import afterwards as complaint_filed
from satark.dialogues.complaint import draft as complaint_draft
from satark.dialogues.complaint import followup, summary
from satark.dialogues.language import guess
from satark.dialogues.render import Speaker
from satark.dialogues.scene import Scene
from satark.dialogues.tip import summary as tip_summary
from satark.dialogues.tip.afterwards import FILED
from satark.dialogues.tip.draft import DRAFT


def speaker(turn: Turn, scene: Scene) -> Speaker:
    """By the script that the talk is in now: a complaint may have become a tip by this very turn."""
    return _of_a_tip(turn.state, scene) if turn.state.script == "tip" else _of_a_complaint(turn.state, scene)


def with_cases(turn: Turn, scene: Scene) -> tuple[Reply, ...]:
    """The replies, with what there is to say of the complaints that they name."""
    words = COMPLAINT[_language(turn.state, scene)]
    return tuple(_about_a_case(reply, scene, words) for reply in turn.replies)


def _about_a_case(reply: Reply, scene: Scene, words: Words) -> Reply:
    if not isinstance(reply, Tell) or "case" not in reply.fill:
        return reply
    case = followup.known(reply.fill["case"], scene)
    if case is None:
        return reply
    names = ("number", "category", "standing", "time")
    return replace(reply, fill={name: summary.of_case(name, case, scene, words) or "" for name in names})


def _of_a_tip(state: State, scene: Scene) -> Speaker:
    words = TIP[_language(state, scene)]

    def prompt_of(question: str) -> Prompt:
        asked = DRAFT.by_id.get(question) or FILED.by_id[question]
        return asked.prompt(state, scene)

    return Speaker(
        words,
        prompt_of,
        value_of=lambda name: tip_summary.value_of(name, state, words),
        title_of=lambda option: _language_name(option) or tip_summary.title_of(option, state, words),
        detail_of=lambda option, question: tip_summary.detail_of(option, question, state, words),
        own_text=lambda entry: _in_all_languages(entry, scene.district.languages),
    )


def _of_a_complaint(state: State, scene: Scene) -> Speaker:
    words = COMPLAINT[_language(state, scene)]
    script = complaint_filed.FILED if notes.flag(state, "filed") else complaint_draft.DRAFT
    if state.script == lane.LANE.name:
        script = lane.LANE
    return Speaker(
        words,
        lambda question: script.by_id[question].prompt(state, scene),
        value_of=lambda name: summary.value_of(name, state, scene, words),
        title_of=lambda option: _language_name(option) or summary.title_of(option, state, words),
        detail_of=lambda option, question: summary.detail_of(option, question, state, scene, words),
        own_text=lambda entry: _in_all_languages(entry, scene.district.languages),
    )


def _language(state: State, scene: Scene) -> Language:
    return state.language or guess(state, scene.district.languages)


def _language_name(option: Option) -> str:
    """A language is called by its own name, whatever is spoken now."""
    if not option.words.startswith("lang."):
        return ""
    return next((TIP[language].say("lang.name") for language in TIP if language == option.id), "")


def _in_all_languages(entry: str, offered: tuple[Language, ...]) -> str | None:
    """The language question is put in every language at once, one line each."""
    if entry not in ("lang.ask", "lang.kept"):
        return None
    line = "lang.line" if entry == "lang.ask" else "lang.kept"
    return "\n".join(TIP[language].say(line) for language in offered)
