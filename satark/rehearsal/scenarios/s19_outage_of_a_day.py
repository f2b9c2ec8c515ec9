"""An answer is written in time, WhatsApp is away for a day, and then it is sent in a form that is no longer allowed.

Whoever looks at the 24 hours when the answer is written, and not when it is sent, loses it after every long outage.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 19
HINDI = "जवाब समय पर, WhatsApp एक दिन बंद"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    on.stage.settle()
    shown, refused = len(source.screen()), on.stage.ledger()["refused"]

    with on.faulty(graph_away=True):
        on.stage.desk.answer(ANSWER)
        on.stage.let_pass(minutes=5)
        on.stage.let_pass(hours=26)
    on.stage.let_pass(hours=2)

    on.must("when WhatsApp is back a notice comes", lambda: len(source.screen()) > shown)
    on.must("in a form that is not refused", on.stage.ledger()["refused"] == refused)
    source.says("हाल")
    on.must("the answer is given when the person writes", lambda: ANSWER in source.words())
