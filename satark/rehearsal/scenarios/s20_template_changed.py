"""Somebody edits a template at WhatsApp, its words no longer fit what fills them, and every notice is refused.

132000: sent with the wrong number of words. Taken for a fault of one message, it is seen weeks later.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 20
HINDI = "टेम्पलेट बदल गया"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    on.stage.settle()
    on.stage.let_pass(hours=25)
    shown = len(source.screen())

    with on.faulty(fail_code=132000, fail_code_count=1):
        on.stage.desk.answer(ANSWER)
        on.must(
            "who can act sees that a template is not taken",
            lambda: any(code.startswith("template") for code in on.stage.desk.alarms()),
        )
    on.time_passes(minutes=45, times=4)
    on.must("when it is put right the notice comes by itself", lambda: len(source.screen()) > shown)
    source.says("हाल")
    on.must("and the answer when the person writes", lambda: ANSWER in source.words())
