"""Webhooks go by the pretend clock, whatever it does: they wait, are tried less and less often, and are given up."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from satark.simulator.webhooks.lines import Letter, Lines
from satark.simulator.webhooks.postman import BACKOFF, GIVE_UP_SECONDS
from tests.simulator.stage import OFFICER, OFFICER_NUMBER, SOURCE, USERNAME_ONLY, stage, text

DAY = 24 * 3600


class PretendClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def __call__(self) -> float:
        return self.time


def test_a_refused_webhook_waits_longer_and_longer_on_the_pretend_clock(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            s.edge.broken = True
            await s.write(SOURCE)
            # At once, at once again, and then after BACKOFF[1] seconds, which do not pass by themselves.
            await s.tallied("webhooks refused", 2)
            for tries, wait in enumerate(BACKOFF[1:], 3):
                clock.time += wait
                await s.tallied("webhooks refused", tries)
            assert (await s.get("/api/ledger"))["tallies"]["webhooks refused"] == len(BACKOFF) + 1

            s.edge.broken = False
            clock.time += BACKOFF[-1]
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

    asyncio.run(story())
    assert list(BACKOFF) == sorted(BACKOFF)
    assert BACKOFF[-1] >= 3600


def test_after_seven_days_a_webhook_is_given_up_and_counted(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            s.edge.broken = True
            await s.write(SOURCE, text="old")
            await s.tallied("webhooks refused", 2)
            clock.time += GIVE_UP_SECONDS - 60
            await s.write(SOURCE, text="young")
            await s.tallied("webhooks refused", 3)
            s.edge.broken = False
            clock.time += DAY
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

            assert s.edge.messages()[0]["text"]["body"] == "young"
            ledger = await s.get("/api/ledger")
            assert (ledger["tallies"]["webhooks given up"], ledger["webhooks_waiting"]) == (1, 0)

    asyncio.run(story())


def test_statuses_come_when_the_pretend_clock_says_so(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            await s.write(OFFICER)
            await s.graph(text(), to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 1)
            clock.time += DAY
            await s.edge.until(lambda: len(s.edge.statuses()) == 3)

            assert [status["status"] for status in s.edge.statuses()] == ["sent", "delivered", "read"]

    asyncio.run(story())


def test_in_silence_everything_waits_and_then_comes_in_order(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(silence=True)
            for number in range(5):
                await s.write(SOURCE, text=str(number))
            await s.graph(text())
            await asyncio.sleep(0.05)
            assert s.edge.bodies == []

            await s.faults(silence=False)
            await s.edge.until(lambda: len(s.edge.messages()) == 5)
            assert [m["text"]["body"] for m in s.edge.messages()] == ["0", "1", "2", "3", "4"]

    asyncio.run(story())


def test_a_batch_takes_what_is_due_of_several_people_and_keeps_each_ones_order(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(silence=True, batch=5)
            for number in range(3):
                for phone in (SOURCE, USERNAME_ONLY):
                    await s.write(phone, text=str(number))
            await s.faults(silence=False)
            await s.edge.until(lambda: len(s.edge.messages()) == 6)

            assert len(s.edge.bodies) == 2
            for user_id in {m["from_user_id"] for m in s.edge.messages()}:
                said = [m["text"]["body"] for m in s.edge.messages() if m["from_user_id"] == user_id]
                assert said == ["0", "1", "2"]

    asyncio.run(story())


def letter(due: float) -> Letter:
    return Letter(0, "waba", "messages", {}, "", due, due, 0)


def test_the_line_that_is_due_longest_comes_first_and_belongs_to_one_taker() -> None:
    lines = Lines()
    lines.add("late", letter(30))
    lines.add("early", letter(10), letter(5))

    taken = lines.take(now=30)

    assert taken == "early"
    assert [waiting.due for waiting in lines.on("early")] == [10, 5]
    assert lines.take(now=30) == "late"
    assert lines.take(now=30) is None
    lines.drop_first("early")
    lines.give_back("early")
    lines.give_back("late")
    assert lines.take(now=5) == "early"
    assert lines.count == 2


def test_a_look_at_ten_thousand_waiting_lines_costs_nothing_to_speak_of() -> None:
    lines = Lines()
    for number in range(10_000):
        lines.add(f"p:{number}", letter(1e9 + number))

    began = time.perf_counter()
    for _ in range(1000):
        assert lines.take(now=0) is None

    assert time.perf_counter() - began < 0.1


def test_hurry_makes_all_that_waits_due_in_its_old_order() -> None:
    lines = Lines()
    for number in (3, 1, 2):
        lines.add(f"p:{number}", letter(1e9 + number))

    lines.hurry()

    assert [lines.take(now=0) for _ in range(4)] == ["p:1", "p:2", "p:3", None]
