"""Somebody has left WhatsApp, and the desk writes to them for ever; the number's rating pays for it.

131026 does not say whether they left, blocked us or have an old app. Twice in a row is enough to know.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 23
HINDI = "अब WhatsApp पर नहीं"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    source.change(gone=True)
    before = _refused(on)

    for at in range(4):
        on.stage.desk.answer(f"{ANSWER} {at}")
        on.stage.settle()
        on.stage.let_pass(minutes=30)
    on.must("whom WhatsApp does not reach is not written to again and again", _refused(on) - before <= 2)

    source.change(gone=False)
    source.says("हाल")
    on.must("when they write they are given it all", lambda: f"{ANSWER} 3" in source.words())


def _refused(on: Rehearsal) -> int:
    return int(on.stage.ledger()["refused"].get("131026", 0))
