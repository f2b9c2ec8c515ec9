"""The first try at a message breaks off half-way; when WhatsApp brings it again it is thrown away, or worked on twice.

Chatwoot#15754: the id was noted as done before the work was, so that the second try found it done.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 4
HINDI = "पहली कोशिश बीच में टूटे, फिर दोबारा"


def play(on: Rehearsal) -> None:
    source = on.greeted()
    with on.faulty(graph_away=True):
        source.says("रात को ट्रक निकलते हैं")
        source.photo()
        on.stage.let_pass(minutes=1)
        source.says("यह तीसरी बात है")
    on.stage.let_pass(minutes=10)

    on.must("an answer comes when WhatsApp is back", lambda: source.glance(0) is not None)
    on.a_day_passes()

    on.one_case(
        "each message is in the case exactly once",
        lambda seen: (
            seen.words.count("ट्रक निकलते") == 1 and seen.words.count("तीसरी") == 1 and len(seen.files) == 1
        ),
    )
