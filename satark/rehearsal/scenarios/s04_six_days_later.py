"""A webhook that WhatsApp counts as undelivered comes again six days later, long after it was worked on.

Meta repeats for seven days; a memory of one day for message ids is not enough.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 4
HINDI = "वही बात छह दिन बाद फिर पहुँचे"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    words = source.says("पुल के पास जुआ होता है")
    source.next("words")
    on.stage.settle()
    webhook = next(each["body"] for each in on.stage.journal("webhook") if words in each["body"])
    on.a_day_passes()

    on.stage.let_pass(days=5)
    source.says("नमस्ते")
    source.next("greeting")
    on.must("the same webhook is taken, so that WhatsApp stops", on.stage.post(raw=webhook) == [200])
    on.never("nobody is answered for it", lambda: source.glance(0) is not None)
    on.a_day_passes()

    on.one_case("the words are in one case, once", lambda seen: seen.words.count("जुआ") == 1)
