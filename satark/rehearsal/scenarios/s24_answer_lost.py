"""A send times out after WhatsApp has taken it; it is sent again, and the person reads everything twice.

pywa#110. The status that names the message tells that it went; only where no status comes either is doubling right.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 24
HINDI = "गया या नहीं, पता नहीं"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    shown = len(source.screen())

    with on.faulty(drop_answers=1):
        source.says("घाट पर रात में ट्रक आते हैं")
        on.must("the reply is on the phone", lambda: len(source.screen()) > shown)
        on.stage.settle()
    on.stage.let_pass(minutes=10)
    on.never("it is not sent a second time", lambda: len(source.screen()) > shown + 1)

    with on.faulty(drop_answers=1, missing_statuses=True):
        source.says("पुल के नीचे भी")
        on.must("the next reply is on the phone", lambda: len(source.screen()) > shown + 1)
        on.stage.settle()
    on.stage.let_pass(minutes=10)
    on.stage.settle()
    on.must("where nothing tells it may come twice, and no more", len(source.screen()) <= shown + 3)
