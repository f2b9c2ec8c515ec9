"""Edited messages, messages forwarded many times, and those written from an advert are lost, or answer a question.

An edit comes as a message of its own, often minutes later, when something else is being asked.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 8
HINDI = "बदला हुआ, आगे बढ़ाया हुआ, विज्ञापन से आया संदेश"


def play(on: Rehearsal) -> None:
    source = on.source()
    source.send(type="referral", text="Hi")
    first = source.next("Hi from an advert")
    if step_of(first) == "language":
        source.chooses(first, "language:hi")
        source.next("language")

    wrote = source.says("रात को दो ट्रक निकलते हैं")
    asked = source.next("words")
    source.send(type="edit", message=wrote, text="रात को तीन ट्रक निकलते हैं")
    on.must("an edit is answered", lambda: source.glance(0.1) is not None)
    on.must("an edit is no answer to what is asked now", step_of(source.received[-1]) == step_of(asked))
    source.send(type="forward", text="सबको बताओ: पुल पर जुआ", often=True)
    source.next("forwarded")
    on.a_day_passes()

    on.one_case(
        "the first words, the new words and the forwarded ones are all kept",
        lambda seen: all(words in seen.words for words in ("दो ट्रक", "तीन ट्रक", "पुल पर जुआ")),
    )
