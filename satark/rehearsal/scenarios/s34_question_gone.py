"""The questions are changed while somebody is in the middle: a button of one that is gone answers another.

After every release of a flow people hold messages of the old one. Their ids mean nothing any more, or something else.
"""

from typing import Any

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 34
HINDI = "बात के बीच सवाल बदल गए"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    asked = on.led_to(source, source.received[-1], "now")

    for gone in ("reward:yes", "now:perhaps", "who:"):
        source.send(type="raw", message=_pressed(gone))
        on.must(
            f"a button that is no more ({gone}) is answered with the question that is open",
            step_of(source.next(gone)) == step_of(asked),
        )
    source.chooses(asked, "now:no")
    source.next("now")
    source.says("घाट से बालू जाता है")
    source.next("words")

    on.a_day_passes()

    on.one_case("the case has what was told", lambda seen: "बालू" in seen.words)


def _pressed(button: str) -> dict[str, Any]:
    reply = {"id": button, "title": "Yes"}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}
