"""A person's user id changes: announced in full they are torn from their talk; announced in half a stranger gets it.

A reset of the number gives a new user id; the system message has been seen without `previous_user_id`.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "नई पहचान-संख्या: वही आदमी, या कोई और?"


def play(on: Rehearsal) -> None:
    source = on.greeted("both")
    source.says("रात को ट्रक निकलते हैं")
    source.next("words")
    people = on.stage.desk.people()

    source.change(user_id=True, system="full")
    on.stage.settle()
    source.says("सुबह भी निकलते हैं")
    source.next("words under the new id")
    on.must("who was announced in full goes on with the talk", on.stage.desk.people() == people)

    source.change(user_id=True, system="bare")
    on.stage.settle()
    source.says("यहाँ किसकी बात चल रही है")
    source.next("words under a third id")
    on.must("who cannot be told from a stranger begins anew", on.stage.desk.people() == people + 1)
    on.a_day_passes()

    on.must(
        "what was said before stays together, and apart from what the stranger says",
        lambda: (
            sorted(_marks(seen.words) for seen in on.stage.desk.cases())
            == [(False, False, True), (True, True, False)]
        ),
    )


def _marks(words: str) -> tuple[bool, ...]:
    return tuple(mark in words for mark in ("रात को", "सुबह भी", "किसकी"))
