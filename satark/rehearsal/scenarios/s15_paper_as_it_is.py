"""A file sent as a document tells where and by whom it was made; the desk washes it, or promises that it tells nothing.

WhatsApp strips photos of that, documents it hands over as they are: evidence must stay so, and no promise may be made.
"""

import hashlib

from satark.rehearsal.scenario import Rehearsal
from satark.simulator import samples

STAKE = 15
HINDI = "कागज़ जैसा भेजा वैसा ही, और कोई झूठा वादा नहीं"

PROMISES = (
    "metadata",
    "EXIF",
    "मेटाडेटा",
    "anonymous",
    "nobody can tell",
    "गुमनाम",
    "पता नहीं चलेगा",
    "लोकेशन हटा",
)


def play(on: Rehearsal) -> None:
    source = on.greeted()
    for kind in ("document", "image"):
        source.send(type="media", sample="shop-behind-shutter.jpg", kind=kind)
        source.next(kind)
    said = source.words().casefold()
    on.must(
        "nothing is promised of what a file tells",
        not any(promise.casefold() in said for promise in PROMISES),
    )
    on.a_day_passes()

    picture = samples.find("shop-behind-shutter.jpg")
    whole = hashlib.sha256(picture.path.read_bytes()).hexdigest() if picture else ""
    on.one_case("both are kept byte for byte", lambda seen: seen.files == (whole, whole))
