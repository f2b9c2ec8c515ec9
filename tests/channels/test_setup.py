"""The doctor: a number that is set up right has nothing wrong, and each thing that can be wrong is found and named."""

from __future__ import annotations

import asyncio
import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from satark.channels.whatsapp import setup, templates
from satark.channels.whatsapp.errors import NOT_SENT, of_code
from satark.channels.whatsapp.graph import Graph, GraphRefused
from satark.channels.whatsapp.setup import Certificate, Expected, Finding, OurNumber
from satark.channels.whatsapp.setup.checks import WEBHOOK_FIELDS
from satark.channels.whatsapp.setup.findings import BY_HAND, CHECKS

Answers = dict[str, Any]

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
CALLBACK = "https://satark.example/webhooks/whatsapp"
APP, WABA, NUMBER = "700", "900", "100"
OURS = OurNumber(NUMBER, "+91 55500 00101", WABA, ("hi", "en"))
EXPECTED = Expected((OURS,), CALLBACK, Certificate(NOW + timedelta(days=60)))
DOCS = Path(__file__).resolve().parents[2] / "docs"

TEMPLATES = [
    each.as_graph() | {"id": str(at), "status": "APPROVED"}
    for at, each in enumerate(templates.definitions(("hi", "en")))
]
RIGHT: Answers = {
    "debug_token": {
        "app_id": APP,
        "type": "SYSTEM_USER",
        "is_valid": True,
        "expires_at": 0,
        "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"],
    },
    f"{APP}/subscriptions": [
        {"object": "whatsapp_business_account", "fields": [{"name": name} for name in WEBHOOK_FIELDS]}
    ],
    f"{WABA}/subscribed_apps": [{"whatsapp_business_api_data": {"id": APP, "name": "Satark"}}],
    f"{WABA}/phone_numbers": [{"id": NUMBER}],
    f"{WABA}/message_templates": TEMPLATES,
    NUMBER: {
        "display_phone_number": "+91 5550 000101",
        "name_status": "APPROVED",
        "status": "CONNECTED",
        "quality_rating": "GREEN",
        "throughput": {"level": "STANDARD"},
        "is_on_biz_app": False,
        "is_pin_enabled": True,
        "webhook_configuration": {"application": CALLBACK},
        "health_status": {"can_send_message": "AVAILABLE"},
    },
    f"{NUMBER}/settings": {"business_agent": {"enabled": False}, "contact_book": {"status": "OFF"}},
}


class Pretend(Graph):
    """Answers from a table; what is not in it is refused."""

    def __init__(self, answers: Answers, skew: timedelta = timedelta(0)) -> None:
        self._answers = answers
        self.skew = skew

    async def own_token(self) -> Any:
        return await self.get("debug_token")

    async def get(self, path: str, **query: str) -> Any:
        answer = self._answers.get(path, GraphRefused(of_code(200)))
        if isinstance(answer, GraphRefused):
            raise answer
        return answer

    async def every(self, path: str, **query: str) -> Any:
        return await self.get(path)


def examine(
    answers: Answers = RIGHT, expected: Expected = EXPECTED, skew: timedelta = timedelta(0)
) -> list[Finding]:
    return asyncio.run(setup.examine(Pretend(answers, skew), expected, NOW))


def wrong(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings if each.mark == "wrong"]


def changed(path: str, **values: Any) -> Answers:
    answers = copy.deepcopy(RIGHT)
    answers[path] |= values
    return answers


def replaced(path: str, answer: Any) -> Answers:
    return RIGHT | {path: answer}


def without(path: str) -> Answers:
    return {key: answer for key, answer in RIGHT.items() if key != path}


def test_a_number_that_is_set_up_right_has_nothing_wrong() -> None:
    findings = examine()

    assert {each.mark for each in findings} == {"well"}
    assert {each.code for each in findings} == set(CHECKS)
    assert not any(each.stops for each in findings)


FAULTS: list[tuple[Answers, str]] = [
    (changed("debug_token", is_valid=False), "token_valid"),
    (changed("debug_token", expires_at=int(NOW.timestamp()) + 86400), "token_lasting"),
    (changed("debug_token", type="USER"), "token_system_user"),
    (changed("debug_token", scopes=["whatsapp_business_management"]), "scope_messaging"),
    (changed("debug_token", scopes=["whatsapp_business_messaging"]), "scope_management"),
    (replaced(f"{WABA}/subscribed_apps", []), "app_subscribed"),
    (
        replaced(
            f"{WABA}/subscribed_apps",
            [*RIGHT[f"{WABA}/subscribed_apps"], {"whatsapp_business_api_data": {"id": "701"}}],
        ),
        "other_apps",
    ),
    (replaced(f"{APP}/subscriptions", []), "fields_subscribed"),
    (replaced(f"{WABA}/phone_numbers", [{"id": NUMBER}, {"id": "101"}]), "number_unknown"),
    (replaced(f"{WABA}/message_templates", TEMPLATES[1:]), "templates"),
    (
        replaced(f"{WABA}/message_templates", [TEMPLATES[0] | {"status": "PAUSED"}, *TEMPLATES[1:]]),
        "templates",
    ),
    (without(f"{WABA}/phone_numbers"), "account_read"),
    (without(NUMBER), "number_there"),
    (changed(NUMBER, display_phone_number="+91 5550 000102"), "display"),
    (changed(NUMBER, status="DISCONNECTED"), "registered"),
    (changed(NUMBER, webhook_configuration={"application": "https://elsewhere.example/"}), "callback"),
    (
        changed(
            NUMBER, webhook_configuration={"application": CALLBACK, "phone_number": "https://else.example/"}
        ),
        "callback",
    ),
    (changed(NUMBER, webhook_configuration="?"), "callback"),
    (changed(NUMBER, is_on_biz_app=True), "coexistence"),
    (changed(NUMBER, quality_rating="RED"), "quality"),
    (changed(NUMBER, throughput={"level": "NOT_APPLICABLE"}), "throughput"),
    (changed(NUMBER, name_status="DECLINED"), "display_name"),
    (
        changed(
            NUMBER,
            health_status={
                "can_send_message": "BLOCKED",
                "entities": [{"entity_type": "WABA", "errors": [{"error_code": 141006}]}],
            },
        ),
        "health",
    ),
    (changed(NUMBER, is_pin_enabled=False), "pin"),
    (changed(f"{NUMBER}/settings", business_agent={"enabled": True}), "business_agent"),
    (changed(f"{NUMBER}/settings", contact_book={"status": "ON"}), "contact_book"),
]


@pytest.mark.parametrize(("answers", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_what_is_wrong_is_found_and_nothing_else(answers: Answers, code: str) -> None:
    findings = examine(answers)

    assert wrong(findings) == [code]
    assert [each.code for each in findings if each.stops] == ([code] if CHECKS[code].stops else [])


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (replace(EXPECTED, certificate=Certificate(NOW + timedelta(days=3))), "certificate"),
        (replace(EXPECTED, certificate=Certificate(None, "self-signed")), "certificate"),
        (replace(EXPECTED, callback_url=""), "callback_known"),
        (replace(EXPECTED, numbers=(replace(OURS, waba_id=""),)), "account_known"),
    ],
)
def test_what_is_wrong_on_our_side_is_found(expected: Expected, code: str) -> None:
    assert wrong(examine(expected=expected)) == [code]


def test_a_clock_that_is_off_is_found() -> None:
    assert wrong(examine(skew=timedelta(minutes=-2))) == ["clock"]


def test_every_check_is_proved_by_a_fault() -> None:
    proved = {code for _, code in FAULTS} | {"certificate", "callback_known", "account_known", "clock"}

    assert proved | {"whatsapp_answers"} == set(CHECKS)


def test_a_token_that_is_refused_is_not_taken_for_an_outage() -> None:
    refused = examine(replaced("debug_token", GraphRefused(of_code(190))))
    away = examine(replaced("debug_token", GraphRefused(NOT_SENT)))

    assert wrong(refused) == ["token_valid"]
    assert wrong(away) == ["whatsapp_answers"]


def test_what_whatsapp_does_not_tell_is_left_to_a_person_and_not_called_well() -> None:
    answers = copy.deepcopy(RIGHT)
    del answers[f"{APP}/subscriptions"], answers[f"{NUMBER}/settings"], answers[NUMBER]["is_pin_enabled"]

    findings = examine(answers)

    assert wrong(findings) == []
    assert {each.code for each in findings if each.mark == "by_hand"} == set(BY_HAND)


def test_no_finding_tells_the_token_or_the_ids_of_the_account() -> None:
    told = " ".join(each.words for answers, _ in FAULTS for each in examine(answers))

    assert not [each for each in (APP, WABA, "elsewhere.example") if each in told.split()]
    assert "{" not in told


def test_every_check_is_documented() -> None:
    documented = (DOCS / "setup.md").read_text()

    assert not [code for code in CHECKS if f"`{code}`" not in documented]
