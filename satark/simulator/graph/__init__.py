"""The Graph API as Satark calls it: token first, then the object, then what is asked of it."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.graph import (
    account,
    blocking,
    codes,
    media,
    messages,
    number,
    objects,
    profile,
    registration,
    templates,
)
from satark.simulator.graph.media import UPLOAD_MOST

__all__ = ["UPLOAD_MOST", "routes"]


def routes(version: str) -> list[web.RouteDef]:
    """What any id can be asked comes last: it would take what is meant for the others."""
    subjects = (messages, media, templates, number, profile, registration, account, codes, blocking)
    return [route for part in (*subjects, objects) for route in part.routes(version)]
