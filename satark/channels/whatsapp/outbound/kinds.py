"""Every kind of message that goes out, what it is for, and the test that shows it. One row for each of the union."""

from __future__ import annotations

from satark.channels.whatsapp.intended import Intended
from satark.channels.whatsapp.sendable import (
    Audio,
    Buttons,
    Document,
    Flow,
    Image,
    Link,
    List,
    LocationRequest,
    Reaction,
    Sticker,
    TemplateMessage,
    Text,
    Video,
)

SENT = "channels/test_sendable.py::test_each_kind_of_message_has_its_payload"

KINDS: dict[type, Intended] = {
    Text: Intended("plain words; no preview, so that WhatsApp fetches no link", f"{SENT}[text]"),
    Image: Intended("by the id of an upload, never by a link", f"{SENT}[image]"),
    Video: Intended("the same", f"{SENT}[video]"),
    Audio: Intended("the same; as a voice note when it is Opus in Ogg", f"{SENT}[voice note]"),
    Document: Intended("the same, with a name", f"{SENT}[document]"),
    Sticker: Intended("the same, without words", f"{SENT}[sticker]"),
    Buttons: Intended(
        "a question with one to three answers, also below a file", f"{SENT}[buttons below a file]"
    ),
    List: Intended("a question with up to ten answers, in sections or not", f"{SENT}[list]"),
    Link: Intended("one button that opens a web page", f"{SENT}[link]"),
    LocationRequest: Intended("WhatsApp's own question for a place", f"{SENT}[location request]"),
    Flow: Intended("a form inside WhatsApp; the plain talk is offered too", f"{SENT}[flow]"),
    Reaction: Intended("a sign on a message of theirs, set or taken back", f"{SENT}[reaction taken back]"),
    TemplateMessage: Intended(
        "an approved text outside the 24 hours, with each kind of header, words and button",
        f"{SENT}[template with every button]",
    ),
}

BESIDE: dict[str, Intended] = {
    "read mark, typing": Intended(
        "blue ticks, and dots for at most 25 seconds",
        "channels/test_sendable.py::test_a_read_mark_may_show_that_an_answer_is_being_written",
    ),
    "reply to a message": Intended(
        "quoted above it", "channels/test_sendable.py::test_a_reply_names_what_it_answers"
    ),
    "several texts in one turn": Intended(
        "joined into one while the limits allow", "channels/test_outbound.py::test_three_texts_become_one"
    ),
    "to a number, to a user id": Intended(
        "with its plus; as `recipient`; with both the number is used",
        "channels/test_outbound.py::test_a_number_goes_with_its_plus_and_a_user_id_as_recipient",
    ),
    "empty caption, header, footer, description": Intended(
        "left out: WhatsApp refuses it", "channels/test_sendable.py::test_what_shows_nothing_is_left_out"
    ),
    "contact card": Intended(
        "never sent: this desk passes on nobody's number",
        "channels/test_sendable.py::test_every_kind_there_is_has_a_case_here",
    ),
}
