"""Who works the open lane of a district in motion: both desks, both heads, and a phone at every station."""

from __future__ import annotations

from contextlib import closing

from satark.config import database, rehearse, rehearse_posts
from satark.rehearsal.open_lane import Offices, OpenLane
from satark.settings import Settings

SILENT = ("chn-mughalsarai.sho", "bly-izzatnagar.sho", "bly-prem-nagar.sho")
"""Stations of which people write most often: their phones are looked at and not answered."""


def open_lane(settings: Settings) -> OpenLane:
    with closing(database.connect(settings, "owner", autocommit=True)) as link:
        rows = link.execute("SELECT code, name_hi FROM jurisdiction_post").fetchall()
        return OpenLane(
            offices={
                district: Offices(*(rehearse.officer(settings, name) for name in names))
                for district, names in rehearse.OFFICES.items()
            },
            phones=rehearse_posts.phones(settings, link, rehearse.OFFICES),
            names={str(code): str(name) for code, name in rows},
            silent=SILENT,
        )
