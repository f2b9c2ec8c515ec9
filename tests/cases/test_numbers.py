"""Case numbers can be read out over a bad line: a wrong digit or a swap is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from satark.cases.numbers import is_number, new_number

NUMBERS = st.integers(0, 9 * 10**8 - 1).map(lambda chance: new_number(lambda _: chance))


@given(NUMBERS)
def test_a_number_is_ten_digits_that_fit(number: str) -> None:
    assert len(number) == 10
    assert is_number(number)


@given(NUMBERS, st.integers(0, 9), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(number: str, place: int, more: int) -> None:
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]

    assert not is_number(wrong)


@given(NUMBERS, st.integers(0, 8))
def test_every_swap_of_neighbours_is_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert swapped == number or not is_number(swapped)
