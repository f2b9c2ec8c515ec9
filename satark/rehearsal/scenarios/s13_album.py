"""Eight pictures picked at once come as eight messages in any order: eight answers, or eight cases.

Only one of them carries the words.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 13
HINDI = "आठ फोटो एक साथ, एक ही जवाब"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    at = on.stage.now().timestamp()
    captioned = on.chance.randrange(8)
    with on.faulty(reorder=True):
        for number in range(8):
            source.photo(caption="घाट पर आठ ट्रक" if number == captioned else "", at=at)
    source.next("album")
    on.never("an album has one answer", lambda: source.glance(0) is not None)
    on.a_day_passes()

    on.one_case(
        "all eight and their words are in one case, the words once",
        lambda seen: len(seen.files) == 8 and seen.words.count("घाट पर आठ ट्रक") == 1,
    )
