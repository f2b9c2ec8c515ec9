"""`satark whatsapp link` and `qr`: ways into a talk. A plain link needs nobody's leave; a QR code of WhatsApp's own does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from satark.channels.whatsapp.graph import Graph, open_graph
from satark.channels.whatsapp.links import prefilled, wa_link
from satark.channels.whatsapp.setup import OurNumber
from satark.config.whatsapp_reach import our_number, reach
from satark.posters.press import qr_svg
from satark.relay import posters
from satark.settings import Settings


def link(number_id: str, *, poster: str, output: Path | None = None) -> int:
    number = our_number(number_id)
    address = wa_link(number.display, _words(number, poster))
    print(address)
    if output is not None:
        output.write_text(qr_svg(address))
    return 0


def create(settings: Settings, number_id: str, *, poster: str) -> int:
    number = our_number(number_id)
    body = {"prefilled_message": _words(number, poster), "generate_qr_image": "SVG"}
    made = _ask(settings, lambda graph: graph.post(f"{number.id}/message_qrdls", body))
    print(f"{made.get('code')}  {made.get('deep_link_url')}")
    print(f"Its picture, for some days: {made.get('qr_image_url')}")
    return 0


def listing(settings: Settings, number_id: str) -> int:
    number = our_number(number_id)
    codes = _ask(settings, lambda graph: graph.every(f"{number.id}/message_qrdls"))
    for each in codes:
        print(f"{each.get('code')}  {each.get('deep_link_url')}  {each.get('prefilled_message')}")
    if not codes:
        print("WhatsApp keeps no code for this number.")
    return 0


def delete(settings: Settings, number_id: str, code: str) -> int:
    number = our_number(number_id)
    _ask(settings, lambda graph: graph.delete(f"{number.id}/message_qrdls/{code}"))
    print(f"{code} leads nowhere any more.")
    return 0


def _words(number: OurNumber, poster: str) -> str:
    """The greeting in the number's first language, with the code of a poster that there is. Raises PosterRefused."""
    code = posters.find(poster).code if poster else ""
    return prefilled(number.languages[0], code)


def _ask(settings: Settings, question: Callable[[Graph], Awaitable[Any]]) -> Any:
    async def ask() -> Any:
        async with open_graph(reach(settings)) as graph:
            return await question(graph)

    return asyncio.run(ask())
