"""A webhook carries a message and a status in one change, and one of the two is passed over.

pywa#229: whichever was looked for first was the only one that was handled.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 2
HINDI = "एक ही वेबहुक में बात भी, टिक भी"


def play(on: Rehearsal) -> None:
    station = on.stage.phone_called("sho-balua")
    on.greeted().says("घाट पर रात में ट्रक आते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)
    with station.changed(receipts=False):
        station.says("नमस्ते")
        direction = on.stage.desk.direct("घाट पर जाँच करें।")
        on.must("the direction is delivered", lambda: on.stage.desk.delivery(direction).rank == 2)

    other = on.greeted()
    more = {"phone": other.shown["id"], "type": "text", "text": "पुल के नीचे जुआ होता है"}
    on.stage.batch(station, [more, {"type": "text", "text": "जय हिन्द"}], statuses=True)

    on.must("the status beside the message counts", lambda: on.stage.desk.delivery(direction).rank == 3)
    on.a_day_passes()
    on.must(
        "the message beside the status counts",
        lambda: any("जुआ" in seen.words for seen in on.stage.desk.cases()),
    )
