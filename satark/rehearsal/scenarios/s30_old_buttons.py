"""A row is pressed twice, and a button of an earlier question is pressed later: the press answers whatever is asked now.

WhatsApp leaves every button in the chat for ever, and a slow line makes people press again. A desk that reads only "Yes"
takes it for the answer to the question that happens to be open.
"""

from satark.rehearsal.phone import step_of
from satark.rehearsal.scenario import Rehearsal

STAKE = 30
HINDI = "पुराना बटन, दो बार दबाना"


def play(on: Rehearsal) -> None:
    source = on.source()
    source.says("Hi")
    topics = on.led_to(source, source.next("Hi"), "category")
    source.chooses(topics, "category:mining_overloading")
    first = source.next("topic")
    source.chooses(topics, "category:mining_overloading")
    on.must("a row pressed twice answers once", step_of(source.next("topic again")) == step_of(first))

    now = on.led_to(source, first, "now")
    source.chooses(now, "now:yes")
    police = on.led_to(source, source.next("now"), "police")
    for _ in range(2):
        source.chooses(now, "now:no")
        on.must(
            "an older button does not answer the question that is open now",
            step_of(source.next("old button")) == step_of(police),
        )
    source.chooses(police, "police:yes")
    source.next("police")

    on.stage.settle()
    on.stage.let_pass(days=7)
    before = on.one_case("left alone it is passed on").words
    source.chooses(now, "now:no")
    source.next("a week later")
    on.one_case(
        "a button pressed a week later is answered and changes nothing else", lambda s: s.words == before
    )
