"""The two tips that the story tells: one about trucks at a ghat, one about a policeman."""

from __future__ import annotations

from tests.story.phones import Phone, code_in

GHAT = "हर रात बालू के ट्रक निकलते हैं, पाँच-छह"
SAND = "Sand trucks pass Balua ghat every night"


def about_the_ghat(source: Phone) -> str:
    """In Hindi, with a photo, words before any question, a voice note and a pin. Returns the source's code."""
    source.says("Hi")
    source.picks("language:hi")
    source.sends_a_photo("कल रात")
    source.says(GHAT)
    source.records_a_voice_note()
    source.presses("category:mining_overloading")
    source.presses("place:pin")
    source.shares_a_pin("balua-ghat")
    source.presses("place:chn-balua")
    source.presses("police:no")
    code = code_in(source.presses("confirm:send"))
    source.presses("push:yes")
    return code


def about_a_policeman(source: Phone) -> None:
    """In English; the source does not want to be written to."""
    source.says("Hi")
    source.picks("language:en")
    source.says(SAND)
    source.presses("category:mining_overloading")
    source.presses("place:chn-balua")
    source.presses("evidence:nothing")
    source.presses("police:yes")
    source.says("The chowki in-charge counts the trucks")
    source.presses("confirm:send")
    source.presses("push:no")
