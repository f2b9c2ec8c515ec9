"""WhatsApp tells that a template is paused, in a webhook that nobody reads; the next person finds out.

Desks subscribe to `messages` alone. The news of templates comes hours before the first refusal.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 20
HINDI = "टेम्पलेट की खबर"

PAUSED = {
    "event": "PAUSED",
    "message_template_id": 1,
    "message_template_name": "notice",
    "message_template_language": "hi",
    "reason": "NONE",
}


def play(on: Rehearsal) -> None:
    source = on.greeted()

    on.stage.account("message_template_status_update", PAUSED)

    on.must(
        "who can act is told before anybody is missed",
        lambda: any(code.startswith("template") for code in on.stage.desk.alarms()),
    )
    source.says("यहाँ रोज रात ट्रक से बालू जाता है")
    source.next("words")
    on.a_day_passes()
    on.one_case("and the talk goes on meanwhile", lambda seen: "बालू" in seen.words)
