"""Somebody blocks the number for a while, and what was said to them meanwhile is gone.

WhatsApp accepts the message and never delivers it: no error tells.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 23
HINDI = "उन्होंने हमें ब्लॉक किया"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    source.change(blocks=on.stage.number()["phone_number_id"])
    on.stage.desk.answer(ANSWER)
    on.stage.settle()
    on.never("who has blocked us sees nothing", lambda: ANSWER in source.words())

    source.change(blocks="")
    source.says("हाल")

    on.must("when they write again they are given what they missed", lambda: ANSWER in source.words())
