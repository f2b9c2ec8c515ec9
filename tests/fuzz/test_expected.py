"""The counter knows what a body must leave, and a second look at the door's own splitting agrees with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench.fuzz.expected import NotJson, expected
from bench.fuzz.posting import Plan
from satark.edge.split import BrokenJson, split
from tests.edge.webhooks import NUMBER, change, contact, status, text_message, update

NOW = 1_790_000_000


def kept(value: Any) -> list[str]:
    """What is left of a webhook, by its kind."""
    return sorted(key[0] for key in expected(json.dumps(value).encode()))


def test_each_message_and_each_status_is_one_thing() -> None:
    body = update(
        change(messages=[text_message("wamid.1"), text_message("wamid.2")], statuses=[status("wamid.3")]),
        change(statuses=[status("wamid.3", "read")], errors=[{"code": 1}]),
    )

    assert kept(body) == ["errors", "m", "m", "s", "s"]


def test_a_repeat_within_the_body_counts_once() -> None:
    message = text_message("wamid.1")

    assert expected(json.dumps(update(change(messages=[message, message]))).encode()) == {("m", "wamid.1")}


def test_a_status_is_told_apart_by_its_id_its_word_and_its_person() -> None:
    body = json.dumps(update(change(statuses=[status("wamid.3")]))).encode()

    assert expected(body) == {("s", "wamid.3", "delivered", NUMBER)}


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ({"entry": []}, ["whole"]),
        ([], ["whole"]),
        (update({"field": "account_update", "value": {}}), ["change"]),
        (update(change(messages=[text_message()], surprise=[1])), ["change", "m"]),
        (update(change(messages=["x"])), ["change"]),
        (update(change(messages=["x", text_message()], errors=[1, {"code": 1}])), ["change", "errors", "m"]),
        (update(change(contacts=[contact()], messages=[{"type": "text"}])), ["message"]),
        (
            update({"field": "user_preferences", "value": {"user_preferences": [{"a": 1}, {"a": 2}]}}),
            ["wish", "wish"],
        ),
    ],
)
def test_whatever_is_json_leaves_something(value: Any, kinds: list[str]) -> None:
    assert kept(value) == kinds


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b'{"a":NaN}', b"[1,]"])
def test_what_is_no_json_leaves_nothing(body: bytes) -> None:
    with pytest.raises(NotJson):
        expected(body)


def test_the_door_and_the_counter_agree_on_two_thousand_webhooks() -> None:
    plan = Plan(2_000, seed=1, now=NOW)

    bodies = [plan.webhook(number).body for number in range(plan.webhooks)]

    assert [_door(body) for body in bodies] == [_counter(body) for body in bodies]


def _door(body: bytes) -> int | None:
    """How many things the door makes of it, or None when it refuses it."""
    try:
        return len({item.identity for item in split(body)})
    except BrokenJson:
        return None


def _counter(body: bytes) -> int | None:
    try:
        return len(expected(body))
    except NotJson:
        return None
