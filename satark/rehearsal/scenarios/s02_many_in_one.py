"""One webhook brings many entries, changes and messages, of several people to two numbers; only the first is read.

Zammad, Chatwoot and the examples of Meta itself have taken the first element of each list.
"""

from satark.rehearsal.scenario import Rehearsal

STAKE = 2
HINDI = "एक ही वेबहुक में कई लोगों की कई बातें"


def play(on: Rehearsal) -> None:
    numbers = [on.stage.number(at)["phone_number_id"] for at in (0, 1)]
    first, second, third = (on.greeted(home=numbers[at]) for at in (0, 1, 0))
    said = [
        {"phone": source.shown["id"], "type": "text", "text": f"{mark} वाली बात {part}"}
        for part in range(1, 5)
        for source, mark in ((first, "ईंट"), (second, "रेत"), (third, "लोहा"))
    ]

    on.stage.batch(first, said)
    on.a_day_passes()

    def told() -> list[tuple[int, ...]]:
        words = [seen.words for seen in on.stage.desk.cases()]
        return sorted(tuple(each.count(f"{mark} वाली") for mark in ("ईंट", "रेत", "लोहा")) for each in words)

    on.must(
        "each of the three has one case with all four of their messages and nothing of the others",
        lambda: told() == [(0, 0, 4), (0, 4, 0), (4, 0, 0)],
    )
    on.must("the order is kept", all(_in_order(seen.words) for seen in on.stage.desk.cases()))


def _in_order(words: str) -> bool:
    places = [words.find(f"बात {part}") for part in range(1, 5)]
    return places == sorted(places) and places[0] >= 0
