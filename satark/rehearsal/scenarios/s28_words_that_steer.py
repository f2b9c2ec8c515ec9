"""Help, back, status and restart are understood only as the manual spells them.

Bots know the exact English word. People write it in Hindi, in Urdu, in Latin letters and with slips of the finger; then it
ends as testimony in the case, or they are told that their answer is not valid.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 28
HINDI = "मदद, पीछे, हाल: किसी भी बोली में"

HELP = ("help", "मदद", "madat", "مدد")
BACK = ("पीछे", "piche", "پیچھے", "previuos")
STATUS = ("हाल", "haal", "stauts")
RESTART = ("शुरू", "fir se", "restrat")


def play(on: Rehearsal) -> None:
    source = on.greeted()

    for word in HELP:
        source.says(word)
        on.must(f"{word}: what can be done is told, and whom to call", "112" in source.next(word)["text"])

    path = on.led_to(source, source.received[-1], "path")
    for word in BACK:
        source.says(word)
        earlier = source.next(word)
        on.must(f"{word}: the question before is put again", step_of(earlier) == "category")
        path = on.led_to(source, earlier, "path")

    for word in (*STATUS, *RESTART):
        source.says(word)
        on.must(f"{word}: where we are is told", step_of(source.next(word)) == step_of(path))

    source.says("यहाँ रोज रात ट्रक से बालू जाता है")
    source.next("words")
    on.a_day_passes()

    on.one_case(
        "none of these words is testimony, and none wiped what was told",
        lambda seen: (
            "बालू" in seen.words and not {*HELP, *BACK, *STATUS, *RESTART} & {*seen.words.split("\n")}
        ),
    )
