"""What `satark places …` does: which station a written place belongs to, and which ground belongs to a station."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from satark import clock
from satark.jurisdiction import gazetteer
from satark.jurisdiction.boundaries import Feature, read, sound
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


def boundaries(file: Path, *, write: bool) -> int:
    """Say of each feature whose it is and what is wrong; store them all when asked to and nothing is.

    Returns 1 when a feature has a fault. Raises PlacesRefused and BoundaryFileRefused.
    """
    from satark.jurisdiction import finders

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        raise PlacesRefused("The file cannot be read: is the path right, and is it text in UTF-8?") from None
    features = read(text, units=finders.unit_lines(), known=finders.boundaries())
    for each in features:
        print(_judgement(each))
    faulty = sum(1 for each in features if each.faults)
    if write and not faulty:
        finders.keep(sound(features), at=clock.now())
    print(_outcome(len(features), faulty, write=write))
    return 1 if faulty else 0


def forget(unit: str) -> int:
    """Take a boundary away. Returns 1 when there was none."""
    from satark.jurisdiction import finders

    known = finders.forget(unit)
    print(f"The boundary of {unit} is gone: its seat counts again." if known else f"{unit} has no boundary.")
    return 0 if known else 1


def _judgement(feature: Feature) -> str:
    if feature.faults:
        return f"{feature.number}. {feature.called}: NOT TAKEN. {' '.join(feature.faults)}"
    note = f" (look: {feature.note})" if feature.note else ""
    return f"{feature.number}. {feature.called}: {feature.unit}, by its {feature.by}{note}"


def _outcome(features: int, faulty: int, *, write: bool) -> str:
    if faulty:
        return f"{faulty} of {features} have a fault. Nothing was stored: mend the file and try again."
    if write:
        return f"{features} stored. The desk goes by them within a minute."
    return f"{features} would be stored. Do it with --write."
