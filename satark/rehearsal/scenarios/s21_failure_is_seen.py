"""A direction does not arrive, and the officer who sent it believes that it did.

131026 comes an hour later, as a status that nobody looks at; the station never knew.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 21
HINDI = "निर्देश पहुँचा ही नहीं"


def play(on: Rehearsal) -> None:
    station = on.stage.phone_called("sho-balua")
    on.greeted().says("घाट पर रात में ट्रक आते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)
    station.says("नमस्ते")
    station.next("greeting")

    station.change(gone=True)
    try:
        lost = on.stage.desk.direct("घाट पर जाँच करें।")
        on.must("the officer sees that it did not arrive", lambda: on.stage.desk.delivery(lost).failed)
        on.must("and the reason is kept", on.stage.desk.delivery(lost).code == "131026")
    finally:
        station.change(gone=False)

    again = on.stage.desk.direct("घाट पर जाँच करें, दूसरी बार।")
    on.must("sent once more, it arrives", lambda: on.stage.desk.delivery(again).rank >= 2)
