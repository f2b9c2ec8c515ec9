"""What a person sent: each kind of message has one intended outcome, and one we do not know is kept besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from satark.channels.whatsapp.inbound.files import MEDIA, fetch
from satark.channels.whatsapp.inbound.forms import answers
from satark.channels.whatsapp.inbound.reading import Json, degrees, digits, moment, part, person, text
from satark.channels.whatsapp.parsed import Forwarded, MediaToFetch, ParsedMessage, Unusable
from satark.conversation.values import Inbound, InboundKind, Media, MediaId, Pin

LONGEST_CHOICE = 256


@dataclass(frozen=True, slots=True)
class Kept:
    """Answered as `inbound`, but set aside sealed as well, for the reason given."""

    inbound: Inbound
    reason: str


Reader = Callable[[Json, datetime], Inbound | Kept]


def message(sent: Json, to: str, envelope: Json, media_id: Callable[[], MediaId]) -> ParsedMessage | Unusable:
    kind = text(sent, "type")
    if sent.get("group_id"):
        return Unusable("group")
    contact = part(envelope, "contact")
    sender = person(sent.get("from"), sent.get("from_user_id"), contact.get("wa_id"), contact.get("user_id"))
    if not sender:
        return Unusable("no_sender", keep=True)
    if sender.number and sender.number == digits(part(envelope, "metadata").get("display_phone_number")):
        return Unusable("ourselves")
    if _acts_on_chat(kind, sent):
        return Unusable("act_on_chat")

    at = moment(sent.get("timestamp"))
    file = fetch(kind, sent, media_id) if kind in MEDIA else None
    heard = _with_file(sent, file, at) if file else READERS.get(kind, _to_come)(sent, at)
    inbound, keep = (heard.inbound, heard.reason) if isinstance(heard, Kept) else (heard, "")
    return ParsedMessage(
        phone_number_id=to,
        sender=sender,
        inbound=inbound,
        wamid=text(sent, "id"),
        quoted=_quoted(kind, sent),
        fetch=file,
        keep=keep,
        forwarded=_forwarded(part(sent, "context")),
    )


def _acts_on_chat(kind: str, sent: Json) -> bool:
    """True for what people do to a chat without saying anything: a reply would only cost money.

    A message "deleted for everyone" stays with us, unanswered. On a number of the pure Cloud API a deletion is not
    even announced, so promising anything else would be false; and who deletes may have somebody looking at the phone.
    """
    if kind == "unsupported":
        return text(part(sent, "unsupported"), "type") in ACTS_UNREAD
    if kind == "interactive":
        return text(part(sent, "interactive"), "type") in ACTS_PRESSED
    return kind in ACTS


ACTS = frozenset({"revoke", "request_welcome"})
ACTS_UNREAD = frozenset({"keep_in_chat", "pin", "poll_update"})
ACTS_PRESSED = frozenset({"call_permission_reply"})


def _quoted(kind: str, sent: Json) -> str:
    if kind == "reaction":
        return text(part(sent, "reaction"), "message_id")
    if kind == "edit":
        return text(part(sent, "edit"), "original_message_id")
    return text(part(sent, "context"), "id")


def _forwarded(context: Json) -> Forwarded:
    if context.get("frequently_forwarded") is True:
        return "often"
    return "forwarded" if context.get("forwarded") is True else ""


def _with_file(sent: Json, file: MediaToFetch, at: datetime) -> Inbound:
    return Inbound(InboundKind.MEDIA, at, text=_own_words(sent), media=Media(file.media_id, file.kind))


# --- one kind, one outcome ----------------------------------------------------------------------------------------


def _words(sent: Json, at: datetime) -> Inbound:
    return _said(text(part(sent, "text"), "body"), at)


def _said(words: str, at: datetime) -> Inbound:
    """Words, or nothing readable when there are none."""
    return Inbound(InboundKind.TEXT if words else InboundKind.UNSUPPORTED, at, text=words)


def _choice(chosen: str, title: str, at: datetime) -> Inbound:
    """A press of ours has the form `step:option`; a foreign button counts as saying what stands on it."""
    if ":" in chosen and len(chosen) <= LONGEST_CHOICE:
        return Inbound(InboundKind.CHOICE, at, text=title, choice=chosen)
    return _said(title, at)


def _interactive(sent: Json, at: datetime) -> Inbound | Kept:
    """Without its inner object it comes when WhatsApp failed (131000): the person is asked to say it again."""
    interactive = part(sent, "interactive")
    kind = text(interactive, "type")
    if read := INTERACTIVE.get(kind):
        return read(part(interactive, kind), at)
    return _to_come(sent, at) if kind else _unread(sent, at)


def _press(reply: Json, at: datetime) -> Inbound:
    return _choice(text(reply, "id"), text(reply, "title"), at)


def _form(reply: Json, at: datetime) -> Inbound | Kept:
    words, whole = answers(reply)
    said = _said(words, at)
    return said if whole else Kept(said, "form_unread")


def _quick_reply(sent: Json, at: datetime) -> Inbound:
    button = part(sent, "button")
    return _choice(text(button, "payload"), text(button, "text"), at)


def _location(sent: Json, at: datetime) -> Inbound:
    location = part(sent, "location")
    latitude, longitude = degrees(location.get("latitude"), 90), degrees(location.get("longitude"), 180)
    if latitude is None or longitude is None:
        return _unread(sent, at)
    name = ", ".join(each for each in (text(location, "name"), text(location, "address")) if each)
    return Inbound(InboundKind.PIN, at, pin=Pin(latitude, longitude, name))


def _card(_: Json, at: datetime) -> Inbound:
    """A contact card is most often the sender's own: its content goes no further than here."""
    return Inbound(InboundKind.CARD, at)


def _reaction(sent: Json, at: datetime) -> Inbound:
    """The sign, or nothing when it was taken back (WhatsApp sends it empty or leaves it out)."""
    return Inbound(InboundKind.REACTION, at, text=text(part(sent, "reaction"), "emoji"))


def _sticker(_: Json, at: datetime) -> Inbound:
    """A picture of a greeting: there is nothing in it to be kept, so it is not fetched."""
    return Inbound(InboundKind.STICKER, at)


def _order(sent: Json, at: datetime) -> Inbound:
    """We sell nothing, so no order can be meant: only what was written along with it."""
    return _later(text(part(sent, "order"), "text"), at)


def _edit(sent: Json, at: datetime) -> Inbound:
    """The new words are kept, but as said later: read as text they would answer whatever is asked now."""
    return _later(_own_words(part(part(sent, "edit"), "message")), at)


def _later(words: str, at: datetime) -> Inbound:
    return Inbound(InboundKind.LATER if words else InboundKind.UNSUPPORTED, at, text=words)


def _unsupported(sent: Json, at: datetime) -> Inbound | Kept:
    """WhatsApp names the kind but delivers nothing of it."""
    inner = text(part(sent, "unsupported"), "type")
    if inner == "reaction":
        return Inbound(InboundKind.REACTION, at)
    if inner and inner not in INNER_KINDS:
        return Kept(_unread(sent, at), "kind_unknown")
    return _unread(sent, at)


def _unread(sent: Json, at: datetime) -> Inbound:
    return Inbound(InboundKind.UNSUPPORTED, at, text=_own_words(sent))


def _to_come(sent: Json, at: datetime) -> Inbound | Kept:
    """A kind that WhatsApp has invented since. Whatever the person meant by it stays, until we can read it."""
    return Kept(_unread(sent, at), "kind_unknown")


def _own_words(sent: Json) -> str:
    """Whatever the person wrote, in a message whose kind we do not know or whose file did not come."""
    inner = part(sent, text(sent, "type"))
    return text(inner, "body") or text(inner, "caption")


INTERACTIVE: dict[str, Reader] = {"button_reply": _press, "list_reply": _press, "nfm_reply": _form}

READERS: dict[str, Reader] = {
    "text": _words,
    "interactive": _interactive,
    "button": _quick_reply,
    "location": _location,
    "contacts": _card,
    "reaction": _reaction,
    "sticker": _sticker,
    "order": _order,
    "edit": _edit,
    "unsupported": _unsupported,
    "unknown": _unsupported,
    # With a file they never come here: WhatsApp sent an error in its place.
    **dict.fromkeys(MEDIA, _unread),
}

INNER_KINDS = frozenset(
    [
        "button",
        "edit",
        "errors",
        "gif",
        "group_invite",
        "hsm",
        "image",
        "interactive",
        "keep_in_chat",
        "link_preview",
        "list",
        "location",
        "media_placeholder",
        "order",
        "pin",
        "poll_creation",
        "poll_update",
        "product",
        "reaction",
    ]
)
"""What `unsupported` may be, by Meta's page of 26 June 2026."""
