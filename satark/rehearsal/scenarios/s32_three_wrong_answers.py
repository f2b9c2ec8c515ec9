"""Who answers beside the question is asked it for ever.

"Please answer Yes or No", again and again, until the person gives up: the commonest complaint about menu bots.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 32
HINDI = "तीन बार समझ न आए"

ANSWERS = ("kabhi kabhi", "अरे वही सफेद वाला ट्रक", "क्या बोलूँ, सब जानते हैं")
A_BREATH = 30
"""Seconds after which another message is another reply."""


def play(on: Rehearsal) -> None:
    source = on.greeted()
    asked = on.led_to(source, source.received[-1], "now")

    for words in ANSWERS:
        source.says(words)
        asked = source.next(words)
        on.stage.let_pass(seconds=A_BREATH)
    on.must("after the third reply that was not understood the talk goes on", step_of(asked) != "now")

    on.a_day_passes()

    on.one_case("what was said instead is kept", lambda seen: all(words in seen.words for words in ANSWERS))
