"""The ground of a station on the map, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from satark.jurisdiction.geometry import Area


@dataclass(frozen=True)
class Boundary:
    unit: str
    area: Area
