"""Who says hi in the middle of telling is asked to begin again, and what was told is gone.

Menu bots take every greeting for a beginning. People greet when an hour has passed, or because a poster told them to.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 27
HINDI = "बीच में नमस्ते"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    asked = on.led_to(source, source.received[-1], "now")
    source.says("घाट से बालू जाता है")
    source.next("words")

    for greeting in on.chance.sample(["Hi", "नमस्ते", "Hello", "namaste"], 2):
        source.says(greeting)
        again = source.next(greeting)
        on.must(f"{greeting}: the open question is put again", step_of(again) == step_of(asked))
    source.chooses(again, "now:yes")
    source.next("now")
    source.says("ट्रक बिना नंबर के हैं")
    source.next("more")

    on.a_day_passes()

    on.one_case(
        "what was told before and after the greeting is in one case",
        lambda seen: "बालू जाता है" in seen.words and "बिना नंबर" in seen.words,
    )
