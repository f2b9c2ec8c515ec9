"""WhatsApp says of one message both that it was delivered and that it failed; the failure hides the delivery.

Seen with several devices: one of them could not be reached, the others were.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 6
HINDI = "पहुँचा भी, नहीं पहुँचा भी"


def play(on: Rehearsal) -> None:
    station = on.stage.phone_called("sho-balua")
    on.greeted().says("घाट पर रात में ट्रक आते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)
    station.says("नमस्ते")
    station.next("greeting")
    shown = len(station.screen())

    faults = {"contradictory_statuses": True, "early_statuses": True, "foreign_statuses": True}
    with on.faulty(**faults), station.changed(receipts=False):
        direction = on.stage.desk.direct("घाट पर जाँच करें।")
        on.must("the direction is on the phone", lambda: len(station.screen()) == shown + 1)
        on.must("it counts as delivered", lambda: on.stage.desk.delivery(direction).rank >= 2)
        on.stage.settle()

    on.never("it does not count as failed", lambda: on.stage.desk.delivery(direction).failed)
    on.must("and it is not sent a second time", len(station.screen()) == shown + 1)
