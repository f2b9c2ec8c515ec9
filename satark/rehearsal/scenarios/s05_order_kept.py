"""Ten messages written in one second, and their order is lost between the workers.

WhatsApp's time has no fractions of a second: sorting by it shuffles what somebody wrote in one breath.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 5
HINDI = "एक साँस में दस बातें, क्रम वही रहे"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.says("रात को ट्रक निकलते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)

    at = on.stage.now().timestamp()
    said = [f"गाड़ी का नंबर {number} है" for number in on.chance.sample(range(100, 999), 10)]
    on.stage.batch(source, [{"type": "text", "text": text, "at": at} for text in said])

    seen = on.one_case(
        "everything written in that second is added to the case once",
        lambda seen: all(seen.words.count(text) == 1 for text in said),
    )
    places = [seen.words.index(text) for text in said]
    on.must("and in the order in which it was written", places == sorted(places))
