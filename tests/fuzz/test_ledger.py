"""The ledger must notice: each test spoils a clean account in one way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bench.fuzz.breaking import LIMIT
from bench.fuzz.ledger import Found, Ledger, judge
from bench.fuzz.shapes import Promise
from bench.fuzz.webhooks import Webhook
from tests.edge.webhooks import NUMBER, change, status, text_message, update

REASONS = {"no_sender", "unread"}


def tag(identity: str) -> bytes:
    return identity.encode()


def clean() -> tuple[Ledger, Found]:
    """Two webhooks: a message that is answered, one without a sender, a status, and something nameless."""
    ledger = Ledger(tag)
    spoken = update(change(messages=[text_message("wamid.1"), text_message("wamid.2")]))
    told = update(change(statuses=[status("wamid.3")]), {"field": "security", "value": {}})
    promises = (Promise("wamid.1", answered_at=NUMBER), Promise("wamid.2", aside="no_sender"))
    for webhook in (
        Webhook(1, "well-formed", json.dumps(spoken).encode(), promises),
        Webhook(2, "bent", json.dumps(told).encode()),
    ):
        ledger.answered(webhook.number, ledger.post(webhook), 200)
    seen = frozenset({b"m:wamid.1", b"m:wamid.2", f"s:wamid.3:delivered:{NUMBER}".encode(), b"nameless"})
    found = Found(
        seen=seen,
        stored=4,
        inbox=0,
        aside=((b"m:wamid.2", "no_sender"),),
        replied_to=frozenset({NUMBER}),
        died=(),
        events={"relay.started": 2},
        signs=(),
    )
    return ledger, found


def test_a_clean_account_has_no_fault() -> None:
    verdict = judge(*clean(), REASONS)

    assert (verdict.faults, verdict.reproduce) == ({}, {})


SPOILED: dict[str, tuple[str, Callable[[Found], Found]]] = {
    "a message that is gone": ("lost", lambda found: replace(found, seen=found.seen - {b"m:wamid.1"})),
    "a nameless thing that is gone": (
        "miscounted",
        lambda found: replace(found, seen=found.seen - {b"nameless"}),
    ),
    "one thing too many": ("miscounted", lambda found: replace(found, seen=found.seen | {b"more"}, stored=5)),
    "a thing stored twice": ("doubled", lambda found: replace(found, stored=5)),
    "something left": ("left_in_inbox", lambda found: replace(found, inbox=1)),
    "an error of ours": (
        "turn_failed",
        lambda found: replace(found, aside=(*found.aside, (b"nameless", "KeyError"))),
    ),
    "set aside twice": ("aside_twice", lambda found: replace(found, aside=found.aside * 2)),
    "set aside though it can be read": (
        "astray",
        lambda found: replace(found, aside=(*found.aside, (b"m:wamid.1", "unread"))),
    ),
    "set aside for another reason": (
        "astray",
        lambda found: replace(found, aside=((b"m:wamid.2", "unread"),)),
    ),
    "dropped though somebody spoke": ("astray", lambda found: replace(found, aside=())),
    "nobody replied to": ("unanswered", lambda found: replace(found, replied_to=frozenset())),
    "a process that died": ("died", lambda found: replace(found, died=("edge",))),
    "an alarm": ("alarm", lambda found: replace(found, events={"process.crashed": 1})),
    "somebody in a log": ("in_a_log", lambda found: replace(found, signs=("edge.log: wamid",))),
}


@pytest.mark.parametrize(("fault", "spoil"), SPOILED.values(), ids=SPOILED)
def test_the_ledger_notices(fault: str, spoil: Callable[[Found], Found]) -> None:
    ledger, found = clean()

    assert fault in judge(ledger, spoil(found), REASONS).faults


@pytest.mark.parametrize(
    ("body", "wanted"),
    [(b"{}", 200), (b"no json", 400), (b"[]" + b" " * LIMIT, 413)],
    ids=["storable", "no JSON", "too large"],
)
def test_another_answer_than_the_one_wanted_is_a_fault(body: bytes, wanted: int) -> None:
    ledger, found = clean()

    assert ledger.post(Webhook(9, "broken", body)) == wanted
    ledger.answered(9, wanted, 503)

    assert judge(ledger, found, REASONS).reproduce["wrong_answer"] == [9]


def test_a_hang_up_is_an_answer_only_to_what_is_too_large() -> None:
    ledger, found = clean()
    ledger.answered(8, 413, 0)
    ledger.answered(9, 200, 0)

    assert judge(ledger, found, REASONS).reproduce["wrong_answer"] == [9]


def test_a_lie_about_the_length_that_is_believed_is_a_fault() -> None:
    ledger, found = clean()
    ledger.lied(b"Content-Length: 7", 401)
    ledger.lied(b"Content-Length: 9", 500)

    assert judge(ledger, found, REASONS).faults == {"taken_in": ["b'Content-Length: 9': 500"]}
