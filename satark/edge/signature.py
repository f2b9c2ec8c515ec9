"""Whether Meta signed these very bytes. Checked on the raw body: parsed and written again it would be another."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

SCHEME = b"sha256="
DIGITS = 64


def is_signed(body: bytes, header: bytes, secrets: Iterable[bytes]) -> bool:
    """Compare in constant time with each secret (there are two while one is being replaced)."""
    claimed = header[len(SCHEME) :].lower()
    if not header.startswith(SCHEME) or len(claimed) != DIGITS:
        return False
    matches = [hmac.compare_digest(_sign(secret, body), claimed) for secret in secrets]
    return any(matches)


def _sign(secret: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, body, "sha256").hex().encode()
