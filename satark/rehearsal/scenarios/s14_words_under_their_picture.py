"""Four pictures with words under each; the words end up in one heap, and nobody knows which picture they speak of.

"This is his car" under the third of eight pictures is worth nothing when it stands somewhere else.
"""

import hashlib

from satark.rehearsal.scenario import Rehearsal
from satark.simulator import samples

STAKE = 14
HINDI = "फोटो के नीचे लिखा उसी फोटो के साथ रहे"

UNDER = {"trucks-at-night.jpg": "यह मालिक का ट्रक है", "shop-behind-shutter.jpg": "यहाँ माल रखा जाता है"}


def play(on: Rehearsal) -> None:
    source = on.greeted()
    names = on.chance.sample([*UNDER], len(UNDER))
    for name in names:
        source.send(type="media", sample=name, caption=UNDER[name])
        source.next(name)
    on.a_day_passes()
    source.send(type="media", sample="weighbridge-slip.pdf", caption="यह पर्ची बाद में मिली")
    source.next("slip")

    expected = [(_digest(name), UNDER[name]) for name in names]
    expected.append((_digest("weighbridge-slip.pdf"), "यह पर्ची बाद में मिली"))
    on.one_case(
        "under each file stands what was written under it, before and after filing",
        lambda seen: list(zip(seen.files, seen.under, strict=False)) == expected,
    )


def _digest(name: str) -> str:
    sample = samples.find(name)
    return hashlib.sha256(sample.path.read_bytes()).hexdigest() if sample else ""
