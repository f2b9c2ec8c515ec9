"""A sender has three open cases; what they answer about one is written into another.

Desks keep "the" conversation of a number: the officer of the first case asks, and the answer lands in the newest.
"""

from satark.rehearsal.phone import Phone, options, said
from satark.rehearsal.scenario import Rehearsal

STAKE = 37
HINDI = "एक ही आदमी के तीन मामले"

TOLD = (
    "यहाँ रोज रात ट्रक से बालू जाता है",
    "हमारे मोहल्ले में सट्टा खेला जाता है",
    "चौराहे के पीछे कच्ची शराब बिकती है",
)
QUESTION = "किस रंग का था?"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    for each in TOLD:
        _begin_new(source)
        source.says(each)
        source.next("told")
        on.a_day_passes()
    on.must("three matters are three cases", lambda: len(on.stage.desk.cases()) == len(TOLD))

    source.says("हाल")
    source.next("no news yet")
    on.stage.desk.answer(QUESTION)
    source.says("हाल")
    source.until("question", lambda message: QUESTION in said(message))
    source.says("लाल रंग का था")
    source.next("answer")

    on.must("the answer is in the case that asked", lambda: "लाल रंग" in on.stage.desk.cases()[0].words)
    on.must("and in no other", not any("लाल रंग" in other.words for other in on.stage.desk.cases()[1:]))


def _begin_new(source: Phone) -> None:
    source.says("Hi")
    asked = source.next("Hi")
    if any(each["id"] == "again:new" for each in options(asked)):
        source.chooses(asked, "again:new")
        source.next("new")
