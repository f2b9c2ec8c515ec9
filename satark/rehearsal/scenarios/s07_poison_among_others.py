"""One webhook brings a message that cannot be read, and those of three other people after it; all four are lost.

Whoever answers 500 gets the whole webhook again, for seven days, and fails at the same place each time.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 7
HINDI = "ज़हरीले संदेश के साथ आई दूसरों की बात"


def play(on: Rehearsal) -> None:
    sick, *others = (on.greeted() for _ in range(4))
    poison = {"type": "raw", "message": {"type": "video", "video": [None]}}
    said = [
        {"phone": source.shown["id"], "type": "text", "text": f"बात {number}: रात को ट्रक"}
        for number, source in enumerate(others, 1)
    ]
    shown = [len(source.screen()) for source in others]
    on.stage.batch(sick, [poison, *said])

    on.must(
        "each of the three is answered",
        lambda: all(len(source.screen()) > count for source, count in zip(others, shown, strict=True)),
    )
    on.a_day_passes()
    on.must(
        "what each of the three said is a case",
        lambda: (
            sorted(seen.words for seen in on.stage.desk.cases())
            == [f"बात {number}: रात को ट्रक" for number in (1, 2, 3)]
        ),
    )
