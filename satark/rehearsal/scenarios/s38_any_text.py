"""A text is cut, refused or mangled: longer than 4,096 characters, emoji alone, right-to-left mixed in, signs of no width.

Columns of fixed width, echoes of what was written, and cleaning that takes the joiners out of Hindi.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 38
HINDI = "लंबा, उल्टा, अदृश्य: कोई भी पाठ"

LONG = "रोज रात को नदी के किनारे से ट्रक भरकर जाते हैं " * 120 + "यही आखिरी बात है"
MIXED = "گاڑی نمبर UP 65 \u200fوالی\u200e घाट पर ہے"
JOINED = "क्\u200dष और र\u094d\u200cय, नि\u200bशान"
MARKED = "cafe\u0301 फ\u093c़ाइल ज़\u0301"
EMOJI = "😂👍🏽👩\u200d👩\u200d👧"


def play(on: Rehearsal) -> None:
    source = on.greeted()

    for text in (MIXED, JOINED, MARKED, EMOJI, LONG):
        source.says(text)
        source.next(f"{len(text)} characters")
    on.held.append("each is answered")

    on.a_day_passes()

    on.one_case(
        "each is kept whole, sign by sign",
        lambda seen: all(text in seen.words for text in (MIXED, JOINED, MARKED, LONG)),
    )
