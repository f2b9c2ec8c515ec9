"""Two districts share one webhook, and one person writes to both: the talks run into each other.

Whoever goes only by the sender answers from the wrong number, and shows one district what was told to the other.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 10
HINDI = "दो ज़िलों के नंबर, एक वेबहुक, एक ही आदमी"


def play(on: Rehearsal) -> None:
    here, there = on.stage.number(0)["phone_number_id"], on.stage.number(1)["phone_number_id"]
    source = on.source()
    for number in (here, there):
        source.says("Hi", to=number)
        first = source.next("Hi")
        on.must("the number that was written to answers", first["phone_number_id"] == number)
        if step_of(first) == "language":
            source.chooses(first, "language:hi")
            source.next("language")

    said = [(here, "चंदौली वाली बात एक"), (there, "बरेली वाली बात एक"), (here, "चंदौली वाली बात दो")]
    on.stage.batch(source, [{"type": "text", "text": text, "to": number} for number, text in said])
    on.a_day_passes()

    on.must(
        "each district has what was told to its number, and nothing of the other",
        lambda: (
            sorted((s.words.count("चंदौली"), s.words.count("बरेली")) for s in on.stage.desk.cases())
            == [(0, 1), (2, 0)]
        ),
    )
