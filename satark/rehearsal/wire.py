"""Talks with the pretend WhatsApp's rehearsal API: JSON in, JSON out."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from satark.rehearsal.errors import RehearsalFailed, StageMissing

Json = dict[str, Any]
LONGEST = 60.0
BOUNDARY = "rehearsal-of-a-form"


def ask(url: str, body: Json | None = None) -> Json:
    """Raises StageMissing when nobody answers, RehearsalFailed for a refusal."""
    data = json.dumps(body).encode() if body is not None else None
    return _asked(urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"}))


def ask_form(url: str, fields: dict[str, str], file: tuple[str, str, bytes]) -> Json:
    """The same with a form and a file in it: its name, its type and its bytes."""
    name, mime, data = file
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    parts.append(f'name="file"; filename="{name}"\r\nContent-Type: {mime}\r\n\r\n'.encode() + data)
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
    whole = b"".join(head + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()
    form = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return _asked(urllib.request.Request(url, data=whole, headers=form))


def _asked(request: urllib.request.Request) -> Json:
    try:
        with urllib.request.urlopen(request, timeout=LONGEST) as answer:
            found: Json = json.load(answer)
    except urllib.error.HTTPError as refused:
        words = refused.read(400).decode("utf-8", "replace")
        raise RehearsalFailed(f"the pretend WhatsApp answered {refused.code}: {words}") from None
    except urllib.error.URLError:
        raise StageMissing("nothing answers there: start `make demo` first.") from None
    return found
