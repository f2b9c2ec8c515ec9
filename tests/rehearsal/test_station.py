"""A pretend station officer who only reads what is shown comes from the brief to the end."""

from __future__ import annotations

from satark.conversation.values import MediaKind, OutMessage, TakeStep
from satark.dialogues import notice_messages
from satark.rehearsal.station import WAIT, answer_to
from satark.rehearsal.wire import Json
from tests.dialogues.phone import MORNING, Phone
from tests.dialogues.test_officer_complaint import REF, complaint


def shown(message: OutMessage) -> Json:
    """A message as the pretend WhatsApp shows it."""
    return {
        "text": message.text,
        "buttons": [{"id": each.id, "title": each.title} for each in message.buttons],
        "rows": [{"id": each.id, "title": each.title} for each in message.rows],
        "ask_pin": message.ask_pin,
    }


def does(phone: Phone, message: OutMessage) -> bool:
    """What the officer does about it; whether he does anything."""
    act, seen = answer_to(shown(message)), shown(message)
    match act.kind:
        case "press":
            offered = [*seen["buttons"], *seen["rows"]]
            phone.presses_id(next(each["id"] for each in offered if each["id"].startswith(act.start)))
        case "say":
            phone.writes("एसआई राम सिंह")
        case "photo":
            phone.sends(MediaKind.PHOTO)
        case "pin":
            phone.drops_pin()
    return act != WAIT


def test_from_the_brief_to_disposed_by_what_is_shown_alone() -> None:
    phone = Phone(script="officer", news=(complaint(),))
    message = notice_messages(complaint(), now=MORNING)[-1]

    for step in ("", "received", "team_sent", *["on_spot"] * 6):
        phone.news = (complaint(step=step, missing=["photo", "name"]),)
        if not does(phone, message):
            break
        message = phone.messages[-1]

    acts = [effect.act for effect in phone.effects if isinstance(effect, TakeStep)]
    assert acts == ["received", "team_sent", "on_spot", "progress", "progress", "answered"]
    assert {effect.ref for effect in phone.effects if isinstance(effect, TakeStep)} == {REF}


def test_what_asks_nothing_is_not_answered() -> None:
    assert answer_to({"text": "ठीक है ✓ दर्ज हो गया कि आपने देख लिया।"}) == WAIT
