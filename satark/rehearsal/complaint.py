"""`satark rehearse complaint`: one open complaint from the first word to the proof of a visit, and each rank's board on the way.

The station's officer has nothing but his phone; nobody but the desk and the superiors opens a browser.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import PATIENCE, Phone, options, step_of
from satark.rehearsal.station import Station
from satark.rehearsal.wire import Json, ask

TURNS_AT_MOST = 25
NUMBER = re.compile(r"\b(\d{3} \d{3} \d{4})\b")
TOLD = "बलुआ बाज़ार में कल शाम मेरी साइकिल चोरी हो गई"
PRESSES = {"language": "hi", "place": "chn-balua", "share": "yes", "confirm": "send", "visit": "yes"}
"""What the complainant presses where it is offered; a name is said, everything else takes the first option."""
LOOKS_EVERY = timedelta(seconds=0.2)


@dataclass(frozen=True, slots=True)
class Result:
    case: str
    """Its number, as it is read out."""
    closed: bool
    seconds_desk_to_station: float
    """From the desk's press to the station's phone."""
    seconds_to_each_rank: dict[str, float]
    """From the desk's press to the board of each superior of the station's line."""
    messages_sent: int
    """By us, to the complainant and to phones of the police, until it was closed."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part besides the complainant."""

    desk: Officer
    ranks: Mapping[str, Officer]
    """Superiors of the station's line, by what they are called."""
    station: Phone


def walk(
    simulator: str, cast: Cast, number_id: str, *, say: Callable[[str], None] = lambda _: None
) -> Result:
    """Walk it all. Raises RehearsalFailed with the step that did not work."""
    shown = ask(f"{simulator}/api/phones", {"kind": "both", "name": "Rehearsal", "home": number_id})
    complainant = Phone(simulator, shown)
    say("telling the complaint")
    case = tell(complainant)
    say("the desk forwards it; the station's phone and each rank's board are looked at")
    ident = in_tray(cast.desk, case)
    passed = pass_on(cast, ident, case)
    say("the station works on it, in chat alone")
    attend(cast.station, passed.brief, complainant, case)
    closed = _closed(cast.desk, ident)
    return Result(
        case=case,
        closed=closed,
        seconds_desk_to_station=round(passed.to_station, 3),
        seconds_to_each_rank={name: round(seconds, 3) for name, seconds in passed.to_ranks.items()},
        messages_sent=len(complainant.received) + len(cast.station.received),
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """How it went from the desk to the station and its line, all measured from the desk's press."""

    brief: Json
    to_station: float
    to_ranks: dict[str, float]


def pass_on(cast: Cast, ident: str, case: str) -> Passed:
    """The desk presses; everybody else looks at the same time, so that nobody's seconds are another's."""
    with ThreadPoolExecutor(len(cast.ranks) + 1) as eyes:
        phone = eyes.submit(_on_phone, cast.station, case)
        boards = {name: eyes.submit(_on_board, officer, case, ident) for name, officer in cast.ranks.items()}
        pressed_at = time.monotonic()
        cast.desk.act(ident, "forward", under="complaints", unit="chn-balua")
        brief, arrived_at = phone.result()
        to_ranks = {name: board.result() - pressed_at for name, board in boards.items()}
    return Passed(brief, arrived_at - pressed_at, to_ranks)


def tell(complainant: Phone, words: str = TOLD, *, photo: bool = True) -> str:
    """From Hi to the complaint's number. Returns it."""
    complainant.says("Hi")
    message = complainant.next("Hi")
    said = False
    for _ in range(TURNS_AT_MOST):
        if found := NUMBER.search(str(message.get("text", ""))):
            return found[1]
        if not step_of(message) and not said:
            said = True
            complainant.says(words)
            if photo:
                complainant.photo()
        else:
            reply(complainant, message)
        message = complainant.next(step_of(message) or "talk")
    raise RehearsalFailed("the talk did not come to a number.")


def reply(complainant: Phone, message: Json) -> None:
    """Press what is wanted, else the first that is offered; a name is said."""
    step, offered = step_of(message), options(message)
    if step == "name" or not offered:
        complainant.says("राम प्रसाद")
        return
    wanted = f"{step}:{PRESSES.get(step, '')}"
    chosen = next((each for each in offered if each["id"] == wanted), offered[0])
    complainant.press(message, chosen)


def in_tray(desk: Officer, case: str) -> str:
    """The id under which the desk opens this complaint. Raises RehearsalFailed."""
    digits = case.replace(" ", "")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(r"/complaints/([0-9a-f-]{36})", desk.page(f"/tray?number={digits}"))
        if found:
            return found[1]
        time.sleep(LOOKS_EVERY.total_seconds())
    raise RehearsalFailed("the complaint did not come into the tray.")


def _on_phone(station: Phone, case: str) -> tuple[Json, float]:
    brief = station.until("brief", lambda message: case in str(message.get("text", "")))
    return brief, time.monotonic()


def _on_board(officer: Officer, case: str, ident: str) -> float:
    """The moment (monotonic) at which it stood on this officer's board, however much else stands there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if f'data-case="{ident}"' in officer.page(f"/board?number={case.replace(' ', '')}"):
            return time.monotonic()
        time.sleep(LOOKS_EVERY.total_seconds())
    raise RehearsalFailed("the complaint did not come to a superior's board.")


def attend(phone: Phone, brief: Json, complainant: Phone, case: str) -> None:
    """The officer does all of it on his phone, until the complainant is asked whether anybody came."""
    officer = Station(phone, random.Random(case), faults=False)  # noqa: S311 - the same officer every time
    officer.meet(brief)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (shown := phone.glance(0.2)) is not None:
            officer.meet(shown)
        asked = complainant.glance(0.1)
        if asked is not None and step_of(asked) == "visit":
            complainant.chooses(asked, "visit:yes")
            return
    raise RehearsalFailed("the complainant was not asked whether anybody came.")


def _closed(desk: Officer, ident: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if 'data-stage="closed"' in desk.page(f"/complaints/{ident}"):
            return True
        time.sleep(LOOKS_EVERY.total_seconds())
    return False
