"""A number is given to somebody else, who reads what the police answer to the person before.

Operators in India give a number away again after 90 days; WhatsApp says nothing of it, only the user id is another.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "पुराना नंबर, नया आदमी"


def play(on: Rehearsal) -> None:
    source = on.greeted("number")
    number = source.shown["number"]
    source.says("रात को ट्रक निकलते हैं")
    source.next("words")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)

    source.change(number=True, system="none")
    stranger = on.source("number")
    stranger.change(number=number, system="none")
    stranger.says("STATUS")
    stranger.next("STATUS")
    on.stage.desk.answer("आपकी बात सही निकली।")
    on.stage.settle()
    stranger.says("STATUS")
    stranger.next("STATUS again")

    on.never("nothing of the person before comes to the new one", lambda: "सही निकली" in stranger.words())
    stranger.says("यह नए आदमी की बात है")
    on.a_day_passes()
    on.must(
        "what the new one tells is a case of its own",
        lambda: sorted("नए आदमी" in seen.words for seen in on.stage.desk.cases()) == [False, True],
    )
