"""The bytes of a webhook as Meta is believed to send them, and their signature.

Non-ASCII as lower-case backslash-u escapes, `/` as `\\/`, `@` as `\\u0040`: a receiver that parses and writes again
before it checks the signature fails here, as it would there.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

Json = dict[str, Any]


def encode(body: Json) -> bytes:
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    return text.replace("/", r"\/").replace("@", r"\u0040").encode("ascii")


def sign(body: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
