"""What is made is made again from the same seed, and holds what it should."""

from __future__ import annotations

import json
from collections import Counter

from bench.fuzz import contents
from bench.fuzz.people import NAMINGS, SIGNS, person, wamid
from bench.fuzz.posting import Plan
from bench.fuzz.run import signs_in

PLAN = Plan(3_000, seed=7, now=1_790_000_000)


def test_the_same_seed_and_number_make_the_same_webhook() -> None:
    again = Plan(3_000, seed=7, now=1_790_000_000)

    assert [PLAN.webhook(number) for number in range(50)] == [again.webhook(number) for number in range(50)]


def test_every_sort_and_every_kind_of_message_comes() -> None:
    made = [PLAN.webhook(number) for number in range(PLAN.webhooks)]

    kinds = Counter(kind for each in made if each.sort == "well-formed" for kind in _kinds(each.body))

    assert {each.sort for each in made} == {"well-formed", "bent", "broken", "overgrown"}
    spoken = {"text", "interactive", "location", "image", "document", "audio"}
    assert kinds.keys() >= spoken | (contents.OTHER.keys() - {"quick_reply", "form", "hollow", "future"})


def test_a_well_formed_webhook_promises_something_of_what_it_holds() -> None:
    for number in range(300):
        made = PLAN.webhook(number)
        for promise in made.promises:
            assert promise.wamid in made.body.decode().replace("\\/", "/")


def test_whatever_names_a_person_is_found_in_a_log() -> None:
    for index in range(len(NAMINGS)):
        who = person(index)
        told = [who.as_sender(), who.as_contact(), who.as_recipient(), wamid(who, 1, 2)]

        assert all(signs_in(json.dumps(each).encode()) for each in told)
    assert len(SIGNS) == 5


def _kinds(body: bytes) -> list[str]:
    entries = json.loads(body)["entry"]
    values = [change["value"] for entry in entries for change in entry["changes"]]
    return [message["type"] for value in values for message in value.get("messages", []) if "type" in message]
