"""Every address as every officer: the answer is what `console/rules.py` says, of every case, of every file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from satark.cases.models import Case
from satark.console import complaint_acts, rules, urls
from satark.console.access import COOKIE
from satark.console.rules import RULES, Rule, Whose
from satark.jurisdiction.queries import Viewer, who_am_i
from tests.console.ground import PEOPLE, Ground
from tools import rights as tables

OF_A_CASE: dict[Whose, tuple[str, ...]] = {
    Whose.TIP: ("sealed",),
    Whose.COMPLAINT: ("open", "incident", "order"),
    # Nobody was asked anything about any of these.
    Whose.ASKED: (),
}
BY_THEMSELVES = ("sign-out", "complaint-act")
"""The first ends the sign-in; the second is asked act by act."""


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(RULES)


def test_the_file_is_fresh() -> None:
    assert tables.DOCUMENT.read_text(encoding="utf-8") == tables.text(), "run make tables"


def test_every_act_on_a_complaint_says_whose_it_is() -> None:
    assert set(complaint_acts.ACTS) == set(rules.ACTS)


def test_who_is_not_signed_in_gets_no_page_and_no_sign_of_what_there_is(ground: Ground) -> None:
    with ground.world.database.acting_as("console"):
        client = browser("")
        for name, rule in RULES.items():
            there = {asked(client, name, rule.method, about) for about in abouts(ground, rule.whose).values()}
            absent = {asked(client, name, rule.method, uuid4())} if rule.whose in ABOUT else there

            assert there == absent == {rule.stranger}, name


@pytest.mark.parametrize("post", PEOPLE)
def test_each_address_answers_each_officer_as_its_rule_says(ground: Ground, post: str) -> None:
    with signed_in(ground, post) as (client, viewer, seen):
        for name, rule in RULES.items():
            if name in BY_THEMSELVES:
                continue
            for about, asked_for in abouts(ground, rule.whose).items():
                answer = asked(client, name, rule.method, asked_for, ground.numbers.get(about))

                assert answer == said(rule, viewer, about, seen), (name, about)


@pytest.mark.parametrize("post", PEOPLE)
def test_each_act_is_there_for_the_roles_of_its_rule_and_for_nobody_else(ground: Ground, post: str) -> None:
    with signed_in(ground, post) as (client, viewer, seen):
        held = {each.role for each in viewer.posts}
        for name, case_id in ground.cases.items():
            for act in rules.ACTS if name == "complaint" else ("note",):
                path = reverse("console:complaint-act", args=[case_id, act])
                answer = client.post(path, {"once": uuid4().hex}).status_code

                there = seen.get(case_id) in OF_A_CASE[Whose.COMPLAINT] and held & rules.ACTS[act]
                assert answer in ({302, 422} if there else {404}), (name, act)


@contextmanager
def signed_in(ground: Ground, post: str) -> Iterator[tuple[Client, Viewer, dict[UUID, str]]]:
    """The officer's browser, who he is, and the lane of each case that the database shows him."""
    with ground.world.at_console(post):
        viewer, seen = who_am_i(), dict(Case.objects.values_list("id", "lane"))
    assert viewer is not None
    with ground.world.database.acting_as("console"):
        yield browser(ground.world.secrets[post]), viewer, seen


def browser(secret: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.session.save()
    client.cookies[COOKIE] = secret
    return client


ABOUT = {*OF_A_CASE, Whose.EVIDENCE}


def abouts(ground: Ground, whose: Whose) -> dict[UUID, UUID | None]:
    """What an address may be asked about, by the case it is of; nothing of any case is one question, too."""
    if whose == Whose.EVIDENCE:
        return {ground.cases[name]: file_id for name, file_id in ground.files.items()}
    return {each: each for each in ground.cases.values()} if whose in ABOUT else {UUID(int=0): None}


def asked(client: Client, name: str, method: str, about: UUID | None, number: str | None = None) -> int:
    more = {"complaint-act": ["note"], "tip-act": ["assess"], "release": ["1"]}.get(name, [])
    path = reverse(f"console:{name}", args=[*([about] if about else []), *more])
    if method == "GET":
        return client.get(path, {"number": number or ""}).status_code
    return client.post(path, {"once": uuid4().hex, "language": "en"}).status_code


def said(rule: Rule, viewer: Viewer, about: UUID, seen: dict[UUID, str]) -> int:
    if rule.whose not in ABOUT:
        return rule.his if rules.is_for(rule.whose, viewer) else rule.others
    lane = seen.get(about)
    his = lane is not None and lane in OF_A_CASE.get(rule.whose, (lane,))
    return rule.his if his else rule.others
