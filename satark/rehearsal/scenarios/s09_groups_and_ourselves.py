"""Somebody adds our number to a group, and the desk answers into it; or it answers its own messages, for ever.

With Coexistence a business also gets what it wrote itself.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 9
HINDI = "ग्रुप के संदेश और अपने ही संदेश"


def play(on: Rehearsal) -> None:
    source, people = on.source(), on.stage.desk.people()
    sends = on.stage.ledger()["accepted"]
    source.send(type="group", text="Hi")
    source.send(type="group", text="ग्रुप में सब सुनो, घाट पर ट्रक")
    on.never("a group is not answered", lambda: on.stage.ledger()["accepted"] > sends)

    echo = on.stage.written(source, "Hi")
    message = echo["entry"][0]["changes"][0]["value"]["messages"][0]
    message |= {"from": on.stage.number()["display"], "from_user_id": ""}
    on.must("our own message is taken", on.stage.post(echo) == [200])
    on.never("we do not answer ourselves", lambda: on.stage.ledger()["accepted"] > sends)
    on.a_day_passes()

    on.must("no case has come of it", not on.stage.desk.cases())
    on.must("and no talk", on.stage.desk.people() == people)
