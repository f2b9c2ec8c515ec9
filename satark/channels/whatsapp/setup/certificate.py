"""The certificate of our webhook, looked at from outside as WhatsApp does: valid, from a known authority, for this name."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from satark.channels.whatsapp.setup.checks import Certificate

PATIENCE = 10.0


async def look(url: str, *, trust: ssl.SSLContext | None = None) -> Certificate | None:
    """None when the address needs none. `trust`: whom to believe, by default what this machine believes."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    trust = trust or ssl.create_default_context()
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(parts.hostname, parts.port or 443, ssl=trust)
    except ssl.SSLCertVerificationError as problem:
        return Certificate(None, problem.verify_message)
    except (OSError, TimeoutError):
        # A proxy that lets nobody out is common; then nobody here can tell.
        return Certificate(None, "our own address does not answer from here")
    try:
        shown = writer.get_extra_info("peercert") or {}
        return Certificate(_ends(str(shown.get("notAfter", ""))))
    finally:
        writer.close()


def _ends(not_after: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(not_after), UTC)
    except ValueError:
        return None
