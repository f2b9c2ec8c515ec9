"""A status of a broken form stands beside good messages, and the messages are lost with it.

botpress#15083: one status that could not be read, and the whole webhook was answered with an error for days.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 3
HINDI = "अच्छी बात के साथ टूटी हुई टिक"

BROKEN = [
    {"id": "wamid.of-nobody", "recipient_id": "915550000000"},
    {"id": "wamid.of-nobody", "status": ["read"], "timestamp": "yesterday", "errors": "none"},
    {"status": "failed", "errors": [{}]},
    "read",
]


def play(on: Rehearsal) -> None:
    source = on.greeted()
    for number, status in enumerate(BROKEN, 1):
        webhook = on.stage.written(source, f"ट्रक वाली बात {number}")
        webhook["entry"][0]["changes"][0]["value"]["statuses"] = [status]
        on.must(
            f"webhook {number} is taken although a status in it is broken", on.stage.post(webhook) == [200]
        )
    source.says("यह बाद की बात है")

    on.a_day_passes()

    on.one_case(
        "what stood beside the broken statuses, and what came after, is in the case once each",
        lambda seen: seen.words.count("ट्रक वाली बात") == len(BROKEN) and "बाद की" in seen.words,
    )
