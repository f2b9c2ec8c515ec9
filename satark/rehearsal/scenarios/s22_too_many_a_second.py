"""WhatsApp says that too much is sent at once (130429), and the replies of that minute are lost.

Tried three times without a pause and given up: the usual loop. Riot night is when it happens.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 22
HINDI = "एक साथ बहुत संदेश"


def play(on: Rehearsal) -> None:
    people = [on.greeted() for _ in range(3)]

    with on.faulty(fail_code=130429, fail_code_count=15):
        for source in people:
            source.says("घाट पर रात में ट्रक आते हैं")
        on.time_passes(minutes=20, times=6)
    on.time_passes(minutes=60, times=4)
    on.must("everybody is answered when it is over", lambda: all(source.answered() for source in people))

    on.a_day_passes()
    told = [seen.words.count("घाट पर रात") for seen in on.stage.desk.cases()]
    on.must("and what each of them told is kept, once", told == [1, 1, 1])
