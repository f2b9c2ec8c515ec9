"""The first tries at a file fail: its address has run out, the line breaks in the middle. It counts as lost.

An address lives five minutes, the file seven days; whoever tries once loses what could still be had.
"""

import hashlib

from satark.rehearsal.scenario import Rehearsal
from satark.simulator import samples

STAKE = 11
HINDI = "फ़ाइल पहली बार में नहीं आई"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(expired_media=1, half_media=1, fail_media=2):
        source.photo()
        source.next("photo")
        for _ in range(6):
            on.stage.let_pass(minutes=10)
    on.a_day_passes()

    picture = samples.find("trucks-at-night.jpg")
    whole = hashlib.sha256(picture.path.read_bytes()).hexdigest() if picture else ""
    on.one_case(
        "the picture is there, whole, and nothing counts as lost",
        lambda seen: seen.files == (whole,) and not seen.lost,
    )
