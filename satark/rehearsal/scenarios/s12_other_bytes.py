"""The bytes that come are not those that the message announced, and are shown as what the person sent.

A message carries the SHA-256 of its file; whoever does not compare believes every machine on the way.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 12
HINDI = "जो भेजा वह नहीं, कुछ और पहुँचा"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.photo()
    source.next("photo")
    other = source.own()[-1]["media"]["id"]
    announced = {
        "id": other,
        "mime_type": "image/jpeg",
        "sha256": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }
    source.send(type="raw", message={"type": "image", "image": announced})
    on.must("the second picture is answered", lambda: source.glance(0.1) is not None)
    on.a_day_passes()
    on.one_case("of the two only the one with the right bytes is shown", lambda seen: len(seen.files) == 1)

    on.stage.let_pass(days=6, hours=1)
    on.one_case("the other is shown as lost", lambda seen: len(seen.files) == 1 and seen.lost == 1)
