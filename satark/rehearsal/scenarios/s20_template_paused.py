"""WhatsApp pauses the template, and all who last wrote a day ago hear nothing; nobody at the desk knows.

132015: too many people blocked or reported it. After some hours it may be sent again.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 20
HINDI = "टेम्पलेट रुका हुआ"

ANSWER = "आपकी बात सही निकली, कार्रवाई हुई।"


def play(on: Rehearsal) -> None:
    source = on.agreed()
    on.stage.settle()
    on.stage.let_pass(hours=25)
    shown = len(source.screen())

    with on.faulty(paused_templates=True):
        on.stage.desk.answer(ANSWER)
        on.must(
            "who can act sees that a template is not taken",
            lambda: any(code.startswith("template") for code in on.stage.desk.alarms()),
        )
    on.must("nothing goes in its place", len(source.screen()) == shown)

    on.stage.let_pass(hours=8)
    on.must("after the pause the notice comes by itself", lambda: len(source.screen()) > shown)
    source.says("हाल")
    on.must("and the answer when the person writes", lambda: ANSWER in source.words())
