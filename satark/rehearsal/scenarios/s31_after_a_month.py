"""Somebody stops half-way, and greets again after a month: the first half is lost, or the second becomes a case of its own.

Sessions of menu bots end after minutes and take what was said with them.
"""

from satark.rehearsal.phone import options
from satark.rehearsal.scenario import Rehearsal

STAKE = 31
HINDI = "बीच में छोड़ा, महीने बाद लौटे"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.says("यहाँ रोज रात ट्रक से बालू जाता है")
    source.next("words")

    on.stage.settle()
    on.stage.let_pass(hours=23)
    on.stage.settle()
    on.stage.let_pass(hours=2)
    on.one_case("a day later what was told is with the cell, as promised", lambda seen: "बालू" in seen.words)

    on.stage.let_pass(days=30)
    source.says(on.chance.choice(["नमस्ते", "Hi", "Hello"]))
    asked = source.next("after a month")
    if any(each["id"] == "again:add" for each in options(asked)):
        source.chooses(asked, "again:add")
        source.next("add")
    source.says("अब ट्रक दूसरे रास्ते से जाते हैं")
    source.next("more")

    on.one_case(
        "what is added after a month goes to the case of before",
        lambda seen: "बालू" in seen.words and "दूसरे रास्ते" in seen.words,
    )
