"""Case numbers: nine random digits and a check digit, said over the phone as "482 019 3375".

Random, so that no gap tells of a case one may not see; the check digit (Damm, 2004) catches every single wrong digit and
every swap of neighbours.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def new_number(below: Callable[[int], int] = secrets.randbelow) -> str:
    digits = f"{below(9 * 10**8) + 10**8}"
    return digits + str(_check(digits))


def is_number(text: str) -> bool:
    """Whether ten digits are a number that could have been given out."""
    return len(text) == 10 and text.isascii() and text.isdigit() and _check(text) == 0


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim
