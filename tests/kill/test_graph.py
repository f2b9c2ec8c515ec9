"""The pretend Graph API of the measurements: takes messages, and tells who asks that it cannot be told now."""

from __future__ import annotations

from typing import Any

from bench.graph import Graph
from satark.channels.whatsapp.errors import Accepted, Failure, read_answer


def told(answer: bytes | None) -> Accepted | Failure:
    assert answer is not None
    head, _, body = answer.partition(b"\r\n\r\n")
    return read_answer(int(head.split()[1]), body)


def test_it_takes_a_message() -> None:
    taken: list[tuple[str, Any]] = []

    def took(to: str, message: dict[str, Any]) -> str:
        taken.append((to, message))
        return "wamid.1"

    answer = told(Graph(took).respond(b'{"to":"+915550020140"}'))

    assert answer == Accepted("wamid.1")
    assert taken == [("915550020140", {"to": "+915550020140"})]


def test_who_asks_without_a_message_is_told_to_come_again() -> None:
    answer = told(Graph(lambda to, message: "").respond(b""))

    assert isinstance(answer, Failure)
    assert answer.retry == "later"
