"""WhatsApp flags the number for its low quality; two weeks later it may hardly send, and everybody is surprised.

The news comes by webhook alone (`phone_number_quality_update`); who does not read that field hears of it from the people.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 22
HINDI = "नंबर की रेटिंग गिरी"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    number = on.stage.number()

    on.stage.account(
        "phone_number_quality_update",
        {"display_phone_number": number["display"], "event": "FLAGGED", "current_limit": "TIER_250"},
    )

    on.must(
        "who can act is told at once",
        lambda: any(code.startswith("number") for code in on.stage.desk.alarms()),
    )
    source.says("घाट पर रात में ट्रक आते हैं")
    on.must("and the talk goes on", lambda: source.answered())
