"""What the Graph API answers is short: whatever is not, is no answer, and must not fill the memory of who knows everybody."""

from __future__ import annotations

import aiohttp

LONGEST = 8 * 1024 * 1024
"""A page of templates with all their words has some hundred kilobytes."""


async def read(answer: aiohttp.ClientResponse) -> bytes:
    """The whole body. Raises aiohttp.ClientPayloadError when it is longer than any answer."""
    whole = bytearray()
    async for part in answer.content.iter_any():
        whole += part
        if len(whole) > LONGEST:
            raise aiohttp.ClientPayloadError("too long")
    return bytes(whole)
