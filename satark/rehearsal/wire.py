"""Talks with the pretend WhatsApp's rehearsal API: JSON in, JSON out."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from satark.rehearsal.errors import RehearsalFailed, StageMissing

Json = dict[str, Any]
LONGEST = 60.0


def ask(url: str, body: Json | None = None) -> Json:
    """Raises StageMissing when nobody answers, RehearsalFailed for a refusal."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=LONGEST) as answer:
            found: Json = json.load(answer)
    except urllib.error.HTTPError as refused:
        words = refused.read(400).decode("utf-8", "replace")
        raise RehearsalFailed(f"the pretend WhatsApp answered {refused.code}: {words}") from None
    except urllib.error.URLError:
        raise StageMissing("nothing answers there: start `make demo` first.") from None
    return found
