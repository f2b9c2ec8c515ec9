"""Somebody writes STOP and is written to all the same; or finds no way back.

WhatsApp's own rules ask for both. Whoever is not heeded blocks the number, and its rating falls.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 25
HINDI = "STOP और START"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    stop, start = on.chance.choice([("STOP", "START"), ("बंद करो", "चालू करो"), ("band karo", "chalu karo")])

    source.says(stop)
    source.next("stop")
    shown = len(source.screen())
    on.stage.desk.answer("पहला जवाब")
    on.stage.settle()
    on.never(f"after {stop} nothing comes unasked", lambda: len(source.screen()) > shown)

    source.says(start)
    source.next("start")
    shown = len(source.screen())
    on.stage.desk.answer("दूसरा जवाब")
    on.must(f"after {start} notices come again", lambda: len(source.screen()) > shown)

    source.says("हाल")
    on.must(
        "and what was said meanwhile is not lost",
        lambda: "पहला जवाब" in source.words() and "दूसरा जवाब" in source.words(),
    )
