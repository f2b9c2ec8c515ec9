"""Whole talks as readable files: what the person does and, below it, all that comes back.

    > Hi                       a written message          > [हाँ]           a button or row, by its title
    > (photo) with words       a file and its caption     > (pin 25.4 83.2) a location
    > (silence)                a day without a word       > (called resumed) word from the relay
    < text                     what we said, line by line
    = [हाँ] [नहीं]              buttons                     = {list} row · row
    ! …                        what was made true

Write a talk's `>` lines, then `python -m tests.dialogues.transcript` fills in the rest: read it before you keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from satark.conversation.values import (
    AddStatement,
    Effect,
    FileComplaint,
    FileReport,
    InboundKind,
    MarkHeard,
    MediaKind,
    News,
    OpenCase,
    OutMessage,
    Rate,
    Resume,
    Retract,
    SayVisit,
    SetPush,
    TakeStep,
    TakeUp,
)
from satark.dialogues.district import Lane
from tests.dialogues.phone import Phone, district

TALKS = Path(__file__).parent / "talks"

_FILE = re.compile(r"\((photo|video|voice|audio|document)\) ?(.*)")
_PIN = re.compile(r"\(pin ([\d.]+) ([\d.]+)\)")
_KIND = re.compile(r"\((silence|called|card|reaction|unsupported) ?(.*)\)")
_NEWS = re.compile(r"@ (answer|question|closed|direction|returned)(?: ([\d-]+))? (.*)")


_CASE = re.compile(r"@ case (\d+) (\w+) (\w+) ?(.*)")
_VISIT = re.compile(r"@ visit (\d+)")
_LANES: dict[str, tuple[Lane, ...]] = {"complaint": ("open",), "lanes": ("open", "sealed")}


def played(talk: str, *, script: str) -> str:
    """The talk played anew: its `>`, `@` and `#` lines, with what comes back now."""
    phone = Phone(
        district=district(lanes=_LANES.get(script, ("sealed",))),
        script="officer" if script == "officer" else "tip",
    )
    lines: list[str] = []
    for line in talk.splitlines():
        if line.startswith("#"):
            lines += [line, ""]
        elif line.startswith("@"):
            _hear_of(phone, line)
            lines.append(line)
        elif line.startswith(">"):
            _do(phone, line[2:])
            lines += [line, *_answers(phone), ""]
    return "\n".join(lines)


def _hear_of(phone: Phone, line: str) -> None:
    """`@ answer text`: the police side says something. `@ none`: what was said is heard or closed.

    `@ case number category stage unit`: where a complaint stands now. `@ visit number`: its station says it is done.
    """
    if case := _CASE.fullmatch(line):
        number, category, stage, unit = case.groups()
        others = tuple(each for each in phone.complaints if each.number != number)
        phone.complaints = (OpenCase(number, category, stage, phone.now, unit, unit), *others)
        return
    if visit := _VISIT.fullmatch(line):
        phone.news = (*phone.news, News(UUID(int=9), "visit", "", facts={"number": visit[1]}))
        return
    found = _NEWS.fullmatch(line)
    if found is None:
        phone.news = ()
        return
    kind, ref, text = found.groups()
    news = News(UUID(int=len(phone.news) + 1), kind, text, ref or "")
    phone.news = (*phone.news, news)


def _do(phone: Phone, act: str) -> None:
    if act.startswith("["):
        phone.presses(act.strip("[]"))
    elif found := _FILE.fullmatch(act):
        phone.sends(MediaKind(found[1]), found[2])
    elif found := _PIN.fullmatch(act):
        phone.drops_pin(float(found[1]), float(found[2]))
    elif found := _KIND.fullmatch(act):
        phone.now += timedelta(days=1) if found[1] == "silence" else timedelta()
        phone.gets(InboundKind(found[1]), found[2])
    else:
        phone.writes(act)


def _answers(phone: Phone) -> Iterator[str]:
    for message in phone.messages:
        yield from _message(message)
    for effect in phone.done:
        yield f"! {_effect(effect)}"


def _message(message: OutMessage) -> Iterator[str]:
    for line in message.text.splitlines():
        yield f"< {line}".rstrip()
    if message.buttons:
        yield "= " + " ".join(f"[{button.title}]" for button in message.buttons)
    if message.rows:
        yield f"= {{{message.list_button}}} " + " · ".join(row.title for row in message.rows)
    if message.ask_pin:
        yield "= (location request)"


def _effect(effect: Effect) -> str:
    match effect:
        case FileReport():
            told = [f"{name}: {answer}" for name, answer in effect.answers.items()]
            marks = [mark for mark in ("unfinished", "urgent") if getattr(effect, mark)]
            parts = [effect.category, *marks, f"police {effect.police}", f"unit {effect.unit or 'unknown'}"]
            parts += [f"{len(effect.media)} files", *(["pin"] if effect.pin else []), *told]
            return f"filed: {' · '.join(parts)}" + "".join(f" · “{said}”" for said in effect.said)
        case AddStatement():
            parts = [f"“{effect.text}”"] if effect.text else []
            parts += [f"{len(effect.media)} files"] if effect.media else []
            parts += ["pin"] if effect.pin else []
            parts += [f"{name}: {answer}" for name, answer in effect.answers.items()]
            return f"added: {' · '.join(parts)}" + (" · urgent" if effect.urgent else "")
        case SetPush(allowed):
            return "may be written to" if allowed else "may not be written to"
        case Resume(code):
            return f"resume {code}"
        case MarkHeard(news):
            return f"heard {len(news)}"
        case FileComplaint():
            return _complaint(effect)
        case TakeUp(number):
            return f"about {number}"
        case SayVisit(came, text):
            return f"visit: {came}" + (f" · “{text}”" if text else "")
        case Retract():
            return "taken back"
        case Rate(stars):
            return f"rated {stars}"
        case TakeStep():
            parts = [f"“{effect.text}”"] if effect.text else []
            parts += [f"{len(effect.media)} files"] if effect.media else []
            parts += ["pin"] if effect.pin else []
            parts += [each for each in (effect.code, effect.number, effect.way, effect.unit) if each]
            return f"{effect.act} {effect.ref}{': ' if parts else ''}{' · '.join(parts)}"
    return "forgotten"


def _complaint(effect: FileComplaint) -> str:
    marks = [mark for mark in ("unfinished", "urgent", "cognizable") if getattr(effect, mark)]
    unit = f"unit {effect.unit} by {effect.how}" if effect.unit else "unit unknown"
    parts = [effect.category, *marks, unit, *([f"place {effect.place}"] if effect.place else [])]
    parts += [f"name {effect.name}"] if effect.name else []
    parts += ["number given"] if effect.share_number else []
    parts += [f"phone {effect.phone}"] if effect.phone else []
    parts += [f"may be {', '.join(effect.candidates)}"] if len(effect.candidates) > 1 else []
    parts += [f"{len(effect.media)} files"] if effect.media else []
    parts += ["pin"] if effect.pin else []
    told = "goes on" if effect.goes_on else "complaint"
    return f"{told}: {' · '.join(parts)}" + "".join(f" · “{said}”" for said in effect.said)


def script_of(path: Path) -> str:
    return path.stem.partition("_")[0] if path.stem.startswith(("officer", "complaint", "lanes")) else "tip"


if __name__ == "__main__":
    for path in sorted(TALKS.glob("*.txt")):
        path.write_text(played(path.read_text("utf-8"), script=script_of(path)), "utf-8")
