"""A direction stands on the lock screen of the station's phone, where whoever sits at the desk reads the place and the matter.

The phone lies in the open; the first words of a message are shown before anybody unlocks it.
"""

from satark.rehearsal.phone import Phone, options
from satark.rehearsal.scenario import Rehearsal

STAKE = 26
HINDI = "थाने के फोन की लॉक स्क्रीन"

BRIEF = "बलुआ घाट पर बालू के ट्रक रोकें, पुलिस बल साथ रखें।"
SECOND = "पुलिस बल के साथ घाट पर दोबारा जाएँ।"
PREVIEW = 60
TELLING = ("बलुआ", "घाट", "बालू", "ट्रक", "पुलिस", "थाना", "खनन", "गुप्त")


def play(on: Rehearsal) -> None:
    station = on.stage.phone_called("sho-balua")
    on.greeted().says("घाट पर रात में ट्रक आते हैं")
    on.a_day_passes()
    on.one_case("a case has come", lambda seen: "ट्रक" in seen.words)
    station.says("नमस्ते")
    station.next("greeting")

    _directed(on, station, BRIEF, "at once")
    on.stage.settle()
    on.stage.let_pass(hours=25)
    _directed(on, station, SECOND, "a day later")
    station.press(station.screen()[-1], options(station.screen()[-1])[0])
    on.must("the direction itself comes when it is asked for", lambda: SECOND in station.words())


def _directed(on: Rehearsal, station: Phone, brief: str, when: str) -> None:
    shown = len(station.screen())
    on.stage.desk.direct(brief)
    on.must(f"{when}: something comes to the station", lambda: len(station.screen()) > shown)
    preview = station.screen()[-1]["text"][:PREVIEW]
    on.must(f"{when}: its preview tells nothing", not any(word in preview for word in TELLING))
