"""Every kind of thing that comes in, what we mean to do with it, and the test that shows it.

One row for each entry of the readers beside this file; a test holds the two together.
"""

from __future__ import annotations

from satark.channels.whatsapp.inbound.people import INNER_KINDS
from satark.channels.whatsapp.intended import Intended

ANOTHER = "any other"
"""Stands in every group for what WhatsApp has not invented yet."""

INBOUND = "channels/test_inbound.py::"
MEANS = INBOUND + "test_each_kind_of_message_becomes_what_it_means"
FILE = INBOUND + "test_a_file_is_named_by_our_own_id_and_keeps_its_caption"
KEPT = INBOUND + "test_what_we_cannot_read_whole_is_answered_and_kept"
UNUSABLE = INBOUND + "test_what_no_conversation_can_use_says_why_by_a_constant"
STATUS = INBOUND + "test_a_status_carries_our_own_id_and_not_the_recipient"
CHANGED = INBOUND + "test_a_change_of_identity_names_old_and_new"
SENDER = INBOUND + "test_a_sender_is_known_by_number_user_id_or_both"
NOTICE = "channels/test_notices.py::test_what_whatsapp_says_of_ourselves_has_a_code"

MESSAGES: dict[str, Intended] = {
    "text": Intended("read as words", f"{MEANS}[text]"),
    "image": Intended("fetched as a photo; the caption is words about it", f"{FILE}[photo]"),
    "video": Intended("fetched; the caption is words about it", f"{FILE}[video]"),
    "audio": Intended("fetched, as a voice note or as a sound file", f"{FILE}[voice note]"),
    "voice": Intended("an older name of a voice note: the same", f"{FILE}[older voice note]"),
    "document": Intended("fetched; its name is the sender's and decides nothing", f"{FILE}[document]"),
    "sticker": Intended(
        "not fetched; acknowledged, and nothing is asked again",
        "dialogues/test_tip.py::test_a_sticker_is_acknowledged_and_nothing_is_asked_again",
    ),
    "location": Intended("a point, with its name; off the globe it counts as unreadable", f"{MEANS}[pin]"),
    "contacts": Intended("said that we keep no cards: most show the sender's own number", f"{MEANS}[card]"),
    "interactive": Intended("by its inner type, below", f"{MEANS}[button]"),
    "button": Intended(
        "a template's button: a press of ours, or else its words", f"{MEANS}[template button]"
    ),
    "reaction": Intended("heard, also taken back; never answered", f"{MEANS}[reaction taken back]"),
    "order": Intended("we sell nothing: the words with it are kept, as said later", f"{MEANS}[order]"),
    "edit": Intended(
        "the new words are kept beside the old ones and answer nothing",
        "dialogues/test_tip.py::test_an_edited_message_is_kept_and_answers_nothing",
    ),
    "revoke": Intended(
        "what was told stays, and nothing is answered: others may be looking at the phone",
        f"{UNUSABLE}[deleted for everyone]",
    ),
    "request_welcome": Intended("nothing was said: dropped", f"{UNUSABLE}[chat opened]"),
    "system": Intended("by its inner type, below", f"{CHANGED}[number and ids]"),
    "unsupported": Intended("by its inner type, below", f"{MEANS}[unsupported image]"),
    "unknown": Intended("an older name of unsupported: the same", f"{MEANS}[old unknown]"),
    ANOTHER: Intended(
        "answered as unreadable, its words kept, a sealed copy set aside, alarm", f"{KEPT}[kind to come]"
    ),
}

INTERACTIVE: dict[str, Intended] = {
    "button_reply": Intended("a press of `step:option`; anything else is its words", f"{MEANS}[button]"),
    "list_reply": Intended("the same", f"{MEANS}[row]"),
    "nfm_reply": Intended(
        "a form: its answers become words; what cannot be read whole is set aside too", f"{MEANS}[form]"
    ),
    "call_permission_reply": Intended("we never call: dropped", f"{UNUSABLE}[call permission]"),
    "none": Intended(
        "WhatsApp failed (131000): asked to say it again", f"{MEANS}[interactive with an error only]"
    ),
    ANOTHER: Intended("as any other kind of message, products too", f"{KEPT}[product]"),
}

_SAID_NOTHING = {
    "keep_in_chat": Intended("nothing was said: dropped", f"{UNUSABLE}[kept]"),
    "pin": Intended("nothing was said: dropped", f"{UNUSABLE}[pinned]"),
    "poll_update": Intended("nothing was said: dropped", f"{UNUSABLE}[voted]"),
    "reaction": Intended("heard, never answered", f"{MEANS}[unsupported reaction]"),
}

UNSUPPORTED: dict[str, Intended] = {
    inner: _SAID_NOTHING.get(inner, Intended("told that it did not arrive", f"{MEANS}[unsupported {inner}]"))
    for inner in sorted(INNER_KINDS)
} | {
    "none": Intended("told that it did not arrive (131060)", f"{MEANS}[message that was unavailable]"),
    ANOTHER: Intended("as any other kind of message", f"{KEPT}[unsupported of another kind]"),
}

SYSTEM: dict[str, Intended] = {
    "user_changed_number": Intended("the thread follows to the new number", f"{CHANGED}[number and ids]"),
    "customer_changed_number": Intended("an older name of it: the same", f"{CHANGED}[number, older name]"),
    "user_changed_user_id": Intended(
        "the thread follows; without an old id nothing is linked", f"{CHANGED}[id only]"
    ),
    "customer_identity_changed": Intended(
        "another phone behind the number: noted", f"{CHANGED}[another phone]"
    ),
    ANOTHER: Intended("set aside, alarm", f"{UNUSABLE}[system of another kind]"),
}

AROUND: dict[str, Intended] = {
    "number only": Intended("known by it", f"{SENDER}[old webhook]"),
    "user id only": Intended("known by it", f"{SENDER}[username only]"),
    "number and user id": Intended("known by either from then on", f"{SENDER}[number and user id]"),
    "user id inside `from`": Intended(
        "known by it, and never mended like a number", f"{SENDER}[user id inside from]"
    ),
    "neither": Intended("set aside", f"{SENDER}[neither]"),
    "in a group": Intended("dropped: this desk talks with one person at a time", f"{UNUSABLE}[group]"),
    "from our own number": Intended("dropped", f"{UNUSABLE}[ourselves]"),
    "to a number that is not named": Intended("set aside", f"{UNUSABLE}[unknown number]"),
    "time in seconds, milliseconds or none": Intended(
        "read; without one the time of taking it counts",
        INBOUND + "test_a_time_may_be_in_seconds_or_milliseconds_or_missing",
    ),
    "`context.id`": Intended(
        "the message it answers, exactly or by its inner core",
        "channels/test_wamid.py::test_every_envelope_of_a_message_has_the_same_core",
    ),
    "forwarded, often forwarded": Intended(
        "carried with the message", INBOUND + "test_what_was_passed_on_by_others_says_so"
    ),
    "`referral` of an advertisement": Intended("not read", f"{MEANS}[from an advertisement]"),
    "`identity_key_hash`": Intended("not read", INBOUND + "test_the_hash_of_an_identity_is_not_read"),
    "an error in place of a file": Intended(
        "told that it did not arrive; the caption is kept (131052, 131060)", f"{MEANS}[file over 100 MB]"
    ),
    "half an emoji": Intended(
        "the words around it stay", INBOUND + "test_half_an_emoji_does_not_lose_the_words_around_it"
    ),
    "NUL in a text": Intended("left out", f"{MEANS}[text with NUL]"),
}

STATUSES: dict[str, Intended] = {
    "sent": Intended("rank 1", f"{STATUS}[sent-1]"),
    "delivered": Intended("rank 2", f"{STATUS}[delivered-2]"),
    "read": Intended("rank 3", f"{STATUS}[read-3]"),
    "played": Intended("rank 4", f"{STATUS}[played-4]"),
    "failed": Intended("a flag of its own with the error's code; no rank falls", f"{STATUS}[failed-0]"),
    ANOTHER: Intended("dropped, `deleted` too", f"{UNUSABLE}[status deleted]"),
}

FIELDS: dict[str, Intended] = {
    "messages": Intended(
        "one item a message and a status; a shape we do not know is set aside, alarm",
        f"{UNUSABLE}[a shape we do not know]",
    ),
    "errors of the whole value": Intended(
        "alarm when they are of our making or unknown", f"{UNUSABLE}[errors of ours]"
    ),
    "standby": Intended("another app is heard instead of us: set aside, alarm", f"{UNUSABLE}[standby]"),
    "user_preferences": Intended(
        "stop or resume, one item a person; an unreadable wish is set aside, alarm",
        "channels/test_notices.py::test_a_wish_to_be_left_in_peace_is_read",
    ),
    "user_id_update": Intended(
        "announced and withdrawn by Meta: the thread follows if it ever comes",
        INBOUND + "test_the_withdrawn_user_id_update_is_read_if_it_ever_comes",
    ),
    "message_template_status_update": Intended("a notice, by the template's state", f"{NOTICE}[paused]"),
    "message_template_quality_update": Intended("a notice, by the score", f"{NOTICE}[template quality low]"),
    "template_category_update": Intended("a notice, alarm", f"{NOTICE}[category to be changed]"),
    "message_template_components_update": Intended("a notice", f"{NOTICE}[words edited]"),
    "phone_number_quality_update": Intended("a notice, by the event", f"{NOTICE}[number flagged]"),
    "phone_number_name_update": Intended("a notice, by the decision", f"{NOTICE}[name rejected]"),
    "account_update": Intended("a notice, by the event", f"{NOTICE}[account restricted]"),
    "account_review_update": Intended("a notice, by the decision", f"{NOTICE}[review open]"),
    "account_alerts": Intended("a notice, by the severity", f"{NOTICE}[alert]"),
    "business_capability_update": Intended("a notice", f"{NOTICE}[limit]"),
    "security": Intended("a notice, alarm", f"{NOTICE}[pin to be removed]"),
    "history": Intended("Coexistence is on: alarm", f"{NOTICE}[old chats handed over]"),
    "smb_app_state_sync": Intended("Coexistence is on: alarm", f"{NOTICE}[contacts handed over]"),
    "smb_message_echoes": Intended("Coexistence is on: alarm", f"{NOTICE}[written in the app]"),
    "messaging_handovers": Intended("another app may take over: alarm", f"{NOTICE}[handover]"),
    "calls": Intended("calls are on and nobody answers them: alarm", f"{NOTICE}[call]"),
    ANOTHER: Intended(
        "a notice without an alarm; with messages in it set aside, alarm", f"{NOTICE}[a field to come]"
    ),
}

REASONS: dict[str, Intended] = {
    "broken": Intended("set aside", f"{UNUSABLE}[not JSON]"),
    "no_number": Intended("set aside", f"{UNUSABLE}[unknown number]"),
    "no_sender": Intended("set aside", f"{SENDER}[neither]"),
    "group": Intended("dropped", f"{UNUSABLE}[group]"),
    "ourselves": Intended("dropped", f"{UNUSABLE}[ourselves]"),
    "act_on_chat": Intended("dropped", f"{UNUSABLE}[pinned]"),
    "system": Intended("set aside, alarm", f"{UNUSABLE}[system of another kind]"),
    "status": Intended("dropped", f"{UNUSABLE}[status to come]"),
    "errors": Intended("dropped; alarm when of our making or unknown", f"{UNUSABLE}[errors to come]"),
    "standby": Intended("set aside, alarm", f"{UNUSABLE}[standby]"),
    "kind_unknown": Intended("answered, set aside, alarm", f"{KEPT}[kind to come]"),
    "form_unread": Intended("answered, set aside, alarm", f"{KEPT}[form with a file]"),
    "preference": Intended(
        "set aside, alarm", "channels/test_notices.py::test_a_wish_that_cannot_be_read_is_looked_at"
    ),
    "unread": Intended("set aside, alarm", f"{UNUSABLE}[messages in a field to come]"),
    "change": Intended("dropped", f"{UNUSABLE}[only an envelope]"),
}
