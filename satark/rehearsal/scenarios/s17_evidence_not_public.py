"""The files lie in a public folder: whoever has an address, or guesses one, sees what a source has sent.

A bucket left open, or a link that needs no sign-in, is the most common leak of systems of this kind.
"""

from satark.rehearsal.desk import Who
from satark.rehearsal.scenario import Rehearsal

STAKE = 17
HINDI = "सबूत किसी और को नहीं खुलता"


WHO: dict[Who, str] = {"nobody": "who has not signed in", "other cell": "an officer of another cell"}


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.photo()
    source.next("photo")
    on.a_day_passes()
    on.one_case("the photo is in the case", lambda seen: len(seen.files) == 1)

    read = on.stage.desk.opens("reader")
    on.must("who may read the case may open it", read.status == 200 and bool(read.body))
    for who, told in WHO.items():
        for part in ("", "bytes=0-99"):
            refused = on.stage.desk.opens(who, part=part)
            on.must(
                f"{told} is refused{' a part of it too' if part else ''}",
                refused.status in (302, 401, 403, 404) and read.body[:100] not in refused.body,
            )
    on.must("no copy stays in the browser or on the way", "no-store" in read.headers.get("cache-control", ""))
