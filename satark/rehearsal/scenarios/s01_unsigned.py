"""A webhook without a signature, or with a wrong one, is believed.

Chatwoot took unsigned webhooks until April 2026; anybody who knows the address could write as anybody.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 1
HINDI = "बिना दस्तखत का वेबहुक"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    forged = on.stage.written(source, "जाली बात, मैंने नहीं लिखी")

    on.must("a webhook without a signature is refused", on.stage.post(forged, sign="none")[0] in (401, 403))
    on.must(
        "a webhook with a wrong signature is refused", on.stage.post(forged, sign="wrong")[0] in (401, 403)
    )
    on.must("the same webhook, signed, is taken", on.stage.post(forged, sign="right") == [200])

    source.says("असली बात: घाट पर ट्रक")
    on.a_day_passes()

    on.one_case(
        "what was signed is kept once, what was forged left nothing",
        lambda seen: seen.words.count("जाली बात") == 1 and "असली बात" in seen.words,
    )
