"""Each kind of message WhatsApp delivers has one intended outcome, and none of them can raise or show who it was."""

from __future__ import annotations

import json
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satark.channels.whatsapp.inbound import Parsed, parse
from satark.channels.whatsapp.parsed import (
    REASONS,
    UNKNOWN_TIME,
    MediaToFetch,
    ParsedMessage,
    ParsedStatus,
    ParsedSystem,
    Sender,
    Unusable,
)
from satark.conversation.values import Inbound, InboundKind, Media, MediaKind, Pin
from tests.channels.items import (
    CANARIES,
    DIGEST,
    DIGEST_BASE64,
    NUMBER,
    OUR_MEDIA_ID,
    OUR_NUMBER,
    PHONE_NUMBER_ID,
    PROFILE,
    QUOTED,
    SECRET_WORDS,
    SENT_AT,
    USER_ID,
    WAMID,
    file,
    item,
    message,
    our_media_id,
)

AT = datetime.fromtimestamp(SENT_AT, UTC)
K = InboundKind


def read(stored: bytes) -> Parsed:
    return parse(stored, media_id=our_media_id)


def expect(kind: InboundKind, **more: Any) -> Inbound:
    return Inbound(kind, AT, **more)


def form(answers: Any) -> dict[str, Any]:
    """A Flow that was filled in; `answers` may be the text itself."""
    written = answers if isinstance(answers, str) else orjson.dumps(answers).decode()
    reply = {"name": "flow", "body": "Sent", "response_json": written}
    return message("interactive", {"type": "nfm_reply", "nfm_reply": reply})


def unsupported(inner: str) -> dict[str, Any]:
    return message("unsupported", {"type": inner}, errors=[{"code": 131051}])


INNER_KINDS = """
button edit errors gif group_invite hsm image interactive link_preview list location media_placeholder order
poll_creation product
"""
"""Those of Meta's page of 26 June 2026 that are neither a reaction nor an act on the chat."""

MESSAGES: dict[str, tuple[dict[str, Any], Inbound]] = {
    "text": (message("text", {"body": SECRET_WORDS}), expect(K.TEXT, text=SECRET_WORDS)),
    "text with NUL": (message("text", {"body": "a\0b"}), expect(K.TEXT, text="ab")),
    "text without body": (message("text", {}), expect(K.UNSUPPORTED)),
    "button": (
        message(
            "interactive",
            {"type": "button_reply", "button_reply": {"id": "police:yes", "title": "हाँ"}},
        ),
        expect(K.CHOICE, choice="police:yes", text="हाँ"),
    ),
    "row": (
        message(
            "interactive",
            {
                "type": "list_reply",
                "list_reply": {"id": "category:drugs", "title": "शराब", "description": "…"},
            },
        ),
        expect(K.CHOICE, choice="category:drugs", text="शराब"),
    ),
    "row of another's making": (
        message("interactive", {"type": "list_reply", "list_reply": {"id": "42", "title": "शराब"}}),
        expect(K.TEXT, text="शराब"),
    ),
    "form": (
        form({"flow_token": "ours", "place": " Balua ghat ", "people": 3, "seen": ["night", "morning"]}),
        expect(K.TEXT, text="Balua ghat\n3\nnight\nmorning"),
    ),
    "form without its token": (form({"place": "Balua"}), expect(K.TEXT, text="Balua")),
    "form with nothing in it": (form({"flow_token": "ours", "agreed": True}), expect(K.UNSUPPORTED)),
    "interactive without its inner object": (message("interactive"), expect(K.UNSUPPORTED)),
    "interactive with an error only": (
        message("interactive", errors=[{"code": 131000}]),
        expect(K.UNSUPPORTED),
    ),
    "template button": (
        message("button", {"payload": "news:read", "text": "जवाब पढ़ें"}, context={"id": QUOTED}),
        expect(K.CHOICE, choice="news:read", text="जवाब पढ़ें"),
    ),
    "template button without payload": (
        message("button", {"text": "जवाब पढ़ें"}),
        expect(K.TEXT, text="जवाब पढ़ें"),
    ),
    "pin": (
        message("location", {"latitude": 25.41, "longitude": 83.18}),
        expect(K.PIN, pin=Pin(25.41, 83.18)),
    ),
    "pin with a name": (
        message("location", {"latitude": "25.41", "longitude": "83.18", "name": "घाट", "address": "बलुआ"}),
        expect(K.PIN, pin=Pin(25.41, 83.18, "घाट, बलुआ")),
    ),
    "pin off the globe": (
        message("location", {"latitude": 125.0, "longitude": 83.18}),
        expect(K.UNSUPPORTED),
    ),
    "pin without longitude": (message("location", {"latitude": 25.0}), expect(K.UNSUPPORTED)),
    "card without anything": (message("contacts", [{}]), expect(K.CARD)),
    "no cards": (message("contacts", []), expect(K.CARD)),
    "card asked for": (message("contacts", [{"origin": "contact_request"}]), expect(K.CARD)),
    "card": (
        message("contacts", [{"name": {"formatted_name": PROFILE}, "phones": [{"phone": NUMBER}]}]),
        expect(K.CARD),
    ),
    "reaction": (message("reaction", {"message_id": QUOTED, "emoji": "👍"}), expect(K.REACTION, text="👍")),
    "reaction taken back": (message("reaction", {"message_id": QUOTED}), expect(K.REACTION)),
    "reaction emptied": (message("reaction", {"message_id": QUOTED, "emoji": ""}), expect(K.REACTION)),
    "sticker": (message("sticker", file(mime_type="image/webp", animated=False)), expect(K.STICKER)),
    "order": (
        message("order", {"catalog_id": "1", "text": "do bora", "product_items": []}),
        expect(K.LATER, text="do bora"),
    ),
    "order without words": (message("order", {"product_items": [{}]}), expect(K.UNSUPPORTED)),
    "question about a product": (
        message("text", {"body": "kitne ka hai"}, context={"referred_product": {"catalog_id": "1"}}),
        expect(K.TEXT, text="kitne ka hai"),
    ),
    "edit": (
        message(
            "edit",
            {"original_message_id": QUOTED, "message": {"type": "text", "text": {"body": "balua nahi"}}},
        ),
        expect(K.LATER, text="balua nahi"),
    ),
    "edited caption": (
        message(
            "edit",
            {"original_message_id": QUOTED, "message": {"type": "image", "image": file(caption="do truck")}},
        ),
        expect(K.LATER, text="do truck"),
    ),
    "edit without words": (message("edit", {"original_message_id": QUOTED}), expect(K.UNSUPPORTED)),
    "file over 100 MB": (
        message("video", {"caption": "ghat par"}, errors=[{"code": 131052}]),
        expect(K.UNSUPPORTED, text="ghat par"),
    ),
    "file that was unavailable": (message("image", errors=[{"code": 131060}]), expect(K.UNSUPPORTED)),
    "message that was unavailable": (
        message("unsupported", errors=[{"code": 131060}]),
        expect(K.UNSUPPORTED),
    ),
    "old unknown": (message("unknown", errors=[{"code": 131051}]), expect(K.UNSUPPORTED)),
    "from an advertisement": (
        message("text", {"body": "Hi"}, referral={"source_url": "https://example.org", "headline": "112"}),
        expect(K.TEXT, text="Hi"),
    ),
    "unsupported reaction": (unsupported("reaction"), expect(K.REACTION)),
} | {f"unsupported {inner}": (unsupported(inner), expect(K.UNSUPPORTED)) for inner in INNER_KINDS.split()}


@pytest.mark.parametrize(("sent", "meant"), MESSAGES.values(), ids=MESSAGES)
def test_each_kind_of_message_becomes_what_it_means(sent: dict[str, Any], meant: Inbound) -> None:
    parsed = read(item(message=sent))

    assert isinstance(parsed, ParsedMessage)
    assert parsed.inbound == meant
    assert parsed.sender == Sender(NUMBER, USER_ID)
    assert (parsed.phone_number_id, parsed.wamid) == (PHONE_NUMBER_ID, WAMID)
    assert (parsed.fetch, parsed.keep) == (None, "")


KEPT: dict[str, tuple[dict[str, Any], Inbound, str]] = {
    "kind to come": (
        message("hologram", {"caption": "dekhiye"}),
        expect(K.UNSUPPORTED, text="dekhiye"),
        "kind_unknown",
    ),
    "no kind at all": (
        {"from": NUMBER, "from_user_id": USER_ID, "id": WAMID, "timestamp": str(SENT_AT)},
        expect(K.UNSUPPORTED),
        "kind_unknown",
    ),
    "product": (
        message("interactive", {"type": "product", "product": {"id": "1"}}),
        expect(K.UNSUPPORTED),
        "kind_unknown",
    ),
    "unsupported of another kind": (unsupported("live_hologram"), expect(K.UNSUPPORTED), "kind_unknown"),
    "form with a file": (
        form({"place": "Balua", "photos": [{"id": "1", "file_name": "a.jpg"}]}),
        expect(K.TEXT, text="Balua"),
        "form_unread",
    ),
    "form that is broken": (form('{"place": '), expect(K.UNSUPPORTED), "form_unread"),
    "form without bottom": (form('{"a":' + "[" * 50 + "]" * 50 + "}"), expect(K.UNSUPPORTED), "form_unread"),
    "form that is missing": (
        message("interactive", {"type": "nfm_reply"}),
        expect(K.UNSUPPORTED),
        "form_unread",
    ),
}


@pytest.mark.parametrize(("sent", "meant", "reason"), KEPT.values(), ids=KEPT)
def test_what_we_cannot_read_whole_is_answered_and_kept(
    sent: dict[str, Any], meant: Inbound, reason: str
) -> None:
    parsed = read(item(message=sent))

    assert isinstance(parsed, ParsedMessage)
    assert (parsed.inbound, parsed.keep) == (meant, reason)
    assert reason in REASONS


@pytest.mark.parametrize(
    ("context", "mark"),
    [
        ({"forwarded": True}, "forwarded"),
        ({"frequently_forwarded": True}, "often"),
        ({"forwarded": True, "frequently_forwarded": True}, "often"),
        ({"forwarded": "true"}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_what_was_passed_on_by_others_says_so(context: Any, mark: str) -> None:
    parsed = read(item(message=message("text", {"body": "Hi"}, context=context)))

    assert isinstance(parsed, ParsedMessage)
    assert (parsed.forwarded, parsed.quoted) == (mark, "")


def test_the_hash_of_an_identity_is_not_read() -> None:
    contact = {"wa_id": NUMBER, "user_id": USER_ID, "identity_key_hash": "h1"}
    sent = message("text", {"body": "Hi"})

    assert read(item(message=sent, contact=contact)) == read(item(message=sent))


FILES: dict[str, tuple[dict[str, Any], MediaKind, str, dict[str, Any]]] = {
    "photo": (
        message("image", file(caption="yahan", url="https://lookaside.fbsbx.com/x")),
        MediaKind.PHOTO,
        "yahan",
        {"mime": "image/jpeg", "url": "https://lookaside.fbsbx.com/x"},
    ),
    "video": (message("video", file(mime_type="video/mp4")), MediaKind.VIDEO, "", {"mime": "video/mp4"}),
    "voice note": (
        message("audio", file(mime_type="audio/ogg; codecs=opus", voice=True)),
        MediaKind.VOICE,
        "",
        {"mime": "audio/ogg; codecs=opus"},
    ),
    "older voice note": (
        message("voice", file(mime_type="audio/ogg")),
        MediaKind.VOICE,
        "",
        {"mime": "audio/ogg"},
    ),
    "audio": (message("audio", file(mime_type="audio/mpeg")), MediaKind.AUDIO, "", {"mime": "audio/mpeg"}),
    "document": (
        message("document", file(mime_type="application/pdf", filename="file-canary.pdf", caption="parchi")),
        MediaKind.DOCUMENT,
        "parchi",
        {"mime": "application/pdf", "file_name": "file-canary.pdf"},
    ),
}


@pytest.mark.parametrize(("sent", "kind", "caption", "more"), FILES.values(), ids=FILES)
def test_a_file_is_named_by_our_own_id_and_keeps_its_caption(
    sent: dict[str, Any], kind: MediaKind, caption: str, more: dict[str, Any]
) -> None:
    parsed = read(item(message=sent))

    assert isinstance(parsed, ParsedMessage)
    assert parsed.inbound == expect(K.MEDIA, text=caption, media=Media(OUR_MEDIA_ID, kind))
    assert parsed.fetch == MediaToFetch(OUR_MEDIA_ID, "MediaCanary1", kind, sha256=DIGEST, **more)


@pytest.mark.parametrize(
    ("written", "digest"),
    [
        (DIGEST_BASE64, DIGEST),
        (DIGEST.hex(), DIGEST),
        ("", None),
        ("çe", None),
        ("AAEC", None),
        ("zz" * 32, None),
    ],
)
def test_a_digest_is_read_from_base64_and_hex(written: str, digest: bytes | None) -> None:
    parsed = read(item(message=message("image", file(sha256=written))))

    assert isinstance(parsed, ParsedMessage)
    assert parsed.fetch is not None
    assert parsed.fetch.sha256 == digest


SENDERS: dict[str, tuple[dict[str, Any], Any, Sender | None]] = {
    "number and user id": ({"from": NUMBER, "from_user_id": USER_ID}, None, Sender(NUMBER, USER_ID)),
    "username only": ({"from_user_id": USER_ID}, {"user_id": USER_ID}, Sender(None, USER_ID)),
    "old webhook": ({"from": NUMBER}, {"wa_id": NUMBER}, Sender(NUMBER)),
    "user id inside from": ({"from": USER_ID}, {"wa_id": USER_ID}, Sender(None, USER_ID)),
    "plus before the number": ({"from": "+" + NUMBER}, None, Sender(NUMBER)),
    "user id only in the contact": ({"from": NUMBER}, {"user_id": USER_ID}, Sender(NUMBER, USER_ID)),
    "only the contact": ({}, {"wa_id": NUMBER}, Sender(NUMBER)),
    "parent-style user id": ({"from_user_id": "US.ENT.1a2B"}, None, Sender(None, "US.ENT.1a2B")),
    "neither": ({}, None, None),
    "nonsense": ({"from": "abc", "from_user_id": 17}, {"wa_id": []}, None),
}


@pytest.mark.parametrize(("ids", "contact", "sender"), SENDERS.values(), ids=SENDERS)
def test_a_sender_is_known_by_number_user_id_or_both(
    ids: dict[str, Any], contact: Any, sender: Sender | None
) -> None:
    sent = {"id": WAMID, "timestamp": str(SENT_AT), "type": "text", "text": {"body": "Hi"}}

    parsed = read(item(message=sent | ids, contact=contact))

    if sender is None:
        assert parsed == Unusable("no_sender", keep=True)
    else:
        assert isinstance(parsed, ParsedMessage)
        assert parsed.sender == sender


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (str(SENT_AT), AT),
        (SENT_AT, AT),
        (str(SENT_AT * 1000), AT),
        (None, UNKNOWN_TIME),
        ("yesterday", UNKNOWN_TIME),
        ("nan", UNKNOWN_TIME),
        ("1e400", UNKNOWN_TIME),
        (-5, UNKNOWN_TIME),
        (True, UNKNOWN_TIME),
    ],
)
def test_a_time_may_be_in_seconds_or_milliseconds_or_missing(written: Any, at: datetime) -> None:
    parsed = read(item(message=message("text", {"body": "Hi"}, timestamp=written)))

    assert isinstance(parsed, ParsedMessage)
    assert parsed.inbound.at == at


@pytest.mark.parametrize(
    "sent",
    [
        message("text", {"body": "Hi"}, context={"from": NUMBER, "id": QUOTED}),
        message("reaction", {"message_id": QUOTED, "emoji": "👍"}),
        message("edit", {"original_message_id": QUOTED}),
    ],
    ids=["reply", "reaction", "edit"],
)
def test_what_a_message_answers_is_known(sent: dict[str, Any]) -> None:
    parsed = read(item(message=sent))

    assert isinstance(parsed, ParsedMessage)
    assert parsed.quoted == QUOTED


UNUSABLE: dict[str, tuple[bytes, Unusable]] = {
    "not JSON": (b"{", Unusable("broken", keep=True)),
    "not an object": (b"[]", Unusable("broken", keep=True)),
    "no bytes": (b"", Unusable("broken", keep=True)),
    "bottomless": (b"[" * 100_000, Unusable("broken", keep=True)),
    "unknown number": (
        item(message=message("text", {"body": "Hi"}), metadata=None),
        Unusable("no_number", True),
    ),
    "number of another form": (
        item(message=message("text", {"body": "Hi"}), metadata={"phone_number_id": SECRET_WORDS}),
        Unusable("no_number", True),
    ),
    "number without end": (
        item(message=message("text", {"body": "Hi"}), metadata={"phone_number_id": "1" * 41}),
        Unusable("no_number", True),
    ),
    "group": (item(message=message("text", {"body": "Hi"}, group_id="g1")), Unusable("group")),
    "ourselves": (
        item(message=message("text", {"body": "Hi"}, **{"from": OUR_NUMBER})),
        Unusable("ourselves"),
    ),
    "call permission": (
        item(message=message("interactive", {"type": "call_permission_reply", "call_permission_reply": {}})),
        Unusable("act_on_chat"),
    ),
    "system of a group": (
        item(message=message("system", {"type": "user_changed_number"}, group_id="g1")),
        Unusable("group"),
    ),
    "deleted for everyone": (
        item(message=message("revoke", {"original_message_id": QUOTED})),
        Unusable("act_on_chat"),
    ),
    "pinned": (item(message=unsupported("pin")), Unusable("act_on_chat")),
    "kept": (item(message=unsupported("keep_in_chat")), Unusable("act_on_chat")),
    "voted": (item(message=unsupported("poll_update")), Unusable("act_on_chat")),
    "chat opened": (item(message=message("request_welcome")), Unusable("act_on_chat")),
    "system of another kind": (
        item(message=message("system", {"type": "party"})),
        Unusable("system", keep=True, alarm=True),
    ),
    "system without anything": (item(message=message("system")), Unusable("system", keep=True, alarm=True)),
    "status deleted": (item(status={"status": "deleted", "id": WAMID}), Unusable("status")),
    "status to come": (item(status={"status": "smelled", "id": WAMID}), Unusable("status")),
    "status that is none": (item(status={"status": 3, "id": WAMID}), Unusable("status")),
    "errors of ours": (
        item(errors=[{"code": 131042, "message": NUMBER}]),
        Unusable("errors", error=131042, alarm=True),
    ),
    "errors of WhatsApp's": (item(errors=[{"code": 131000}]), Unusable("errors", error=131000)),
    "errors to come": (item(errors=[{"code": 999999}]), Unusable("errors", error=999999, alarm=True)),
    "errors without a number": (item(errors=["?"]), Unusable("errors", alarm=True)),
    "standby": (
        item(field="standby", change={"messages": [message("text", {"body": SECRET_WORDS})]}),
        Unusable("standby", keep=True, alarm=True),
    ),
    "a shape we do not know": (
        item(change={"messages": "Hi"}),
        Unusable("unread", keep=True, alarm=True),
    ),
    "messages in a field to come": (
        item(field="letters", change={"messages": [message("text", {"body": SECRET_WORDS})]}),
        Unusable("unread", keep=True, alarm=True),
    ),
    "only an envelope": (item(change={"messaging_product": "whatsapp", "contacts": []}), Unusable("change")),
    "nothing in it": (item(), Unusable("change")),
}


@pytest.mark.parametrize(("stored", "why"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_no_conversation_can_use_says_why_by_a_constant(stored: bytes, why: Unusable) -> None:
    parsed = read(stored)

    assert parsed == why
    assert isinstance(parsed, Unusable)
    assert parsed.reason in REASONS


@pytest.mark.parametrize(
    ("status", "rank"), [("sent", 1), ("delivered", 2), ("read", 3), ("played", 4), ("failed", 0)]
)
def test_a_status_carries_our_own_id_and_not_the_recipient(status: str, rank: int) -> None:
    stored = item(
        contact=None,
        status={
            "id": WAMID,
            "status": status,
            "timestamp": str(SENT_AT),
            "recipient_id": NUMBER,
            "recipient_user_id": USER_ID,
            "biz_opaque_callback_data": "o-1",
            "errors": [{"code": 131047, "error_data": {"details": NUMBER}}] if status == "failed" else [],
        },
    )

    parsed = read(stored)

    assert isinstance(parsed, ParsedStatus)
    assert (parsed.opaque, parsed.status, parsed.rank, parsed.at) == ("o-1", status, rank, AT)
    assert parsed.error == (131047 if status == "failed" else None)
    assert parsed.wamid == WAMID
    assert not [canary for canary in (NUMBER, USER_ID) if canary in orjson.dumps(parsed).decode()]


NEW_NUMBER = "915550010002"
OLD_ID, NEW_ID = "IN.oldid1", "IN.newid2"
SYSTEM: dict[str, tuple[dict[str, Any], tuple[str, Sender, Sender]]] = {
    "number and ids": (
        {
            "from": NUMBER,
            "from_user_id": NEW_ID,
            "system": {
                "type": "user_changed_number",
                "wa_id": NEW_NUMBER,
                "user_id": NEW_ID,
                "previous_user_id": OLD_ID,
            },
        },
        ("number_changed", Sender(NUMBER, OLD_ID), Sender(NEW_NUMBER, NEW_ID)),
    ),
    "number, old form": (
        {"from": NUMBER, "system": {"type": "user_changed_number", "new_wa_id": NEW_NUMBER}},
        ("number_changed", Sender(NUMBER), Sender(NEW_NUMBER)),
    ),
    "number, older name": (
        {"from": NUMBER, "system": {"type": "customer_changed_number", "new_wa_id": NEW_NUMBER}},
        ("number_changed", Sender(NUMBER), Sender(NEW_NUMBER)),
    ),
    "id only": (
        {"system": {"type": "user_changed_user_id", "user_id": NEW_ID, "previous_user_id": OLD_ID}},
        ("user_id_changed", Sender(None, OLD_ID), Sender(None, NEW_ID)),
    ),
    "old id is the sender": (
        {"from_user_id": OLD_ID, "system": {"type": "user_changed_user_id", "user_id": NEW_ID}},
        ("user_id_changed", Sender(None, OLD_ID), Sender(None, NEW_ID)),
    ),
    "old id only in the sentence": (
        {
            "from_user_id": NEW_ID,
            "system": {
                "type": "user_changed_user_id",
                "user_id": NEW_ID,
                "body": f"{OLD_ID} is now {NEW_ID}",
            },
        },
        ("user_id_changed", Sender(), Sender(None, NEW_ID)),
    ),
    "number without the new one": (
        {"from": NUMBER, "system": {"type": "user_changed_number"}},
        ("number_changed", Sender(NUMBER), Sender()),
    ),
    "number without the old one": (
        {"system": {"type": "user_changed_number", "wa_id": NEW_NUMBER}},
        ("number_changed", Sender(), Sender(NEW_NUMBER)),
    ),
    "id without the new one": (
        {"from_user_id": OLD_ID, "system": {"type": "user_changed_user_id"}},
        ("user_id_changed", Sender(None, OLD_ID), Sender()),
    ),
    "id without anything": (
        {"system": {"type": "user_changed_user_id"}},
        ("user_id_changed", Sender(), Sender()),
    ),
    "another phone of nobody": (
        {"system": {"type": "customer_identity_changed"}},
        ("phone_changed", Sender(), Sender()),
    ),
    "another phone": (
        {"from": NUMBER, "system": {"type": "customer_identity_changed", "identity": {"hash": "x"}}},
        ("phone_changed", Sender(), Sender(NUMBER)),
    ),
}


@pytest.mark.parametrize(("sent", "meant"), SYSTEM.values(), ids=SYSTEM)
def test_a_change_of_identity_names_old_and_new(
    sent: dict[str, Any], meant: tuple[str, Sender, Sender]
) -> None:
    sent = {"type": "system", "id": WAMID, "timestamp": str(SENT_AT)} | sent

    parsed = read(item(contact=None, message=sent))

    assert isinstance(parsed, ParsedSystem)
    assert (parsed.kind, parsed.old, parsed.new) == meant
    assert parsed.at == AT


def test_the_withdrawn_user_id_update_is_read_if_it_ever_comes() -> None:
    update = {"wa_id": NUMBER, "user_id": {"previous": OLD_ID, "current": NEW_ID}, "timestamp": str(SENT_AT)}

    parsed = read(item(field="user_id_update", change={"user_id_update": [update]}))

    assert parsed == ParsedSystem(
        PHONE_NUMBER_ID, "user_id_changed", Sender(None, OLD_ID), Sender(NUMBER, NEW_ID), AT
    )


def test_half_an_emoji_does_not_lose_the_words_around_it() -> None:
    stored = json.dumps(orjson.loads(item(message=message("text", {"body": "ghat X par"}))))

    parsed = read(stored.replace("X", "\\ud83d").encode())

    assert isinstance(parsed, ParsedMessage)
    assert parsed.inbound.text == "ghat � par"


# --- nothing shows ------------------------------------------------------------------------------------------------

EVERY_ITEM = [
    *(item(message=sent) for sent, _ in MESSAGES.values()),
    *(item(message=sent) for sent, _, _ in KEPT.values()),
    *(item(message=sent) for sent, _, _, _ in FILES.values()),
    *(stored for stored, _ in UNUSABLE.values() if len(stored) < 10_000),
    *(item(message={"type": "system", "id": WAMID} | sent) for sent, _ in SYSTEM.values()),
    item(status={"id": WAMID, "status": "failed", "recipient_id": NUMBER, "errors": [{"code": 131026}]}),
]


@pytest.mark.parametrize("stored", EVERY_ITEM)
def test_no_parsed_value_shows_who_or_what_when_printed(stored: bytes) -> None:
    parsed = read(stored)

    shown = f"{parsed!r} {parsed} {[parsed]!r}"
    if isinstance(parsed, ParsedMessage):
        shown += f"{parsed.sender!r} {parsed.fetch!r}"
    if isinstance(parsed, ParsedSystem):
        shown += f"{parsed.old!r} {parsed.new!r}"
    assert not [canary for canary in (*CANARIES, NEW_NUMBER, OLD_ID, NEW_ID) if canary in shown]


def test_an_error_that_names_a_parsed_value_shows_nothing() -> None:
    parsed = read(item(message=message("text", {"body": SECRET_WORDS})))
    assert isinstance(parsed, ParsedMessage)

    try:
        replace(parsed.sender, shoe_size=parsed)  # type: ignore[call-arg]
    except TypeError as error:
        shown = "".join(traceback.format_exception(error)) + repr(error)

    assert not [canary for canary in CANARIES if canary in shown]


# --- nothing raises -----------------------------------------------------------------------------------------------

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["text", "image", "system", "sent", USER_ID, NUMBER, str(SENT_AT), "\0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A true item with up to four of its values, at any depth, replaced or removed."""
    envelope = orjson.loads(draw(st.sampled_from([stored for stored in EVERY_ITEM if len(stored) > 10])))
    for _ in range(draw(st.integers(1, 4))):
        holder = envelope
        while True:
            keys = list(range(len(holder))) if isinstance(holder, list) else list(holder)
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and draw(st.booleans()):
                holder = holder[key]
                continue
            holder[key] = draw(JSON_VALUES)
            break
    return orjson.dumps(envelope)


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_a_mutilated_item_never_raises_and_never_shows_anything(stored: bytes) -> None:
    parsed = read(stored)

    if isinstance(parsed, ParsedMessage):
        assert parsed.sender
        assert parsed.inbound.at.tzinfo is UTC
        assert (parsed.fetch is None) == (parsed.inbound.kind is not K.MEDIA)
    assert not [canary for canary in CANARIES if canary in repr(parsed)]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(stored: bytes) -> None:
    assert isinstance(read(stored), Unusable)
