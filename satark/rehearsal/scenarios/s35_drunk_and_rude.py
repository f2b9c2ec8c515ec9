"""Who swears or is drunk is scolded and cut off, and the tip that follows is lost.

People swear at the police because they are angry or afraid, and are right about the trucks all the same.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 35
HINDI = "नशे में, गुस्से में"

RANTS = ("तुम सब साले चोर हो", "arrrre bhaiii main piya hua hu hahaha", "kuchh nahi karte ho tum log haramkhor")
BLAME = ("चेतावनी", "अपराध", "गाली", "अभद्र", "warn", "abus", "offence", "block", "punish")


def play(on: Rehearsal) -> None:
    source = on.greeted()

    for rant in RANTS:
        source.says(rant)
        answer = source.next("rant")["text"].lower()
        on.must("who is angry or drunk is answered without blame", not any(word in answer for word in BLAME))
    source.says("ghat pe raat ko truck khada rehta hai, bina number ka")
    source.next("tip")

    on.a_day_passes()

    on.one_case("the tip among the rest is kept", lambda seen: "bina number ka" in seen.words)
