"""`satark rehearse tip`: one whole tip through the running demo, as a source's phone, an officer's phone and a cell would.

It reads what the phone shows and presses what it finds there: it knows the talk only as a person does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from satark.rehearsal.desk import ASSESSED
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import PATIENCE, Phone, option, options, step_of
from satark.rehearsal.wire import Json, ask

TURNS_AT_MOST = 40

PRESSES = {
    "language": "hi",
    "category": "mining_overloading",
    "path": "what",
    "place": "chn-balua",
    "now": "yes",
    "evidence": "done",
    "police": "no",
    "confirm": "send",
    "push": "yes",
}
"""What the rehearsal's source presses where it is offered; every other question is answered in words."""

WORDS = "हर रात करीब 11 बजे, पाँच-छह ट्रक"
GHAT = {"latitude": 25.4103, "longitude": 83.1802}


@dataclass(frozen=True, slots=True)
class Identities:
    """What nobody at the console may ever find, of this rehearsal's made-up source."""

    number: str
    user_id: str
    username: str
    profile_name: str
    wamids: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    case: str
    turns: int
    messages_sent: int
    seconds_to_cells: float
    seconds_to_answer: float
    identities: Identities


def walk(simulator: str, sp: Officer, dig: Officer, *, say: Callable[[str], None] = lambda _: None) -> Result:
    """Walk it all, with an officer of either cell. Raises RehearsalFailed with the step that did not work."""
    known = sp.cases() | dig.cases()
    source = Phone(simulator, ask(f"{simulator}/api/phones", {"kind": "both", "name": "Rehearsal"}))
    say("telling the tip")
    filed_at = tell(source)
    say("waiting for the cells")
    case, seconds_to_cells = _visible(sp, dig, known, filed_at)
    say("directing SHO Balua")
    _direct(simulator, sp, case)
    say("answering the source")
    seconds_to_answer = _answer(sp, case, source)
    return Result(
        case=case,
        turns=source.sent,
        messages_sent=len(source.received),
        seconds_to_cells=round(seconds_to_cells, 3),
        seconds_to_answer=round(seconds_to_answer, 3),
        identities=Identities(
            number=source.shown["number"],
            user_id=source.shown["user_id"],
            username=source.shown["username"],
            profile_name=source.shown["profile_name"],
            wamids=source.wamids,
        ),
    )


def tell(source: Phone, *, evidence: bool = True, push: str = "yes") -> float:
    """From Hi to the last answer. Returns the moment (monotonic) at which "send" was pressed."""
    evidence_sent, sent_at = not evidence, 0.0
    presses = PRESSES | {"push": push}
    source.send(type="text", text="Hi")
    message = source.next("Hi")
    for _ in range(TURNS_AT_MOST):
        step = step_of(message)
        if step == "evidence" and not evidence_sent:
            evidence_sent = True
            message = _send_evidence(source)
            continue
        if step == "confirm":
            sent_at = time.monotonic()
        reply(source, message, presses)
        message = source.next(step or "talk")
        if step == "push":
            return sent_at
    raise RehearsalFailed("the talk did not come to an end.")


def _send_evidence(source: Phone) -> Json:
    source.send(type="media", sample="trucks-at-night.jpg", caption="कल रात")
    source.send(type="media", sample="voice-note.ogg")
    return source.next("evidence")


def reply(source: Phone, message: Json, presses: dict[str, str] = PRESSES, words: str = WORDS) -> None:
    """Press the answer where it is offered, or say something."""
    step = step_of(message)
    wanted = f"{step}:{presses.get(step, '')}"
    chosen = next((each for each in options(message) if each["id"] == wanted), None)
    if chosen is not None:
        source.press(message, chosen)
    elif message.get("ask_pin") or step == "place":
        source.send(type="pin", **GHAT)
    else:
        source.send(type="text", text=words)


def _visible(sp: Officer, dig: Officer, known: set[str], filed_at: float) -> tuple[str, float]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        both = (sp.cases() & dig.cases()) - known
        if both:
            return both.pop(), time.monotonic() - filed_at
        time.sleep(0.1)
    raise RehearsalFailed("the tip did not become visible at both cells.")


def _direct(simulator: str, cell: Officer, case: str) -> None:
    phones = ask(f"{simulator}/api/phones")["phones"]
    sho = Phone(simulator, next(phone for phone in phones if phone["id"] == "sho-balua"))
    cell.act(case, "assess", **ASSESSED)
    cell.act(case, "direct", post="chn-balua.sho", brief="बलुआ घाट पर आज रात 11 बजे के बाद जाँच करें।", term="6h")
    brief = sho.next("direction")
    sho.press(brief, option(brief, "direction:received"))
    after = sho.next("received")
    done = option(after, "direction:done") if after.get("buttons") else option(brief, "direction:done")
    sho.press(after if after.get("buttons") else brief, done)
    sho.next("done")
    sho.send(type="text", text="मौके पर दो ट्रक पकड़े गए, खनन विभाग को सूचना दी गई।")
    sho.next("outcome")
    _until(
        lambda: "मौके पर दो ट्रक" in cell.page(f"/cases/{case}"), "the officer's answer did not reach the case."
    )


def _answer(cell: Officer, case: str, source: Phone) -> float:
    words = "आपकी बात सही निकली, कार्रवाई हुई। धन्यवाद।"
    written_at = time.monotonic()
    cell.act(case, "answer", text=words)
    notice = source.next("notice")
    seconds = time.monotonic() - written_at
    source.press(notice, option(notice, "news:"))
    if words not in source.next("answer")["text"]:
        raise RehearsalFailed("the source's phone did not show the cell's answer.")
    return seconds


def _until(true: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise RehearsalFailed(otherwise)
        time.sleep(0.1)
