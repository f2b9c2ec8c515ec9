"""A voice note cannot be listened to at the desk: wrong type, no parts, or converted until nothing is left of it.

They are Opus in OGG; players ask for parts, and some play nothing without.
"""

from satark.rehearsal.scenario import Rehearsal
from satark.simulator import samples

STAKE = 16
HINDI = "वॉइस नोट कंसोल पर बजता है"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.send(type="media", sample="voice-note.ogg")
    source.next("voice note")
    on.a_day_passes()
    on.one_case("the voice note is in the case", lambda seen: len(seen.files) == 1)

    spoken = samples.find("voice-note.ogg")
    sound = spoken.path.read_bytes() if spoken else b""
    whole, part = on.stage.desk.opens("reader"), on.stage.desk.opens("reader", part="bytes=100-199")
    on.must("it is whole, and of a type that browsers play", whole.body == sound)
    on.must("the type is that of its bytes", whole.headers["content-type"].partition(";")[0] == "audio/ogg")
    on.must("a player gets the part that it asks for", part.status == 206 and part.body == sound[100:200])
    on.must("and hears how much there is", part.headers.get("content-range") == f"bytes 100-199/{len(sound)}")
