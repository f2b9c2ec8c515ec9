"""A body that shows a fault is cut down to what shows it."""

from __future__ import annotations

import json

from bench.fuzz.shrinking import shrink
from tests.edge.webhooks import change, contact, status, text_message, update


def test_json_is_cut_down_to_the_part_that_matters() -> None:
    spoiled = text_message("wamid.2", text={"body": "x" * 500 + "poison" + "y" * 500})
    body = update(change(contacts=[contact()], messages=[text_message(), spoiled], statuses=[status()]))

    small = shrink(json.dumps(body).encode(), lambda body: b"poison" in body, seconds=20)

    assert b"poison" in small
    assert len(small) < 700
    assert b"wamid" not in small


def test_what_is_no_json_is_cut_byte_by_byte() -> None:
    small = shrink(b"\xff" * 400 + b"!" + b"\xfe" * 300, lambda body: b"!" in body, seconds=10)

    assert small == b"!"


def test_what_shows_nothing_smaller_stays_as_it_is() -> None:
    assert shrink(b'{"a": 1}', lambda body: False, seconds=5) == b'{"a": 1}'
