"""The desk has taken a message, but its answer does not reach WhatsApp: the line broke. The message comes again.

The ordinary reason for repeats: nobody did anything wrong.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 4
HINDI = "हमने ले लिया, पर WhatsApp ने सुना नहीं"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(unheard=3):
        source.says("रात को ट्रक निकलते हैं")
        source.photo()
        on.must(
            "it is brought again until the answer is heard", lambda: not on.stage.ledger()["webhooks_waiting"]
        )
    on.a_day_passes()

    on.one_case(
        "the words are in the case once, and so is the photo",
        lambda seen: seen.words.count("ट्रक निकलते") == 1 and len(seen.files) == 1,
    )
