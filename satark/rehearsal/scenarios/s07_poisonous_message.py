"""One message that cannot be read stops the channel, and nobody behind it is heard any more.

Zammad#5439: a view-once picture came as an unknown type; every retry of the webhook failed at the same place.
"""

from satark.rehearsal.phone import Phone
from satark.rehearsal.scenario import Rehearsal

STAKE = 7
HINDI = "एक ज़हरीला संदेश, पीछे सबकी आवाज़ बंद"

POISON = [
    {"type": "hologram", "hologram": {"id": "1", "depth": 3}},
    {"type": "image", "image": {"sha256": "?", "url": 7}},
    {"type": "text", "text": {"body": {"text": "Hi"}}},
    {"type": "text", "text": None},
    {"type": "interactive", "interactive": {"type": "list_reply"}},
    {"type": "location", "location": {"latitude": "north"}},
    {"type": "contacts", "contacts": [None]},
    {"type": None},
]


def play(on: Rehearsal) -> None:
    sick, next_one = on.greeted(), on.greeted()
    sick.send(type="unsupported", kind="media_placeholder")
    for message in on.chance.sample(POISON, len(POISON)):
        sick.send(type="raw", message=message)
    sick.says("यह मेरी असली बात है")
    next_one.says("यह दूसरे की बात है")

    on.must("the next person is answered", lambda: _answered(next_one))
    on.must("nothing has to be brought a second time", lambda: on.stage.ledger()["webhooks_waiting"] == 0)
    on.a_day_passes()
    on.must(
        "what the same person says next is heard, and what the next person says",
        lambda: (
            sorted(("असली" in seen.words, "दूसरे" in seen.words) for seen in on.stage.desk.cases())
            == [(False, True), (True, False)]
        ),
    )


def _answered(phone: Phone) -> bool:
    return phone.glance(0.2) is not None
