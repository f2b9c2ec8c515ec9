"""Somebody changes the number, and the desk takes them for a stranger: the talk begins anew, the answer goes nowhere.

WhatsApp says so in a system message, with the user id that was, without it, or not at all.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "वही आदमी, नया नंबर"


def play(on: Rehearsal) -> None:
    source = on.greeted("number")
    source.says("रात को ट्रक निकलते हैं")
    source.next("words")
    people = on.stage.desk.people()

    source.change(number=True, system="full")
    on.stage.settle()
    source.says("और सुबह भी निकलते हैं")
    source.next("words from the new number")
    on.must("nobody new has come", on.stage.desk.people() == people)
    on.a_day_passes()

    on.one_case(
        "what was said from both numbers is one case",
        lambda seen: "रात को ट्रक" in seen.words and "सुबह भी" in seen.words,
    )
