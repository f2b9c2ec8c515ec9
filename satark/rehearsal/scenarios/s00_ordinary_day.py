"""Somebody says Hi, tells something with a photo, and leaves: the cell sees both.

No fault at all. Any desk that works must pass this one, also the naive one of the tests.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 0
HINDI = "मामूली दिन, कोई खराबी नहीं"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.says("यहाँ रोज रात ट्रक से बालू जाता है")
    source.next("words")
    source.photo()
    source.next("photo")

    on.a_day_passes()

    on.one_case(
        "the words and the photo are in one case", lambda seen: "बालू" in seen.words and len(seen.files) == 1
    )
