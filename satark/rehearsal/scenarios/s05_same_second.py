"""Somebody new sends two messages in the same second, two webhooks bring them at once, and two talks begin.

With several workers and "find or create" without a lock, the second talk overwrites the first.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 5
HINDI = "एक ही सेकंड में दो बातें, दो रास्तों से"


def play(on: Rehearsal) -> None:
    source = on.source()
    said = [f"{mark} ट्रक रात में निकलते हैं" for mark in ("पीले", "नीले", "लाल", "हरे")]
    with on.faulty(slow_ms=300, reorder=True, silence=True):
        at = on.stage.now().timestamp()
        for text in said:
            source.says(text, at=at)
        on.stage.let_pass(seconds=5)
        on.stage.faults(silence=False)
        on.stage.settle()

    on.a_day_passes()

    on.one_case(
        "one person has one case, and everything said is in it once",
        lambda seen: all(seen.words.count(text) == 1 for text in said),
    )
