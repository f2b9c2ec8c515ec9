"""How far a message of ours got; a state we do not know costs nobody anything."""

from __future__ import annotations

from satark.channels.whatsapp.inbound.reading import Json, error_code, items, moment, text
from satark.channels.whatsapp.parsed import ParsedStatus, Progress, Unusable

RANKS: dict[Progress, int] = {"failed": 0, "sent": 1, "delivered": 2, "read": 3, "played": 4}


def status(told: Json, to: str) -> ParsedStatus | Unusable:
    progress = told.get("status")
    for known, rank in RANKS.items():
        if progress == known:
            return ParsedStatus(
                phone_number_id=to,
                opaque=text(told, "biz_opaque_callback_data"),
                status=known,
                rank=rank,
                at=moment(told.get("timestamp")),
                error=error_code(items(told, "errors")),
                wamid=text(told, "id"),
            )
    return Unusable("status")
