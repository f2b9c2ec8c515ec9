"""Somebody takes a username in the middle of a talk; from then on no number comes, and the desk knows nobody.

Since 2026 `from` and `wa_id` are left out for whoever shows none; what goes by the number alone breaks.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "बीच में यूज़रनेम रख लिया, नंबर आना बंद"


def play(on: Rehearsal) -> None:
    source = on.greeted("number")
    source.says("रात को ट्रक निकलते हैं")
    source.next("words")
    people = on.stage.desk.people()

    source.change(username="ghat.prahari_01", hide_number=True)
    source.says("और सुबह भी निकलते हैं")
    on.must("who shows no number any more is answered", lambda: source.glance(0.1) is not None)
    source.says("पुल के पास", identity="in_from")
    on.must("also where the user id stands in place of the number", lambda: source.glance(0.1) is not None)
    on.must("nobody new has come", on.stage.desk.people() == people)
    on.a_day_passes()

    on.one_case(
        "all of it is one case",
        lambda seen: all(words in seen.words for words in ("रात को ट्रक", "सुबह भी", "पुल के पास")),
    )
