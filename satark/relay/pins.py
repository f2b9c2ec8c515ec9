"""A point that somebody sent, as a case keeps it."""

from __future__ import annotations

from satark.cases.values import Point
from satark.conversation.values import Pin


def point(pin: Pin | None) -> Point | None:
    """Latitude, longitude; degrees, WGS 84."""
    return (pin.latitude, pin.longitude) if pin else None
