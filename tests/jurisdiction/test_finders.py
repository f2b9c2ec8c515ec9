"""What an import stores is what the finder goes by, from the next look on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from satark.config import places as commands
from satark.config.places import PlacesRefused
from satark.conversation.values import Pin
from satark.jurisdiction import finders, gazetteer, services
from satark.jurisdiction.finders import Finders
from satark.jurisdiction.models import Boundary
from satark.jurisdiction.names import FoundPlace

pytestmark = pytest.mark.django_db

BY_DHANAPUR = Pin(25.43, 83.30)
BALUA = [[83.10, 25.38], [83.32, 25.38], [83.32, 25.46], [83.10, 25.46], [83.10, 25.38]]


@pytest.fixture(autouse=True)
def units() -> None:
    services.import_units(gazetteer.units())


def geojson(folder: Path, *rings: list[list[float]], code: str = "chn-balua") -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ring in rings
    ]
    file = folder / "boundaries.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def lies(known: Finders) -> tuple[str, str] | None:
    place: FoundPlace | None = known.under("chandauli").near(BY_DHANAPUR)
    return (place.unit, place.how) if place else None


def test_the_units_of_the_database_are_found_as_those_of_the_file() -> None:
    known = Finders()
    known.refresh()

    assert {unit.code for unit in finders.unit_lines()} == {unit.code for unit in gazetteer.units()}
    assert known.under("bareilly").stations("izzat nagar") == ("bly-izzatnagar",)
    assert known.under("bareilly").stations("balua ghat") == ()
    assert lies(known) == ("chn-dhanapur", "nearest")


def test_a_preview_stores_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.boundaries(geojson(tmp_path, BALUA), write=False) == 0

    assert capsys.readouterr().out == (
        "1. chn-balua: chn-balua, by its code\n1 would be stored. Do it with --write.\n"
    )
    assert not Boundary.objects.exists()


def test_what_was_stored_counts_from_the_next_look_on(tmp_path: Path) -> None:
    known = Finders()
    known.refresh()
    before = lies(known)

    commands.boundaries(geojson(tmp_path, BALUA), write=True)
    known.refresh()

    assert before == ("chn-dhanapur", "nearest")
    assert lies(known) == ("chn-balua", "boundary")


def test_stored_again_a_boundary_is_replaced_and_forgotten_the_seat_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = [[83.10, 25.38], [83.20, 25.38], [83.20, 25.46], [83.10, 25.46], [83.10, 25.38]]
    commands.boundaries(geojson(tmp_path, BALUA), write=True)
    commands.boundaries(geojson(tmp_path, narrow), write=True)
    known = Finders()
    known.refresh()

    replaced = lies(known)
    assert (commands.forget("chn-balua"), commands.forget("chn-balua")) == (0, 1)

    assert replaced == ("chn-dhanapur", "nearest")
    assert not Boundary.objects.exists()


def test_one_fault_and_nothing_is_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.boundaries(geojson(tmp_path, BALUA, BALUA), write=True) == 1

    told = capsys.readouterr().out
    assert "2. chn-balua: NOT TAKEN. chn-balua is feature 1 already" in told
    assert "Nothing was stored" in told
    assert not Boundary.objects.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 no text"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: Any) -> None:
    file = tmp_path / "boundaries.geojson"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(PlacesRefused, match="cannot be read"):
        commands.boundaries(file, write=True)
