"""A turn becomes messages: normally one, because each is charged and a frightened person reads one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from satark.conversation.script import Option, Prompt
from satark.conversation.values import Ask, Button, OutMessage, Reply, Row, Tell
from satark.dialogues.catalogue import Words

INTERACTIVE_LIMIT = 1024
TEXT_LIMIT = 4096
BUTTON_LIMIT = 20
ROW_LIMIT = 24
DETAIL_LIMIT = 72

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Speaker:
    """How a script's replies are put into words for one state."""

    words: Words
    prompt_of: Callable[[str], Prompt]
    """Question id -> how it is put now."""
    value_of: Callable[[str], str | None]
    title_of: Callable[[Option], str]
    detail_of: Callable[[Option, str], str]
    own_text: Callable[[str], str | None] = lambda words: None
    """A whole text that no single catalogue entry is (the language question)."""


def measure(text: str) -> int:
    """Length as the stricter of the two ways of counting: UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most so many characters as WhatsApp counts, ending in … when something is missing."""
    if measure(text) <= limit:
        return text
    while measure(text) >= limit:
        text = text[: min(len(text) - 1, limit - 1)]
    return f"{text.rstrip()}…"


def render(replies: Sequence[Reply], speaker: Speaker, *, settles: bool = False) -> tuple[OutMessage, ...]:
    """The fewest messages that hold the replies; what is asked always comes last, with its buttons."""
    tells = [_told(reply, speaker) for reply in replies if isinstance(reply, Tell)]
    lasting = any(isinstance(reply, Tell) and reply.lasting for reply in replies)
    ask = next((reply for reply in reversed(replies) if isinstance(reply, Ask)), None)
    if ask is None:
        return (_plain(tells, lasting, settles),) if tells else ()
    question = _asked(ask, speaker, settles)
    limit = INTERACTIVE_LIMIT if question.buttons or question.rows or question.ask_pin else TEXT_LIMIT
    joined = _GAP.join([*tells, question.text])
    if measure(joined) <= limit:
        return (_with_text(question, joined, lasting),)
    return _plain(tells, lasting, settles), question


def _plain(tells: list[str], lasting: bool, settles: bool) -> OutMessage:
    return OutMessage(_GAP.join(tells), lasting=lasting, settles=settles)


def _with_text(message: OutMessage, text: str, lasting: bool) -> OutMessage:
    return OutMessage(
        text,
        buttons=message.buttons,
        list_button=message.list_button,
        rows=message.rows,
        ask_pin=message.ask_pin,
        lasting=lasting,
        settles=message.settles,
    )


def _told(tell: Tell, speaker: Speaker) -> str:
    def value_of(name: str) -> str | None:
        return tell.fill[name] if name in tell.fill else speaker.value_of(name)

    return speaker.words.say(tell.words, value_of)


def _asked(ask: Ask, speaker: Speaker, settles: bool) -> OutMessage:
    prompt = speaker.prompt_of(ask.question)
    text = speaker.own_text(prompt.words) or speaker.words.say(prompt.words, speaker.value_of)
    if ask.because and not (ask.because == "kept" and prompt.acknowledges):
        text = f"{speaker.words.say(ask.because, speaker.value_of)}{_GAP}{text}"
    text = cut(text, INTERACTIVE_LIMIT if prompt.options or prompt.shape == "pin" else TEXT_LIMIT)
    if prompt.shape == "pin":
        return OutMessage(text, ask_pin=True, settles=settles)
    if prompt.shape == "rows":
        rows = tuple(_row(ask.question, option, speaker) for option in prompt.options)
        return OutMessage(text, list_button=speaker.words.say(prompt.button), rows=rows, settles=settles)
    buttons = tuple(_button(ask.question, option, speaker) for option in prompt.options)
    return OutMessage(text, buttons=buttons, settles=settles)


def _button(question: str, option: Option, speaker: Speaker) -> Button:
    return Button(f"{question}:{option.id}", cut(speaker.title_of(option), BUTTON_LIMIT))


def _row(question: str, option: Option, speaker: Speaker) -> Row:
    title = speaker.title_of(option)
    detail = cut(speaker.detail_of(option, question), DETAIL_LIMIT)
    return Row(f"{question}:{option.id}", cut(title, ROW_LIMIT), "" if detail == title else detail)
