"""Nothing that the rehearsal can do stands without a row: a new kind brings its row along."""

from __future__ import annotations

from satark.simulator.account import tidings
from satark.simulator.acts import oddities
from satark.simulator.sending import interactive, shape
from tests.clients import news, rarer, receiving, telling
from tests.clients.rows import Row
from tests.clients.sending import SENDING
from tests.clients.verbs import ACTED

READING: tuple[Row, ...] = (*receiving.RECEIVING, *rarer.RARER, *telling.TELLING)
"""Building these rows notes what is done in them."""


def kind_shown(row: Row) -> str:
    return str(row.expected.get("kind", "")) if isinstance(row.expected, dict) else ""


def test_each_kind_of_message_that_is_accepted_is_sent_by_some_row() -> None:
    accepted = {*shape.CHECKS, *interactive.INTERACTIVE, "contacts"} - {"interactive"}

    assert accepted - {kind_shown(row) for row in SENDING} == set()


def test_whatever_a_phone_can_do_is_read_in_some_row() -> None:
    assert {*oddities.EVERY_ACT, "media"} - ACTED == set()


def test_all_news_of_an_account_is_told_in_some_row() -> None:
    assert tidings.USUAL.keys() - news.TOLD == set()
