"""What `satark places …` does: which station a written place belongs to."""

from __future__ import annotations

import json
from collections.abc import Sequence

from satark.jurisdiction import gazetteer
from satark.jurisdiction.places import Places, load


class PlacesRefused(Exception):
    """The command cannot do what was asked. The text is a sentence for the administrator."""

    for_administrator = True


def match(texts: Sequence[str], *, district: str | None, as_json: bool) -> int:
    """Print the stations that each text may mean, best first. Raises PlacesRefused."""
    if district and all(unit.code != district for unit in gazetteer.units()):
        raise PlacesRefused(f"--district {district}: there is no such unit in units.csv.")
    places = load(district) if district else load()
    if as_json:
        answers = [{"text": text, "stations": list(places.stations(text))} for text in texts]
        print(json.dumps(answers, ensure_ascii=False))
    else:
        print("\n".join(f"{text}: {_in_words(text, places)}" for text in texts))
    return 0


def _in_words(text: str, places: Places) -> str:
    names = {unit.code: unit.name_hi for unit in gazetteer.units()}
    return ", ".join(f"{code} ({names[code]})" for code in places.stations(text)) or "unknown"
