"""The disk is full: what comes is acknowledged all the same, and is gone.

A 200 is a promise. Whoever cannot keep it must say 503, and WhatsApp brings it again for seven days.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 18
HINDI = "डिस्क भर गई"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(broken_media=True):
        source.photo()
        on.must("a photo is taken, still to be fetched", lambda: not on.stage.ledger()["webhooks_waiting"])
    refused = _refused(on)
    with on.stage.desk.full_disk():
        source.send(type="media", sample="voice-note.ogg")
        source.says("रात को ट्रक निकलते हैं")
        on.must(
            "what cannot be written down is not acknowledged: it waits at WhatsApp",
            lambda: _refused(on) > refused,
        )
        on.stage.let_pass(minutes=5)
        on.never("nor is it a while later", lambda: not on.stage.ledger()["webhooks_waiting"])
    on.stage.let_pass(minutes=30)
    on.must("when there is room it is taken", lambda: not on.stage.ledger()["webhooks_waiting"])
    on.a_day_passes()

    on.one_case(
        "nothing is lost: both files and the words are there once",
        lambda seen: len(seen.files) == 2 and not seen.lost and seen.words.count("ट्रक निकलते") == 1,
    )


def _refused(on: Rehearsal) -> int:
    return int(on.stage.ledger()["tallies"].get("webhooks refused", 0))
