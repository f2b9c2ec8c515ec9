"""WhatsApp delivers the same message two and three times, and the case holds it two and three times.

Meta delivers at least once: repeats are ordinary, most of all on a bad day.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 4
HINDI = "एक ही बात दो-तीन बार पहुँचे"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(duplicate=True):
        source.says("रात को ट्रक निकलते हैं", repeat=3)
        source.next("words")
        source.photo()
        source.next("photo")
    on.never("one message has one answer", lambda: source.glance(0) is not None)

    on.a_day_passes()

    on.one_case(
        "the words are in the case once, and so is the photo",
        lambda seen: seen.words.count("ट्रक निकलते") == 1 and len(seen.files) == 1,
    )
