"""Who may order whom: every post to every post of two districts, as a district does it."""

from __future__ import annotations

import pytest

from satark.jurisdiction import command
from tests.jurisdiction import duty
from tests.jurisdiction.duty import roster

EAST = {post for post, unit in duty.CHAIRS if duty.units()[unit].district == "east"}
STATIONS = {"ghat.sho", "bridge.sho", "bazar.sho", "cave.sho", "women.special", "sog.special"}

ORDERS = {
    "ghat.sho": {"ghat.ssi", "ghat.night", "ghat.helpdesk", "ghat-chowki.outpost"},
    "river.co": {"ghat.sho", "bridge.sho"},
    "market.co": {"bazar.sho", "women.special"},
    "forest.co": {"cave.sho"},
    "field.co": {"mill.sho"},
    "east-sub.asp": {"river.co", "market.co", "ghat.sho", "bridge.sho", "bazar.sho", "women.special"},
    "east-hills.asp": {"forest.co", "cave.sho"},
    "west-sub.asp": {"field.co", "mill.sho"},
    "east.sp": EAST - {"east.sp"},
    "west.sp": {"west.control", "west-sub.asp", "field.co", "mill.sho"},
    "range.dig": {"east.sp", "west.sp"},
    "zone.adg": {"range.dig"},
    "east.night_go": STATIONS | {"ghat.night"},
    "east.cell": EAST - {"east.cell", "east.admin"},
    "range.cell": {"east.sp", "west.sp"},
}
"""Whoever is not named orders nobody: the desk and the control room above all."""


@pytest.mark.parametrize("by", duty.POSTS)
def test_each_post_orders_its_own_line_and_nobody_else(by: str) -> None:
    here = roster()

    ordered = {post for post in duty.POSTS if here.may_order(by, post)}

    assert ordered == ORDERS.get(by, set())


def test_past_a_line_that_is_accused_or_silent_the_digs_cell_directs_itself_and_the_dig_does_not() -> None:
    here = roster()

    directed = {post for post in duty.POSTS if command.may_direct(here, "range.cell", post)}

    assert {"ghat.sho", "mill.sho", "river.co", "mining.outside"} <= directed
    assert not directed & {"east.cell", "east.admin", "zone.adg"}
    assert not any(command.may_direct(here, "range.dig", post) for post in duty.POSTS)
