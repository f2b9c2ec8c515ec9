"""A number of ours: set up once, changed by setting it up again, with as many messages a second as Meta lets it have."""

from __future__ import annotations

import pytest

from satark.relay import numbers
from tests.relay.desk import NUMBER_ID, Desk


def set_up(**given: int) -> None:
    numbers.add(phone_number_id=NUMBER_ID, display="+91", unit="chandauli", lanes=["sealed"], **given)


def test_a_number_has_the_usual_pace_until_another_is_given(desk: Desk) -> None:
    set_up()
    desk.districts.refresh(desk.now)
    assert desk.districts.rates == {NUMBER_ID: 80}

    set_up(per_second=1000)
    desk.later(minutes=1)
    desk.districts.refresh(desk.now)

    assert desk.districts.rates == {NUMBER_ID: 1000}


@pytest.mark.parametrize("per_second", [0, -1, 1001])
def test_a_pace_that_no_number_has_is_refused(desk: Desk, per_second: int) -> None:
    with pytest.raises(numbers.NumberRefused, match="--per-second"):
        set_up(per_second=per_second)
