"""The answer stands on the lock screen, and whoever holds the phone knows who told the police.

A preview shows the first words of every message that comes by itself. A family, an employer, a gang reads it first.
"""

from satark.rehearsal.phone import Phone
from satark.rehearsal.scenario import Rehearsal

STAKE = 26
HINDI = "लॉक स्क्रीन पर कुछ नहीं"

ANSWER = "पुलिस ने बलुआ घाट पर बालू के ट्रक पकड़े, कोड 4821"
PREVIEW = 60
TELLING = (
    *("पुलिस", "थाना", "थाने", "गुप्त", "शिकायत", "बालू", "ट्रक", "घाट", "कोड", "4821"),
    *(
        "police",
        "station",
        "confidential",
        "complaint",
        "tip",
        "code",
        "crime",
        "پولیس",
        "تھانہ",
        "شکایت",
        "راز",
    ),
)


def play(on: Rehearsal) -> None:
    for language in ("hi", "en", "ur", "bho"):
        on.stage.desk.begin()
        source = on.agreed(language=language)
        _answered(on, source, f"{language}: at once")
        source.says("हाल")
        on.stage.settle()
        on.stage.let_pass(hours=25)
        _answered(on, source, f"{language}: a day later")


def _answered(on: Rehearsal, source: Phone, when: str) -> None:
    shown = len(source.screen())
    on.stage.desk.answer(ANSWER)
    on.must(f"{when}: a notice comes", lambda: len(source.screen()) > shown)
    preview = source.screen()[-1]["text"][:PREVIEW].lower()
    on.must(f"{when}: its preview tells nothing", not any(word in preview for word in TELLING))
