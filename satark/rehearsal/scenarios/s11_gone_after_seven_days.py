"""A file cannot be had for seven days, then WhatsApp deletes it, and nobody was told while there was still time.

And the case shows as if nothing had ever been sent.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 11
HINDI = "सात दिन बाद फ़ाइल हमेशा के लिए गई"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(broken_media=True):
        source.photo(caption="यह ट्रक देखिए")
        source.next("photo")
        on.a_day_passes()
        on.one_case("the cell sees that a file is still to come", lambda seen: seen.waiting == 1)
        on.must("nobody is alarmed while there is time", "file_expiring" not in on.stage.desk.alarms())

        on.stage.let_pass(days=5, hours=6)
        on.must(
            "somebody is told a day before it is too late", lambda: "file_expiring" in on.stage.desk.alarms()
        )
        on.stage.let_pass(days=1)

        on.one_case(
            "the cell sees that a file was lost; the words with it are there",
            lambda seen: seen.lost == 1 and not seen.waiting and "यह ट्रक देखिए" in seen.words,
        )
    on.must("the alarm is over", lambda: "file_expiring" not in on.stage.desk.alarms())
