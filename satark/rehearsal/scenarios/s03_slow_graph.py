"""The Graph API is slow, and the desk lets WhatsApp wait for its 200 until everything is done: webhooks pile up.

Meta wants an answer within seconds; what takes longer comes again, and makes a slow hour slower.
"""

import time

from satark.rehearsal.scenario import Rehearsal

STAKE = 3
HINDI = "WhatsApp धीमा, पर रसीद तुरंत"

SLOW_MS = 3000
AT_ONCE = 2.0
"""Real seconds."""


def play(on: Rehearsal) -> None:
    source = on.greeted()
    webhooks = [on.stage.written(source, f"ट्रक वाली बात {number}") for number in (1, 2, 3)]
    source.says("यह पहली बात है")
    source.next("words")
    with on.faulty(slow_ms=SLOW_MS):
        for number, webhook in enumerate(webhooks, 1):
            began = time.monotonic()
            taken = on.stage.post(webhook)
            fast = time.monotonic() - began < AT_ONCE
            on.must(f"webhook {number} is taken at once, however slow the rest is", taken == [200] and fast)
    on.a_day_passes()

    on.one_case(
        "what was taken at once is in the case",
        lambda seen: seen.words.count("ट्रक वाली बात") == len(webhooks),
    )
