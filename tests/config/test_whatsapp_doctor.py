"""`satark whatsapp doctor` on the rehearsal WhatsApp: well when all is well, and each fault is named, stopping or not."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from satark.channels.whatsapp.setup import Finding
from satark.config import whatsapp
from satark.config.template_filing import walk
from satark.settings import Secret
from tests.config.rehearsed import OURS, rehearsed


def examined(folder: Path, **faults: object) -> list[Finding]:
    """What the doctor finds once the templates are filed, with these faults."""

    async def story() -> list[Finding]:
        async with rehearsed(folder) as r:
            await walk(r.settings, OURS, ("create",))
            await r.faults(**faults)
            return await whatsapp.findings(r.settings, OURS)

    return asyncio.run(story())


def wrong(findings: list[Finding]) -> set[str]:
    return {each.code for each in findings if each.mark == "wrong"}


def test_the_demos_own_numbers_are_set_up_right(tmp_path: Path) -> None:
    findings = examined(tmp_path)

    assert wrong(findings) == set()
    assert {each.number_id for each in findings} == {"", *(each.id for each in OURS)}


@pytest.mark.parametrize(
    ("fault", "codes", "stopping"),
    [
        ("other_callback", {"callback"}, True),
        ("coexistence", {"coexistence", "throughput"}, True),
        ("business_agent", {"business_agent"}, True),
        ("contact_book_on", {"contact_book"}, False),
        ("missing_scope", {"scope_management"}, False),
        ("missing_field", {"fields_subscribed"}, False),
        ("payment", {"health"}, False),
    ],
)
def test_a_fault_is_found_for_every_number(
    tmp_path: Path, fault: str, codes: set[str], stopping: bool
) -> None:
    findings = examined(tmp_path, **{fault: True})

    assert wrong(findings) == codes
    assert any(each.stops for each in findings) is stopping
    assert not {each.number_id for each in findings if each.stops} - {each.id for each in OURS}


def test_a_dead_token_is_one_finding_and_no_more_questions(tmp_path: Path) -> None:
    async def story() -> list[Finding]:
        async with rehearsed(tmp_path) as r:
            return await whatsapp.findings(replace(r.settings, graph_token=Secret("another")), OURS)

    assert wrong(asyncio.run(story())) == {"token_valid"}


def test_a_number_whose_templates_were_never_filed_is_told_so(tmp_path: Path) -> None:
    async def story() -> list[Finding]:
        async with rehearsed(tmp_path) as r:
            return await whatsapp.findings(r.settings, OURS)

    assert wrong(asyncio.run(story())) == {"templates"}


def test_it_subscribes_our_app_again(tmp_path: Path) -> None:
    async def story() -> tuple[set[str], set[str]]:
        async with rehearsed(tmp_path) as r:
            await walk(r.settings, OURS, ("create",))
            for ours in OURS:
                url = f"/v26.0/{ours.waba_id}/subscribed_apps"
                token = {"Authorization": f"Bearer {r.settings.graph_token.reveal()}"}
                async with r.http.delete(url, headers=token) as answer:
                    assert answer.status == 200
            before = wrong(await whatsapp.findings(r.settings, OURS))
            await whatsapp.subscribe_accounts(r.settings, [each.waba_id for each in OURS])
            return before, wrong(await whatsapp.findings(r.settings, OURS))

    assert asyncio.run(story()) == ({"app_subscribed"}, set())


def test_what_it_says_is_plain_and_what_it_prints_for_machines_is_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    findings = [
        Finding("callback", "wrong", True, "What comes to +91 55500 00101 is delivered elsewhere.", "1"),
        Finding("clock", "well", False, "Our clock agrees with WhatsApp's."),
        Finding("pin", "by_hand", False, "Look whether it has a PIN."),
    ]

    status = whatsapp.report(findings, as_json=False)
    said = capsys.readouterr().out
    assert whatsapp.report(findings, as_json=True) == status == 1
    told = json.loads(capsys.readouterr().out)

    assert [line[:8] for line in said.splitlines()][:3] == ["  WRONG ", "  ok    ", "  look  "]
    assert "Nothing goes out" in said
    assert told["well"] is False
    assert told["findings"][0]["code"] == "callback"
    assert whatsapp.report(findings[1:], as_json=False) == 0
