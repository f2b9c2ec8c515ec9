"""What a desk does beside sending: templates, codes, blocking, the number and its profile; by either client."""

from __future__ import annotations

from typing import Any

from pywa.types.templates import (
    BodyText,
    Buttons,
    FooterText,
    HeaderText,
    QuickReplyButton,
    Template,
    TemplateCategory,
    TemplateLanguage,
)

from satark.simulator.config import CHANDAULI
from tests.clients.desk import Desk
from tests.clients.filling import BODY, BODY_PART, HEADER_PART, REPLY, filed
from tests.clients.media import MEDIA
from tests.clients.rows import Lacks, Row, Works
from tests.simulator.stage import PHONE_NUMBER_ID, SOURCE_NUMBER, Json

WABA: Json = {"business_account_id": CHANDAULI.waba_id}
FOOTER_PART: Json = {"type": "FOOTER", "text": "Satark"}


async def pywa_files(at: Desk) -> Json:
    template = Template(
        name="case_update",
        language=TemplateLanguage.ENGLISH,
        category=TemplateCategory.UTILITY,
        components=[
            HeaderText("Case {{1}}", "42"),
            BodyText(BODY, "Balua", "Monday"),
            FooterText(text="Satark"),
            Buttons(buttons=[QuickReplyButton(text="See it")]),
        ],
    )
    created = await at.pywa.create_template(template)
    return {"status": created.status.value, "category": created.category.value}


async def kapso_files(at: Desk) -> Json:
    parts = [HEADER_PART, BODY_PART, FOOTER_PART, {"type": "BUTTONS", "buttons": [REPLY]}]
    created: Json = await at.kapso.templates.create(
        **WABA, name="case_update", language="en", category="UTILITY", components=parts
    )
    return created


async def pywa_lists(at: Desk, name: str = "duty_notice") -> Json:
    found = await at.pywa.get_templates(name=name)
    return {template.language.value: template.status.value for template in found}


async def kapso_lists(at: Desk, name: str = "duty_notice") -> Json:
    found = await at.kapso.templates.list(**WABA, name=name)
    return {template["language"]: template["status"] for template in found["data"]}


async def pywa_looks_up(at: Desk) -> Json:
    (found,) = await at.pywa.get_templates(name="case_update")
    template = await at.pywa.get_template(found.id)
    body = next(part for part in template.components if isinstance(part, BodyText))
    return {"name": template.name, "body": body.text}


async def kapso_looks_up(at: Desk) -> Json:
    found = await at.kapso.templates.list(**WABA, name="case_update")
    template = await at.kapso.templates.get(template_id=found["data"][0]["id"])
    body = next(part for part in template["components"] if part["type"] == "BODY")
    return {"name": template["name"], "body": body["text"]}


async def pywa_deletes(at: Desk) -> list[str]:
    assert (await at.pywa.delete_template("case_update")).success
    return list(await pywa_lists(at, "case_update"))


async def kapso_deletes(at: Desk) -> list[str]:
    assert (await at.kapso.templates.delete(**WABA, name="case_update"))["success"]
    return list(await kapso_lists(at, "case_update"))


TEMPLATES = (
    Row(
        kind="file a template",
        expected={"status": "PENDING", "category": "UTILITY"},
        pywa=Works(pywa_files),
        kapso=Works(kapso_files),
    ),
    Row(
        kind="list templates",
        expected={"hi": "APPROVED", "en": "APPROVED", "ur": "APPROVED"},
        pywa=Works(pywa_lists),
        kapso=Works(kapso_lists),
    ),
    Row(
        kind="look a template up",
        before=filed(BODY_PART),
        expected={"name": "case_update", "body": BODY},
        pywa=Works(pywa_looks_up),
        kapso=Works(kapso_looks_up),
    ),
    Row(
        kind="delete a template",
        before=filed(BODY_PART),
        expected=[],
        pywa=Works(pywa_deletes),
        kapso=Works(kapso_deletes),
    ),
)


async def codes_of(at: Desk) -> dict[str, str]:
    return {code.code: code.prefilled_message for code in await at.pywa.get_qr_codes()}


async def makes_code(at: Desk) -> Json:
    made = await at.pywa.create_qr_code("Namaste", "SVG")
    assert made.qr_image_url is not None
    async with at.stage.http.get(made.qr_image_url) as picture:
        drawn = await picture.text()
    return {"listed": await codes_of(at) == {made.code: "Namaste"}, "drawn": "<svg" in drawn}


async def changes_code(at: Desk) -> object:
    made = await at.pywa.create_qr_code("Namaste")
    await at.pywa.update_qr_code(made.code, "Pranam")
    found = await at.pywa.get_qr_code(made.code)
    return found.prefilled_message if found else None


async def deletes_code(at: Desk) -> object:
    made = await at.pywa.create_qr_code("Namaste")
    assert (await at.pywa.delete_qr_code(made.code)).success
    return list(await codes_of(at))


async def blocks(at: Desk) -> list[Any]:
    result = await at.pywa.block_users([SOURCE_NUMBER])
    listed = await at.pywa.get_blocked_users()
    return [[user.wa_id for user in result.added_users], [user.wa_id for user in listed]]


async def unblocks(at: Desk) -> list[Any]:
    await at.pywa.block_users([SOURCE_NUMBER])
    result = await at.pywa.unblock_users([SOURCE_NUMBER])
    return [[user.wa_id for user in result.removed_users], list(await at.pywa.get_blocked_users())]


CODES = (
    Row(
        kind="make a QR code",
        expected={"listed": True, "drawn": True},
        pywa=Works(makes_code),
        kapso=Lacks(),
    ),
    Row(kind="change a QR code", expected="Pranam", pywa=Works(changes_code), kapso=Lacks()),
    Row(kind="delete a QR code", expected=[], pywa=Works(deletes_code), kapso=Lacks()),
    Row(
        kind="block a person",
        expected=[[SOURCE_NUMBER], [SOURCE_NUMBER]],
        pywa=Works(blocks),
        kapso=Lacks(),
    ),
    Row(kind="unblock a person", expected=[[SOURCE_NUMBER], []], pywa=Works(unblocks), kapso=Lacks()),
)


async def pywa_profile(at: Desk) -> Json:
    await at.pywa.update_business_profile(about="A police desk", websites=["https://example.org"])
    profile = await at.pywa.get_business_profile()
    return {"about": profile.about, "websites": list(profile.websites or ())}


async def kapso_profile(at: Desk) -> Json:
    numbers, number = at.kapso.phone_numbers, {"phone_number_id": PHONE_NUMBER_ID}
    await numbers.update_business_profile(**number, about="A police desk", websites=["https://example.org"])
    profile: Json = (await numbers.get_business_profile(**number))["data"][0]
    return profile


async def pywa_number(at: Desk) -> Json:
    number = await at.pywa.get_business_phone_number()
    return {"name": number.verified_name, "number": number.display_phone_number}


async def pywa_registers(at: Desk) -> object:
    return (await at.pywa.register_phone_number("123456")).success


async def kapso_registers(at: Desk) -> object:
    answer = await at.kapso.phone_numbers.register(phone_number_id=PHONE_NUMBER_ID, pin="123456")
    return answer["success"]


async def hears_elsewhere(at: Desk) -> object:
    """The override is taken once its address has repeated the challenge."""
    address = at.stage.config.webhook_url
    return (await at.pywa.override_phone_callback_url(callback_url=address, verify_token="verify")).success


NUMBER = (
    Row(
        kind="write the profile and read it",
        expected={"about": "A police desk", "websites": ["https://example.org"]},
        pywa=Works(pywa_profile),
        kapso=Works(kapso_profile),
    ),
    Row(
        kind="what is known of the number",
        expected={"name": CHANDAULI.name, "number": CHANDAULI.display},
        pywa=Works(pywa_number),
        kapso=Lacks(),
    ),
    Row(kind="register the number", expected=True, pywa=Works(pywa_registers), kapso=Works(kapso_registers)),
    Row(
        kind="another callback for the number",
        expected=True,
        pywa=Works(hears_elsewhere),
        kapso=Lacks(),
    ),
)

MANAGING = (*MEDIA, *TEMPLATES, *CODES, *NUMBER)
