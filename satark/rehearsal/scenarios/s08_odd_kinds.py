"""Stickers, contact cards, polls, reactions and view-once pictures come in the middle of a question, and break it.

Each is either an exception, or is taken for the answer to what was just asked.
"""

from satark.rehearsal.phone import Phone, step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 8
HINDI = "स्टिकर, कार्ड, पोल, रिएक्शन सवाल के बीच में"

ODD = [
    {"type": "sticker"},
    {"type": "contact"},
    {"type": "order"},
    *({"type": "unsupported", "kind": kind} for kind in ("media_placeholder", "poll_creation", "gif")),
]


def play(on: Rehearsal) -> None:
    source = on.greeted()
    source.says("रात को ट्रक निकलते हैं")
    asked = source.next("words")

    for odd in ODD:
        source.send(**odd)
        on.must(f"it is answered: {' '.join(odd.values())}", lambda: source.glance(0.1) is not None)
        on.must("nothing else is asked", step_of(source.received[-1]) in ("", step_of(asked)))
    _does_not_speak(source, asked["wamid"])
    on.never("what says nothing is not answered", lambda: source.glance(0) is not None)

    source.says("पुल के पास")
    source.next("words")
    on.a_day_passes()
    on.one_case(
        "the case holds the two things said and nothing else",
        lambda seen: seen.words.split("\n") == ["रात को ट्रक निकलते हैं", "पुल के पास"] and not seen.files,
    )


def _does_not_speak(source: Phone, message: str) -> None:
    source.send(type="reaction", message=message, emoji="👍")
    source.send(type="reaction", message=message)
    source.send(type="unsupported", kind="poll_update")
    source.send(type="unsupported", kind="pin")
    source.send(type="call_permission", accept=True)
    source.send(type="revoke")
    source.send(type="system")
