"""Somebody writes many short messages, and WhatsApp takes no more replies to this one person (131056).

One message in six seconds, after a burst. Replies sent into it are lost, and trying again at once prolongs it.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 22
HINDI = "एक ही आदमी को बहुत संदेश"


def play(on: Rehearsal) -> None:
    source = on.greeted()

    with on.faulty(pair_burst=2):
        for at in range(6):
            source.says(f"घाट पर ट्रक नंबर {at} आता है")
        on.time_passes(minutes=20, times=6)
        on.must("the newest message is answered in the end", source.answered)

    on.a_day_passes()
    on.one_case(
        "and all six are kept, once",
        lambda seen: all(seen.words.count(f"नंबर {at} ") == 1 for at in range(6)),
    )
