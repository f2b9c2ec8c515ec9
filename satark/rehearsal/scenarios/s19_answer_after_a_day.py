"""An officer answers on the next day, and WhatsApp refuses the answer: the person's last message is older than 24 hours.

131047, the commonest failure of help desks on WhatsApp. Only a fixed, approved notice may go then.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 19
HINDI = "जवाब एक दिन बाद"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    on.stage.settle()
    on.stage.let_pass(hours=25)
    shown, refused = len(source.screen()), on.stage.ledger()["refused"]

    on.stage.desk.answer(ANSWER)
    on.must("after 24 hours a notice still comes", lambda: len(source.screen()) > shown)
    on.must("it does not hold the answer", ANSWER not in source.words())
    on.must("nothing had to be refused", on.stage.ledger()["refused"] == refused)

    source.says("हाल")
    on.must("the answer is given when the person writes", lambda: ANSWER in source.words())
