"""Whom WhatsApp says we shall leave in peace, or may write to again."""

from __future__ import annotations

from satark.channels.whatsapp.inbound.reading import Json, moment, only, part, person, text
from satark.channels.whatsapp.parsed import ParsedPreference, Unusable


def preference(value: Json, envelope: Json, to: str) -> ParsedPreference | Unusable:
    """The edge makes one item of each wish. One that cannot be read is looked at by a person: it may say stop."""
    wish, contact = only(value, "user_preferences"), part(envelope, "contact")
    sender = person(wish.get("wa_id"), wish.get("user_id"), contact.get("wa_id"), contact.get("user_id"))
    wanted = text(wish, "value")
    if not to or not sender or wanted not in ("stop", "resume"):
        return Unusable("preference", keep=True, alarm=True)
    return ParsedPreference(to, sender, wanted == "stop", moment(wish.get("timestamp")))
