"""`read` comes before `delivered` and `sent`, and the direction that was read counts as merely sent.

WhatsApp promises no order of statuses; whoever lets the last one win goes backwards.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 6
HINDI = "टिक उल्टे क्रम में आएँ"


def play(on: Rehearsal) -> None:
    station = on.stage.phone_called("sho-balua")
    on.greeted().says("घाट पर रात में ट्रक आते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)
    station.says("नमस्ते")
    station.next("greeting")
    with on.faulty(missing_statuses=True):
        direction = on.stage.desk.direct("घाट पर जाँच करें।")
        shown = station.next("direction")
        on.stage.settle()

    for status in ("read", "delivered", "sent", "delivered"):
        told = on.stage.status(station, shown, status)
        on.must(f"the status {status} is taken", on.stage.post(told) == [200])
        on.must("what was read stays read", lambda: on.stage.desk.delivery(direction).rank == 3)
    on.stage.settle()
    on.never("it does not go back", lambda: on.stage.desk.delivery(direction).rank < 3)
