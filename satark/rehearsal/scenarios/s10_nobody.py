"""A message comes without any sender: no number, no user id. It is lost, or it stops those behind it.

Announced by Meta for some system messages; others have seen it for deleted accounts.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "संदेश, जिसका भेजने वाला कोई नहीं"


def play(on: Rehearsal) -> None:
    source, nobody = on.greeted(), on.source()
    aside = on.stage.desk.set_aside()

    nobody.says("मैं कोई नहीं, फिर भी बता रहा हूँ", identity="neither")
    on.must("it is taken", lambda: on.stage.ledger()["webhooks_waiting"] == 0)
    on.must("it is kept, though nobody can be answered", lambda: on.stage.desk.set_aside() == aside + 1)

    source.says("रात को ट्रक निकलते हैं")
    source.next("words")
    on.a_day_passes()
    on.one_case("the next person is heard", lambda seen: seen.words == "रात को ट्रक निकलते हैं")
