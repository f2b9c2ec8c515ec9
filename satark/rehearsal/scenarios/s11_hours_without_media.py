"""WhatsApp gives no files out for a day and a half. They are fetched afterwards, each one, and none sooner is lost.

Chatwoot and others try a file once, while the webhook is handled; what fails then never comes.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 11
HINDI = "डेढ़ दिन तक कोई फ़ाइल नहीं मिलती"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(broken_media=True):
        for sample in ("trucks-at-night.jpg", "voice-note.ogg", "weighbridge-slip.pdf"):
            source.send(type="media", sample=sample)
            source.next(sample)
        on.a_day_passes()
        on.one_case(
            "the cell sees that three files are still to come, none is lost",
            lambda seen: seen.waiting == 3 and not seen.lost,
        )
        on.stage.let_pass(hours=11)
    on.stage.let_pass(hours=2)

    on.one_case(
        "all three have come", lambda seen: len(set(seen.files)) == 3 and not seen.waiting and not seen.lost
    )
