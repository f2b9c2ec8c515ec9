"""What ids are called in front of officers. An id that is not here is shown as it is: never a reason to fail."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _c

Word = str | Promise

CATEGORIES: dict[str, Word] = {
    "cow": _("Cow smuggling, slaughter"),
    "drugs": _("Illegal liquor, drugs"),
    "arms": _("Illegal arms"),
    "gambling": _("Gambling, betting"),
    "trafficking": _("Trafficking of women, children"),
    "mining_overloading": _("Illegal mining, overloading"),
    "extortion": _("Extortion by threats"),
    "harassment": _("Harassment spots"),
    "conversion": _("Forced conversion"),
    "police": _("Police corruption"),
    "other": _("Something else"),
    # Of the open lane (`cases.categories`).
    "fight": _("Fight, assault"),
    "land": _("Land dispute"),
    "theft": _("Theft, robbery"),
    "women": _("Offence against a woman"),
    "family": _("Family, marriage"),
    "missing": _("Missing person"),
    "accident": _("Road accident"),
    "cyber": _("Cyber fraud"),
    "nuisance": _("Nuisance, quarrel of neighbours"),
    "noise": _("Noise"),
    "animals": _("Animals"),
    "threat": _("Threats"),
    "fraud": _("Cheating, money"),
    "child": _("Offence against a child"),
    "incident": _("Report by an officer"),
    "order": _("Order"),
}

STATUSES: dict[str, Word] = {
    "new": _c("status", "New"),
    "read": _c("status", "Seen"),
    "directed": _c("status", "Directed"),
    "answered": _c("status", "Answer came"),
    "closed": _c("status", "Closed"),
}

STATUS_ICONS = {
    "new": "circle-filled",
    "read": "circle",
    "directed": "send",
    "answered": "message-check",
    "closed": "archive",
}

TABS: dict[str, Word] = {
    "open": _c("tab", "Open"),
    "late": _c("tab", "Late"),
    "closed": _c("tab", "Closed"),
    "all": _c("tab", "All"),
}

POLICE: dict[str, Word] = {
    "yes": _("Police mixed up in it: yes"),
    "unknown": _("Police mixed up in it: not known"),
}

FAILURES: dict[str, Word] = {
    "not_reachable": _("no WhatsApp on this number, or it is blocked or too old"),
    "no_phone": _("no phone is registered for this post"),
    "window": _("the phone has not written for a day"),
    "template": _("the fixed text for phones that have not written for a day is not allowed at present"),
    "too_late": _("it could not be sent for a week"),
    "withheld": _("WhatsApp held it back"),
    "new_phone": _("the phone has changed; make sure who has it"),
    "bad_message": _("a fault of our system, not yours"),
    "media": _("the file could not be sent"),
    "busy": _("WhatsApp did not take it, however often it was tried"),
    "too_fast": _("too many messages went to this phone in a short time"),
    "token": _("WhatsApp does not let our system in; the technical cell has to look into it"),
    "account": _("WhatsApp has restricted our number; the technical cell has to look into it"),
    "payment": _("WhatsApp has not been paid; the technical cell has to look into it"),
    "setup": _("our number is not set up rightly; the technical cell has to look into it"),
    "no_connection": _("WhatsApp could not be reached"),
    "answer_lost": _("it is not known whether WhatsApp took it"),
    "not_agreed": _("they did not agree to be written to first"),
    "gone": _("they removed their number, or it belongs to somebody else now"),
}
"""Why a message did not arrive: what the relay notes with it. Of posts and of sources, so it names neither."""

OUTCOMES: dict[str, Word] = {
    "fir": _("FIR registered"),
    "ncr": _("NCR registered"),
    "preventive": _("Preventive action (BNSS 126/135, 170)"),
    "department": _("Passed to the department concerned"),
    "nothing_found": _("Nothing found on the spot"),
    "no_ground": _("Not enough to act on"),
    "false": _("Information was false"),
    "other": _("Other outcome"),
    # Of an open complaint (`cases.outcomes.COMPLAINT_OUTCOMES`).
    "revenue": _("To revenue officials, Samadhan Diwas"),
    "counselling": _("Counselling"),
    "cyber": _("To the cyber helpline 1930"),
    "civil_court": _("A matter for the civil court"),
    "compromise": _("The two sides agreed"),
    "not_found": _("Nobody found on the spot"),
}

EVIDENCE: dict[str, Word] = {
    "photo": _("Photo"),
    "video": _("Video"),
    "voice": _("Voice note"),
    "audio": _("Audio"),
    "document": _("Document"),
}

EVIDENCE_ICONS = {
    "photo": "photo",
    "video": "video",
    "voice": "microphone",
    "audio": "music",
    "document": "file-text",
}

LANGUAGES: dict[str, Word] = {
    "hi": _("Hindi"),
    "en": _("English"),
    "ur": _("Urdu"),
    "bho": _("Bhojpuri"),
}

ERRORS: dict[str, Word] = {
    "case_not_found": _("This case is not open to your post any more. Nothing was sent."),
    "case_closed": _(
        "This case was closed meanwhile, so nothing was sent. What you wrote is still here: copy it if you need it."
    ),
    "empty_text": _("Nothing was written, so nothing was sent. Write a few words and press again."),
    "text_too_long": _(
        "This is too long for one message, so nothing was sent. What you wrote is still here: shorten it and press again."
    ),
    "post_not_allowed": _(
        "Your post cannot direct that post, so nothing was sent. Choose another post from the list."
    ),
    "not_answered": _(
        "There is no answer to return any more, so nothing was sent. Load the page again to see why."
    ),
    "outcome_unknown": _("Choose an outcome from the list. Nothing was sent."),
    "term_in_past": _("That time has already passed, so nothing was sent. Choose a later one."),
    "proof_missing": _(
        "Something is missing that shows that somebody was there: the place, a photo or why there is none, and who went. Nothing was entered."
    ),
    "code_unknown": _("Choose from the list. Nothing was changed."),
    "not_forwarded": _(
        "No station works on it any more, or one does already. Load the page again to see where it stands."
    ),
    "not_in_dispute": _("It was decided meanwhile. Load the page again to see how."),
    "not_assessed": _("First write down credibility, corroboration and ground. Nothing was sent."),
    "accused_not_said": _("First the DIG's cell says which policemen it is about. Nothing was sent."),
    "not_released": _("The supervisor has not released it yet. Nothing was sent."),
    "nobody_releases": _("No supervisor is posted for your cell; tell the administrator."),
    "unit_not_allowed": _("That unit cannot be chosen here. Nothing was changed."),
    "text_held": _("It was not sent: it could give the source away."),
    "not_asked": _("It was decided meanwhile."),
    "merge_not_allowed": _(
        "It can only become part of another open complaint of your own desk. Check the number."
    ),
}

HELD = _(
    "It was not sent: %s. Whoever gives himself away is not safe any more. It lies before your supervisor; when it is released, press again."
)

FAILED = _(
    "It was not carried out. What you wrote is still here: press again, or tell the administrator the code %s."
)

DONE: dict[str, Word] = {
    "forward": _("It is on its way to the station's phone."),
    "recall": _("It was taken back; the station is told."),
    "park": _("It is set aside, and the complainant is told."),
    "merge": _("It is now part of the other complaint."),
    "urgent": _("It is marked as going on now."),
    "recategorise": _("The category was changed."),
    "decide": _("It is decided, and both stations are told."),
    "step": _("The step is entered."),
    "order": _("The order is on its way to the post's phone."),
    "approve": _("You stand by the outcome."),
    "direct": _("The direction is on its way to the post's phone."),
    "assess": _("It is written down."),
    "release": _("It lies before the supervisor."),
    "hand-over": _("It is with the other district's cell, and stays readable here."),
    "accept": _("The answer is accepted."),
    "mute": _("Quiet for a day."),
    "unmute": _("It rings again."),
    "block": _("It goes to the quiet pile."),
    "unblock": _("It is read as others are."),
    "ask": _("The question is waiting for the source in the chat."),
    "answer": _("The answer is waiting for the source in the chat."),
    "note": _("The note is kept. Only the cell reads it."),
    "return": _("The answer was returned to the post."),
    "close": _("The case is closed, and the source is told in your words."),
}


def called(words: dict[str, Word], key: str) -> Word:
    return words.get(key, key)


def caller(table: dict[str, Word]) -> Callable[[str], Word]:
    """`called` for one table, as templates use it."""
    return lambda key: called(table, str(key))
