"""`satark rehearse tip`: one whole tip through the running demo, as a source's phone, an officer's phone and a cell would.

It reads what the phone shows and presses what it finds there: it knows the talk only as a person does.
"""

from __future__ import annotations

import http.cookiejar
import json
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from satark.config import demo
from satark.config.demo_parts import shared_secrets
from satark.settings import Settings

PATIENCE = 60.0
TURNS_AT_MOST = 40

Json = dict[str, Any]


class RehearsalFailed(Exception):
    """The demo did not do what a person would expect. The text says at which step."""

    for_administrator = True


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


class Phone:
    """One phone of the pretend WhatsApp."""

    def __init__(self, settings: Settings, shown: Json) -> None:
        self._base = f"{settings.simulator_bind.url}/api/phones/{shown['id']}"
        self.shown = shown
        self.seen = 0
        self.sent = 0
        self.received: list[Json] = []
        self.wamids: list[str] = []
        self._catch_up()

    def send(self, **what: object) -> None:
        answer = _json(f"{self._base}/send", what)
        self.wamids.append(answer["wamid"])
        self.sent += 1

    def press(self, message: Json, option: Json) -> None:
        self.send(type="choice", message=message["wamid"], id=option["id"], title=option["title"])

    def next(self, step: str) -> Json:
        """The next message from the desk. Raises RehearsalFailed when none comes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown: list[Json] = _json(f"{self._base}/messages?after={self.seen}&wait=5")["messages"]
            for message in shown:
                self.seen = message["seq"]
                if message["from"] == "business":
                    self.received.append(message)
                    self.wamids.append(message["wamid"])
                    return message
        raise RehearsalFailed(f"{step}: no answer came to the phone in {PATIENCE:.0f} seconds.")

    def _catch_up(self) -> None:
        for message in _json(f"{self._base}/messages?last=1")["messages"]:
            self.seen = message["seq"]


class Officer:
    """An officer at the console, in a browser of his own."""

    def __init__(self, settings: Settings, username: str, password: str) -> None:
        self._base = settings.console_bind.url
        jar = http.cookiejar.CookieJar()
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self._submit("/sign-in", self.page("/sign-in"), username=username, password=password)

    def page(self, path: str) -> str:
        with self._browser.open(self._base + path, timeout=30) as answer:
            text: str = answer.read().decode()
        return text

    def cases(self) -> set[str]:
        return set(re.findall(r"/cases/([0-9a-f-]{36})", self.page("/cases?status=all")))

    def act(self, case: str, act: str, **given: str) -> None:
        page = self.page(f"/cases/{case}")
        once = re.search(rf'name="once" value="([^"]+-{act})"', page)
        if once is None:
            raise RehearsalFailed(f"{act}: the case page does not offer it.")
        self._submit(f"/cases/{case}/{act}", page, once=once[1], **given)

    def _submit(self, path: str, page: str, **given: str) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"csrfmiddlewaretoken": token[1] if token else "", **given}
        request = urllib.request.Request(
            self._base + path,
            data=urllib.parse.urlencode(form).encode(),
            headers={"Origin": self._base, "Referer": self._base + path},
        )
        try:
            with self._browser.open(request, timeout=30):
                pass
        except urllib.error.HTTPError as refused:
            raise RehearsalFailed(
                f"{path.rsplit('/', 1)[-1]}: the console answered {refused.code}."
            ) from None


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


def tip(settings: Settings, *, say: Callable[[str], None] = lambda _: None) -> Result:
    """Walk it all. Raises RehearsalFailed with the step that did not work."""
    say("signing in at both cells")
    sp, dig = _officer(settings, "cell-chandauli"), _officer(settings, "cell-varanasi-range")
    known = sp.cases() | dig.cases()
    source = Phone(
        settings, _json(f"{settings.simulator_bind.url}/api/phones", {"kind": "both", "name": "Rehearsal"})
    )
    say("telling the tip")
    filed_at = _tell(source)
    say("waiting for the cells")
    case, seconds_to_cells = _visible(sp, dig, known, filed_at)
    say("directing SHO Balua")
    _direct(settings, sp, case)
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


def _officer(settings: Settings, username: str) -> Officer:
    return Officer(settings, username, demo.password(shared_secrets(settings.keys_dir).app_secret, username))


def _tell(source: Phone) -> float:
    """From Hi to the last answer. Returns the moment (monotonic) at which "send" was pressed."""
    evidence_sent, sent_at = False, 0.0
    source.send(type="text", text="Hi")
    message = source.next("Hi")
    for _ in range(TURNS_AT_MOST):
        options = [*message.get("buttons", []), *message.get("rows", [])]
        step = options[0]["id"].partition(":")[0] if options else ""
        if step == "evidence" and not evidence_sent:
            evidence_sent = True
            message = _send_evidence(source)
            continue
        if step == "confirm":
            sent_at = time.monotonic()
        _reply(source, message, step, options)
        message = source.next(step or "talk")
        if step == "push":
            return sent_at
    raise RehearsalFailed("the talk did not come to an end.")


def _send_evidence(source: Phone) -> Json:
    source.send(type="media", sample="trucks-at-night.jpg", caption="कल रात")
    source.send(type="media", sample="voice-note.ogg")
    return source.next("evidence")


def _reply(source: Phone, message: Json, step: str, options: list[Json]) -> None:
    wanted = f"{step}:{PRESSES.get(step, '')}"
    chosen = next((option for option in options if option["id"] == wanted), None)
    if chosen is not None:
        source.press(message, chosen)
    elif message.get("ask_pin") or step == "place":
        source.send(type="pin", **GHAT)
    else:
        source.send(type="text", text=WORDS)


def _visible(sp: Officer, dig: Officer, known: set[str], filed_at: float) -> tuple[str, float]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        both = (sp.cases() & dig.cases()) - known
        if both:
            return both.pop(), time.monotonic() - filed_at
        time.sleep(0.1)
    raise RehearsalFailed("the tip did not become visible at both cells.")


def _direct(settings: Settings, cell: Officer, case: str) -> None:
    phones = _json(f"{settings.simulator_bind.url}/api/phones")["phones"]
    sho = Phone(settings, next(phone for phone in phones if phone["id"] == "sho-balua"))
    cell.act(case, "direct", post="chn-balua.sho", brief="बलुआ घाट पर आज रात 11 बजे के बाद जाँच करें।", term="6h")
    brief = sho.next("direction")
    sho.press(brief, _option(brief, "direction:received"))
    after = sho.next("received")
    done = _option(after, "direction:done") if after.get("buttons") else _option(brief, "direction:done")
    sho.press(after if after.get("buttons") else brief, done)
    sho.next("done")
    sho.send(type="text", text="मौके पर दो ट्रक पकड़े गए, खनन विभाग को सूचना दी गई।")
    sho.next("outcome")
    _until(
        lambda: "मौके पर दो ट्रक" in cell.page(f"/cases/{case}"), "the officer's answer did not reach the case."
    )


def _option(message: Json, start: str) -> Json:
    options = [*message.get("buttons", []), *message.get("rows", [])]
    found: Json | None = next((option for option in options if option["id"].startswith(start)), None)
    if found is None:
        raise RehearsalFailed(f"the phone does not offer {start}.")
    return found


def _answer(cell: Officer, case: str, source: Phone) -> float:
    words = "आपकी बात सही निकली, कार्रवाई हुई। धन्यवाद।"
    written_at = time.monotonic()
    cell.act(case, "answer", text=words)
    notice = source.next("notice")
    seconds = time.monotonic() - written_at
    source.press(notice, _option(notice, "news:"))
    if words not in source.next("answer")["text"]:
        raise RehearsalFailed("the source's phone did not show the cell's answer.")
    return seconds


def _until(true: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise RehearsalFailed(otherwise)
        time.sleep(0.1)


def _json(url: str, body: Json | None = None) -> Json:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            found: Json = json.load(answer)
    except urllib.error.HTTPError as refused:
        raise RehearsalFailed(f"the pretend WhatsApp answered {refused.code}.") from None
    except urllib.error.URLError:
        raise RehearsalFailed("nothing answers there: start `make demo` first.") from None
    return found


def run(settings: Settings, *, as_json: bool) -> int:
    """The command: progress on stderr; the result as one JSON object, or as lines for people."""
    result = tip(settings, say=lambda step: print(f"… {step}", file=sys.stderr, flush=True))
    if as_json:
        print(json.dumps(asdict(result), ensure_ascii=False))
        return 0
    print(f"The tip was told in {result.turns} messages and answered with {result.messages_sent}.")
    print(f"Both cells saw it {result.seconds_to_cells} s after it was sent.")
    print(f"The cell's answer was on the source's phone after {result.seconds_to_answer} s.")
    return 0
