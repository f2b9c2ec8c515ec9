"""A district in motion: a day of sources, complainants, noise, cells, desks and station phones, as fast as one likes to watch it.

Who has a complaint writes to the number for complaints (`open_lane.py`), who has a tip to the number for tips, as people would.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from satark.clock import INDIA
from satark.rehearsal import crowd
from satark.rehearsal.crowd import Arrival
from satark.rehearsal.desk import ASSESSED, Satark
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.open_lane import OpenLane, goes_to
from satark.rehearsal.phone import Phone, options, step_of
from satark.rehearsal.stage import Stage
from satark.rehearsal.station import Station
from satark.rehearsal.wire import Json

AT_ONCE = 24
TURNS_AT_MOST = 30
STATIONS = {
    "sho-balua": "chn-balua.sho",
    "co-sakaldiha": "chn-c-skd.co",
    "sp-chandauli": "chandauli.sp",
    "sho-izzatnagar": "bly-izzatnagar.sho",
}
"""Phone -> the post that it is enrolled to."""
LOOKS_EVERY = timedelta(minutes=25)
"""How often a cell goes through what is new."""
SAMPLES = ("trucks-at-night.jpg", "shop-behind-shutter.jpg", "voice-note.ogg", "trucks-passing.mp4")
CHOSEN = {
    "language": "", "police": "no", "confirm": "send", "evidence": "done", "push": "yes", "visit": "yes",
}  # fmt: skip
TRAY_EVERY = timedelta(minutes=5)
"""How often a desk looks at its tray."""
ANSWERED_WITHIN, LATE_AFTER = 15, 45
"""Real seconds in which a phone is answered that is answered at all; minutes after which a station is late."""


@dataclass(slots=True)
class Tally:
    """What happened, counted by many at once."""

    kinds: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    replies: int = 0
    unanswered: int = 0
    waits: list[float] = field(default_factory=list)
    """Real seconds from a message to its answer."""
    acts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def heard(self, seconds: float | None) -> None:
        with self._lock:
            self.messages += 1
            if seconds is None:
                self.unanswered += 1
            else:
                self.replies += 1
                self.waits.append(seconds)

    def acted(self, act: str) -> None:
        with self._lock:
            self.acts[act] += 1


@dataclass(frozen=True, slots=True)
class Summary:
    mix: str
    pretend_hours: float
    speed: float
    seconds: float
    people: int
    kinds: dict[str, int]
    messages: int
    replies: int
    unanswered: int
    p50_seconds_to_answer: float
    p95_seconds_to_answer: float
    cases: int
    acts: dict[str, int]
    silent: dict[str, list[str]]
    """District -> posts that had something to do and did nothing, as they are called."""
    did_not_act: dict[str, list[str]]
    """District -> posts that the page of those who did not act names."""


class District:
    def __init__(
        self, stage: Stage[Satark], *, speed: float, hours: float, mix: str, people: int, seed: int,
        open_lane: OpenLane, say: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._stage, self._say, self._open = stage, say, open_lane
        self._speed, self._hours, self._mix = speed, hours, mix
        self._chance = random.Random(seed)  # noqa: S311 - the same day every time
        self._people = people
        self._tally = Tally()
        self._touched: set[str] = set()
        idents = [each["phone_number_id"] for each in stage.numbers()]
        self._numbers = {
            "sealed": {"chn": idents[0], "bly": idents[1]},
            "open": {"chn": idents[2], "bly": idents[3]},
        }

    def play(self) -> Summary:
        began, start = time.monotonic(), self._stage.now()
        coming = crowd.arrivals(
            mix=self._mix, people=self._people, hours=self._hours, chance=self._chance,
            first_hour=start.astimezone(INDIA).hour,
        )  # fmt: skip
        self._stage.desk.begin()
        self._stage.set_pace(speed=self._speed)
        over = threading.Event()
        phones = self._open.phones
        with ThreadPoolExecutor(AT_ONCE + len(phones)) as pool:
            officers = [pool.submit(self._station_phone, post, over) for post in phones]
            people = self._let_them_come(coming, pool)
            for each in people:
                each.result()
            self._cells_look()
            self._last_hour()
            over.set()
            for each in officers:
                each.result()
        self._stage.set_pace(speed=1)
        return self._summary(len(coming), time.monotonic() - began)

    # --- time ----------------------------------------------------------------------------------------------------

    def _let_them_come(self, coming: list[Arrival], pool: ThreadPoolExecutor) -> list[Future[None]]:
        start, looked, told, trayed = self._stage.now(), timedelta(), timedelta(), timedelta()
        people: list[Future[None]] = []
        waiting = list(coming)
        while waiting or looked + LOOKS_EVERY <= timedelta(hours=self._hours):
            passed = self._stage.now() - start
            while waiting and waiting[0].after <= passed:
                people.append(pool.submit(self._somebody, waiting.pop(0)))
            if passed - looked >= LOOKS_EVERY:
                looked = passed
                self._cells_look()
                self._open.heads_look()
            if passed - trayed >= TRAY_EVERY:
                trayed = passed
                self._open.desks_look()
            if passed - told >= timedelta(hours=1):
                told = passed
                self._progress(len(coming) - len(waiting))
            time.sleep(0.05)
        return people

    def _last_hour(self) -> None:
        """What has come is looked at and answered, as far as anybody answers; then it is late for whoever did not."""
        self._open.desks_look()
        time.sleep(ANSWERED_WITHIN)
        self._stage.let_pass(minutes=LATE_AFTER)

    def _progress(self, come: int) -> None:
        now = self._stage.now().astimezone(INDIA)
        self._say(
            f"{now:%a %H:%M} · {come} people, {self._tally.messages} messages, {self._tally.unanswered} unanswered, "
            f"{self._tally.acts['direct']} directions, {self._tally.acts['answer']} answers"
        )

    def _pause(self, least: float, most: float, chance: random.Random) -> None:
        """Pretend seconds in which somebody reads, thinks or types."""
        time.sleep(chance.uniform(least, most) / self._speed)

    # --- people ----------------------------------------------------------------------------------------------------

    def _somebody(self, arrival: Arrival) -> None:
        chance = random.Random(arrival.seed)  # noqa: S311 - see above
        message = arrival.message
        lane = goes_to(message.kind, chance)
        home = self._numbers[lane][message.district or chance.choice(["chn", "bly"])]
        phone = self._stage.phone(arrival.identity, name=f"{message.kind} {arrival.seed % 1000}", home=home)
        self._tally.kinds[message.kind] += 1
        answer = self._send(phone, lambda: phone.says(message.text))
        if message.kind == "greeting" and chance.random() < 0.8:
            return
        if message.kind in crowd.GENUINE:
            self._tell(phone, arrival, answer, chance)

    def _tell(self, phone: Phone, arrival: Arrival, answer: Json | None, chance: random.Random) -> None:
        if arrival.way == "dumps":
            for sample in chance.sample(SAMPLES, chance.randint(1, 3)):
                phone.send(type="media", sample=sample)
                self._pause(2, 8, chance)
        turns = chance.randint(2, 5) if arrival.way == "leaves" else TURNS_AT_MOST
        for _ in range(turns):
            if answer is None or step_of(answer) == "push":
                break
            self._pause(10, 90, chance)
            answer = self._reply(phone, arrival, answer, chance)
        if answer is not None and step_of(answer) == "push":
            wanted = chance.choice(["push:yes", "push:yes", "push:no"])
            self._send(phone, lambda: phone.press(answer, _pick(answer, wanted, chance)))

    def _reply(self, phone: Phone, arrival: Arrival, shown: Json, chance: random.Random) -> Json | None:
        step = step_of(shown)
        if not options(shown):
            return self._send(phone, lambda: phone.says(arrival.message.text))
        if step == "place" and chance.random() < 0.5:
            pin = {"latitude": 25.2 + chance.random() / 3, "longitude": 83.0 + chance.random() / 3}
            return self._send(phone, lambda: phone.send(type="pin", **pin))
        chosen = CHOSEN | {"language": arrival.language}
        pressed = _pick(shown, f"{step}:{chosen.get(step, '')}", chance)
        return self._send(phone, lambda: phone.press(shown, pressed))

    def _send(self, phone: Phone, act: Callable[[], object]) -> Json | None:
        """Do it and wait for the answer; none is counted, not raised: the play goes on."""
        began = time.monotonic()
        act()
        try:
            answer = phone.next("an answer")
        except RehearsalFailed:
            self._tally.heard(None)
            return None
        self._tally.heard(time.monotonic() - began)
        return answer

    # --- the police --------------------------------------------------------------------------------------------------

    def _cells_look(self) -> None:
        """A cell reads what is new, directs some of it, answers some, and leaves the rest for the next time."""
        for case in self._stage.desk.new_cases():
            act = self._chance.choices(("direct", "answer", "leave"), (4, 4, 2))[0]
            if case in self._touched or act == "leave":
                continue
            self._touched.add(case)
            self._deal_with(case, act)

    def _deal_with(self, case: str, act: str) -> None:
        desk = self._stage.desk
        if act == "direct":
            desk.act(case, "assess", **ASSESSED)
        # None are offered of a tip that waits for a supervisor, or of which nobody has said whom it is about.
        posts = [post for post in STATIONS.values() if f'value="{post}"' in desk.page(case)]
        if act == "direct" and posts:
            desk.act(case, "direct", post=posts[0], brief="मौके पर जाकर देखें और बताएँ।", term="6h")
        else:
            act = "answer"
            desk.act(case, "answer", text="आपकी बात मिल गई, जाँच हो रही है।")
        self._tally.acted(act)

    def _station_phone(self, post: str, over: threading.Event) -> None:
        """Prompt or late, as posts are; a silent one looks at its phone and does nothing."""
        phone, chance = self._open.phones[post], random.Random(post)  # noqa: S311 - see above
        if post in self._open.silent:
            while not over.is_set():
                phone.glance(1.0)
            return
        officer = Station(
            phone, chance, pause=lambda least, most: self._pause(least, most, chance), faults=False
        )
        officer.attend(over)
        self._tally.acts["station pressed"] += officer.acts.total()

    def _summary(self, people: int, seconds: float) -> Summary:
        waits = sorted(self._tally.waits) or [0.0]
        return Summary(
            mix=self._mix,
            pretend_hours=self._hours,
            speed=self._speed,
            seconds=round(seconds, 1),
            people=people,
            kinds=dict(self._tally.kinds),
            messages=self._tally.messages,
            replies=self._tally.replies,
            unanswered=self._tally.unanswered,
            p50_seconds_to_answer=round(waits[len(waits) // 2], 3),
            p95_seconds_to_answer=round(waits[int(len(waits) * 0.95)], 3),
            cases=len(self._stage.desk.new_cases()),
            acts=dict(self._tally.acts + self._open.acts),
            silent=self._open.had_something(),
            did_not_act=self._open.did_not_act(),
        )


def _pick(shown: Json, wanted: str, chance: random.Random) -> Json:
    """What is wanted where it is offered, else anything that is."""
    offered = options(shown)
    return next((each for each in offered if each["id"] == wanted), None) or chance.choice(offered)
