"""Ways an SMS leaves us: one protocol, one gateway over HTTP, one folder from which somebody else's program takes it.

A number is in a message's body and never in an address: addresses end up in everybody's logs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import quote_plus
from uuid import UUID

import aiohttp

from satark.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=20)
NUMBER, TEXT = "{number}", "{text}"


@dataclass(frozen=True, slots=True)
class Text:
    """One SMS. Never printed."""

    id: UUID
    number: str = field(repr=False)
    """Digits with the country's code, without a plus."""
    words: str = field(repr=False)


class Gateway(Protocol):
    async def send(self, text: Text) -> bool:
        """Whether it was taken. Raises nothing: what is not taken is tried again."""
        ...


class OverHttp:
    """A POST with the body that the provider wants: JSON when its template is JSON, a form's otherwise."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._url = settings.sms_url
        self._template = settings.sms_body
        self._token = settings.sms_token

    async def send(self, text: Text) -> bool:
        content, kind = filled(self._template, text)
        headers = {"Content-Type": kind}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token.reveal()}"
        try:
            async with self._session.post(
                self._url, data=content, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                return 200 <= answer.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False


def filled(template: str, text: Text) -> tuple[bytes, str]:
    """The body and its type. What is put in cannot break out of its place."""
    if template.lstrip().startswith("{") and template.lstrip() not in (NUMBER, TEXT):
        put = {NUMBER: json.dumps(text.number)[1:-1], TEXT: json.dumps(text.words)[1:-1]}
        kind = "application/json"
    else:
        put = {NUMBER: _form(text.number), TEXT: _form(text.words)}
        kind = "application/x-www-form-urlencoded"
    for place, value in put.items():
        template = template.replace(place, value)
    return template.encode(), kind


def _form(value: str) -> str:
    return quote_plus(value)


class Drop:
    """A folder: one JSON file an SMS, `{"number", "text"}`, there whole or not at all; whoever sends it deletes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, text: Text) -> bool:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial = self._folder / f".{text.id}"
            partial.touch(mode=0o600)
            partial.write_text(json.dumps({"number": text.number, "text": text.words}, ensure_ascii=False))
            partial.rename(self._folder / f"{text.id}.json")
        except OSError:
            return False
        return True


def chosen(session: aiohttp.ClientSession, settings: Settings) -> Gateway | None:
    """By settings; None where the district has no way to send an SMS: the ladder goes on without."""
    if settings.sms_url:
        return OverHttp(session, settings)
    return Drop(settings.sms_drop) if settings.sms_drop else None
