"""Where webhooks go: a number's own address goes before the account's, and that before the app's."""

from __future__ import annotations

import aiohttp

from satark.simulator.config import SimulatorConfig
from satark.simulator.errors import GraphError
from satark.simulator.records import Records
from satark.simulator.webhooks.lines import Letter

ADDRESS_MOST = 200
TIME_OUT = aiohttp.ClientTimeout(total=5)
OTHER = "https://somebody-else.example/webhooks"
"""What a number's callback is said to be, when that is the fault."""


def address_of(config: SimulatorConfig, records: Records, letter: Letter) -> str:
    """Empty when no app is subscribed to the account: then nobody hears of it, now or later."""
    if records.get("unsubscribed", letter.waba) is not None:
        return ""
    if letter.field != "messages":
        return config.webhook_url
    number = str(letter.value.get("metadata", {}).get("phone_number_id", ""))
    for kind, owner in (("number callback", number), ("account callback", letter.waba)):
        override = records.get(kind, owner)
        if override is not None:
            return str(override["url"])
    return config.webhook_url


async def override(
    records: Records, kind: str, owner: str, url: object, token: object, challenge: str
) -> None:
    """Set it, after whoever is there has repeated the challenge; an empty address clears it. Raises GraphError."""
    if url == "":
        records.remove(kind, owner)
        return
    if not isinstance(url, str) or len(url) > ADDRESS_MOST or not url.startswith(("https://", "http://")):
        raise GraphError(
            100, f"Param override_callback_uri must be an address of at most {ADDRESS_MOST} characters"
        )
    if not isinstance(token, str) or not await repeats(url, token, challenge):
        raise GraphError(100, "Callback verification failed", subcode=2200)
    records.put(kind, owner, "", {"url": url})


async def repeats(url: str, token: str, challenge: str) -> bool:
    """Whether whoever is at this address proves to be ours."""
    query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token}
    try:
        async with aiohttp.ClientSession(timeout=TIME_OUT) as http, http.get(url, params=query) as answer:
            return answer.status == 200 and (await answer.text()) == challenge
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False
