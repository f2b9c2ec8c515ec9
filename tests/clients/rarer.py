"""The rarer webhooks: who wrote, told in other ways; odd kinds of message; changed people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.clients.desk import FIRST, UNREAD, Desk
from tests.clients.news import NEWS
from tests.clients.rows import Act, Differs, Row, Works
from tests.clients.verbs import USER_ID, bring_about, kapso_says, phone, pywa_says
from tests.simulator.stage import (
    AUTH,
    PHONE_NUMBER_ID,
    SOURCE,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
)

NEW_NUMBER = "915550010055"


def changes(who: str = SOURCE, **wish: object) -> Act:
    """Something happens to a person, of which WhatsApp tells whoever they wrote to."""

    async def act(at: Desk) -> None:
        if who != SOURCE:
            await phone(who)(at)
        await bring_about(at, f"/api/phones/{who}/change", dict(wish))

    return act


def kapso_identity(of: Callable[[Any], object]) -> Act:
    async def do(at: Desk) -> object:
        return of(at.inbox.by_kapso[-1].identity_events[0])

    return do


async def key_check(at: Desk) -> None:
    """The number asks to be told which key a person's phone has; then the source writes."""
    path, wish = f"/v26.0/{PHONE_NUMBER_ID}/settings", {"enable_identity_key_check": True}
    async with at.stage.http.post(path, json={"user_identity_change": wish}, headers=AUTH) as answer:
        assert answer.status == 200
    await phone()(at)


async def kapso_key(at: Desk) -> object:
    return len(at.inbox.by_kapso[-1].contacts[0]["identityKeyHash"])


NO_USER_ID = "wants the user id that contacts have had since April 2026"

WHO = (
    Row(
        kind="words with a number and no user id",
        before=phone(identity="number"),
        expected=SOURCE_NUMBER,
        pywa=Differs(NO_USER_ID, pywa_says(lambda m: m.from_user.wa_id), UNREAD),
        kapso=Works(kapso_says(lambda m: m["from"])),
    ),
    Row(
        kind="words with the user id where the number stands",
        before=phone(identity="in_from"),
        expected=USER_ID,
        pywa=Differs(NO_USER_ID, pywa_says(lambda m: m.from_user.bsuid), UNREAD),
        kapso=Works(kapso_says(lambda m: m["from"])),
    ),
    Row(
        kind="words of nobody",
        before=phone(text="who?", identity="neither"),
        expected="who?",
        pywa=Differs(NO_USER_ID, pywa_says(lambda m: m.text), UNREAD),
        kapso=Works(kapso_says(lambda m: m["text"]["body"])),
    ),
    Row(
        kind="words with the hash of the phone's key",
        before=key_check,
        expected=12,
        pywa=Works(pywa_says(lambda m: len(m.from_user.identity_key_hash))),
        kapso=Works(kapso_key),
    ),
    Row(
        kind="time in milliseconds",
        before=phone(timestamp="ms"),
        expected=13,
        pywa=Differs("knows seconds only", pywa_says(lambda m: m.timestamp), UNREAD),
        kapso=Works(kapso_says(lambda m: len(m["timestamp"]))),
    ),
)

KINDS = (
    Row(
        kind="forwarded words",
        before=phone(type="forward"),
        expected={"forwarded": True, "often": False},
        pywa=Works(pywa_says(lambda m: {"forwarded": m.forwarded, "often": m.forwarded_many_times})),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "forwarded": m["context"]["forwarded"],
                    "often": "frequentlyForwarded" in m["context"],
                }
            )
        ),
    ),
    Row(
        kind="words forwarded many times",
        before=phone(type="forward", often=True),
        expected=True,
        pywa=Works(pywa_says(lambda m: m.forwarded_many_times)),
        kapso=Works(kapso_says(lambda m: m["context"]["frequentlyForwarded"])),
    ),
    Row(
        kind="words from an advert",
        before=phone(type="referral"),
        expected={"from": "ad", "headline": "Satark", "click": "clid-of-nobody"},
        pywa=Works(
            pywa_says(
                lambda m: {
                    "from": m.referral.source_type,
                    "headline": m.referral.headline,
                    "click": m.referral.ctwa_clid,
                }
            )
        ),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "from": m["referral"]["sourceType"],
                    "headline": m["referral"]["headline"],
                    "click": m["referral"]["ctwaClid"],
                }
            )
        ),
    ),
    Row(
        kind="edit",
        before=phone(type="edit", message=FIRST, text="not Hi"),
        expected={"of": FIRST, "words": "not Hi"},
        pywa=Works(pywa_says(lambda u: {"of": u.original_message_id, "words": u.message.text})),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "of": m["edit"]["originalMessageId"],
                    "words": m["edit"]["message"]["text"]["body"],
                }
            )
        ),
    ),
    Row(
        kind="deletion",
        before=phone(type="revoke", message=FIRST),
        expected={"of": FIRST},
        pywa=Works(pywa_says(lambda u: {"of": u.original_message_id})),
        kapso=Works(kapso_says(lambda m: {"of": m["revoke"]["originalMessageId"]})),
    ),
    Row(
        kind="order",
        before=phone(type="order", text="two, please"),
        expected={"words": "two, please", "what": "satark-1", "how many": 1, "price": 100},
        pywa=Works(
            pywa_says(
                lambda m: {
                    "words": m.order.text,
                    "what": m.order.products[0].sku,
                    "how many": m.order.products[0].quantity,
                    "price": m.order.products[0].price,
                }
            )
        ),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "words": m["order"]["orderText"],
                    "what": m["order"]["productItems"][0]["productRetailerId"],
                    "how many": m["order"]["productItems"][0]["quantity"],
                    "price": m["order"]["productItems"][0]["itemPrice"],
                }
            )
        ),
    ),
    Row(
        kind="Flow filled in",
        before=phone(type="flow", response={"flow_token": "t-1", "place": "Balua"}),
        expected={"token": "t-1", "place": "Balua"},
        pywa=Works(pywa_says(lambda u: {"token": u.token, "place": u.response["place"]})),
        kapso=Works(
            kapso_says(
                lambda m: {"token": m["kapso"]["flowToken"], "place": m["kapso"]["flowResponse"]["place"]}
            )
        ),
    ),
    Row(
        kind="Flow filled in, without its token",
        before=phone(type="flow", response={"place": "Balua"}),
        expected={"token": None, "place": "Balua"},
        pywa=Works(pywa_says(lambda u: {"token": u.token, "place": u.response["place"]})),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "token": m["kapso"].get("flowToken"),
                    "place": m["kapso"]["flowResponse"]["place"],
                }
            )
        ),
    ),
    Row(
        kind="leave to call",
        before=phone(type="call_permission"),
        expected="accept",
        pywa=Works(pywa_says(lambda u: u.response.value)),
        kapso=Works(kapso_says(lambda m: m["interactive"]["callPermissionReply"]["response"])),
    ),
    Row(
        kind="words in a group",
        before=phone(type="group"),
        expected="group-of-nobody",
        pywa=Works(pywa_says(lambda m: m.chat.id)),
        kapso=Works(kapso_says(lambda m: m["groupId"])),
    ),
    Row(
        kind="words that another agent was given (`standby`)",
        before=phone(type="standby", text="who listens?"),
        expected="who listens?",
        pywa=Differs("has no handler for the field", pywa_says(lambda m: m.text), UNREAD),
        kapso=Works(kapso_says(lambda m: m["text"]["body"])),
    ),
    Row(
        kind="a kind of the future",
        before=phone(type="raw", message={"type": "hologram", "hologram": {"id": "1"}}),
        expected="hologram",
        pywa=Differs("says `unknown`, with a warning", pywa_says(lambda m: m.type.value), "unknown"),
        kapso=Works(kapso_says(lambda m: m["type"])),
    ),
)

PEOPLE = (
    Row(
        kind="another number",
        before=changes(number=NEW_NUMBER),
        expected={"old": SOURCE_NUMBER, "new": NEW_NUMBER},
        pywa=Works(pywa_says(lambda u: {"old": u.old_wa_id, "new": u.new_wa_id})),
        kapso=Works(kapso_says(lambda m: {"old": m["from"], "new": m["system"]["waId"]})),
    ),
    Row(
        kind="another user id, of a username",
        before=changes(USERNAME_ONLY, user_id=True),
        expected={"old": USERNAME_ONLY_ID},
        pywa=Differs(
            "wants a number, which such a person does not show",
            pywa_says(lambda u: {"old": u.old_wa_id}),
            UNREAD,
        ),
        kapso=Differs(
            "looks for the ids under names of its own; Meta's are left in the raw event",
            kapso_identity(
                lambda event: {
                    "old": event.previous_wa_id,
                    "new": event.business_scoped_user_id,
                    "raw": event.raw["previousUserId"],
                }
            ),
            {"old": None, "new": None, "raw": USERNAME_ONLY_ID},
        ),
    ),
    Row(
        kind="another handset",
        before=phone(type="system"),
        expected=False,
        pywa=Differs(
            "wants a contact, which WhatsApp's own messages have not",
            pywa_says(lambda u: u.identity.acknowledged),
            UNREAD,
        ),
        kapso=Works(kapso_says(lambda m: m["identity"]["acknowledged"])),
    ),
)


RARER = (*WHO, *KINDS, *PEOPLE, *NEWS)
