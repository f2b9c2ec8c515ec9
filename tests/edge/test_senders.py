"""A sender's messages are told apart for an hour, by a key that nobody keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from satark.edge.senders import LIFE, MANY, MINUTE, Senders
from satark.edge.split import Item, split

NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def written(by: str, identity: str = "m:1") -> Item:
    return Item(identity, by, b"", written=True)


def test_one_senders_messages_bear_one_tag_and_anothers_another() -> None:
    senders = Senders()

    first, again = senders.tag(written("IN.one"), NOON), senders.tag(written("IN.one", "m:2"), NOON)

    assert first == again != senders.tag(written("IN.two"), NOON)


def test_after_an_hour_the_tag_says_nothing_of_the_one_before() -> None:
    senders = Senders()

    assert senders.tag(written("IN.one"), NOON) != senders.tag(written("IN.one"), NOON + LIFE)
    assert senders.tag(written("IN.one"), NOON) != Senders().tag(written("IN.one"), NOON)


def test_what_nobody_wrote_bears_no_tag() -> None:
    senders = Senders()

    assert senders.tag(Item("s:1:sent:IN.one", "IN.one", b""), NOON) == b""
    assert senders.tag(written(""), NOON + timedelta(minutes=1)) == b""


def test_only_messages_are_written_by_their_sender() -> None:
    value = b"""{"metadata": {}, "messages": [{"id": "1", "from": "915550020001"}],
                 "statuses": [{"id": "2", "status": "sent", "recipient_id": "915550020001"}]}"""
    items = split(b'{"entry": [{"id": "1", "changes": [{"field": "messages", "value": %s}]}]}' % value)

    assert [(item.identity[:2], item.written) for item in items] == [("m:", True), ("s:", False)]


def test_who_sends_very_many_in_a_minute_floods_until_a_quieter_one_is_over() -> None:
    senders = Senders()
    tag = senders.tag(written("IN.one"), NOON)

    within = [senders.floods(tag, NOON) for _ in range(MANY)]
    beyond = senders.floods(tag, NOON)
    next_minute = senders.floods(tag, NOON + MINUTE)
    quieter = senders.floods(tag, NOON + 2 * MINUTE)

    assert not any(within)
    assert (beyond, next_minute, quieter) == (True, True, False)
    assert not senders.floods(b"another", NOON + 2 * MINUTE)
    assert not senders.floods(b"", NOON)
