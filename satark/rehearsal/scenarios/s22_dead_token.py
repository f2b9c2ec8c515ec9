"""The access token runs out (190): nothing is sent, everything is tried again and again, and nobody knows.

Tokens die when somebody leaves the company. Hammering the API with a dead one gets the number looked at.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 22
HINDI = "टोकन खत्म"


def play(on: Rehearsal) -> None:
    people = [on.greeted() for _ in range(4)]
    newest = on.stage.journal()[-1]["n"]

    with on.faulty(dead_token=True):
        for source in people:
            source.says("घाट पर रात में ट्रक आते हैं")
        on.must("who can act sees that the access is gone", lambda: "token" in on.stage.desk.alarms())
        for _ in range(6):
            on.stage.let_pass(minutes=10)
        tried = [each for each in on.stage.journal("graph", after=newest) if each["code"] == 190]
        on.must("WhatsApp is not hammered", len(tried) < 30)

    on.stage.let_pass(hours=1)
    on.must("afterwards everybody is answered", lambda: all(source.answered() for source in people))
    on.must("and the alarm is gone", lambda: "token" not in on.stage.desk.alarms())
