"""Somebody cries for help in the middle of a form, and the form goes on asking.

Whatever is asked just then: the same turn must say to call 112, and whoever reads the case must see that it is urgent.
"""

from satark.rehearsal.phone import options
from satark.rehearsal.scenario import Rehearsal

STAKE = 36
HINDI = "किसी भी सवाल पर 'बचाओ'"

CRIES = ("bachao, maar rahe hain", "खून बह रहा है", "he is beating her", "گولی چل رہی ہے", "आग लागल बा")


def play(on: Rehearsal) -> None:
    source = on.source()
    for cry in on.chance.sample(CRIES, len(CRIES)):
        source.says(cry)
        answer = source.next(cry)
        on.must(f"{cry}: call 112 is said in the same turn", "112" in answer["text"])
        source.press(answer, options(answer)[0])
        source.next("one question on")

    on.a_day_passes()

    on.one_case("the case is marked as going on now", lambda seen: seen.urgent)
    source.says(CRIES[0])
    on.must("after filing too", "112" in source.next("after filing")["text"])
