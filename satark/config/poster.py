"""`satark poster`: makes posters, says which there are and what they brought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from satark import clock
from satark.clock import INDIA
from satark.conversation.values import Language
from satark.dialogues.catalogue import LANGUAGES
from satark.jurisdiction.models import Unit
from satark.posters import press
from satark.relay import numbers, posters


def make(*, unit: str, place: str, languages: Sequence[str], output: Path) -> int:
    chosen = _languages(languages)
    numbers.answering(unit)  # Before a code is given out for a poster that cannot be drawn.
    code = posters.make(unit=unit, place=place, languages=chosen, now=clock.now())
    _draw(code, unit, chosen, output)
    print(f"Poster {code} for {place}: {output}")
    return 0


def again(code: str, *, output: Path) -> int:
    poster = posters.find(code)
    _draw(poster.code, poster.unit_id, _languages(poster.language.split(",")), output)
    print(f"Poster {poster.code} for {poster.place}: {output}")
    return 0


def listing() -> int:
    for each in posters.every():
        made = f"{each.made_at.astimezone(INDIA):%d.%m.%Y}"
        retired = f", taken down {each.retired_at.astimezone(INDIA):%d.%m.%Y}" if each.retired_at else ""
        print(f"{each.code}  {each.unit_id:<16} made {made}{retired}  {each.place}")
    return 0


def retire(code: str) -> int:
    posters.retire(code, clock.now())
    print(f"Poster {code.upper()} is counted no more. Who scans it still opens a talk.")
    return 0


def counts() -> int:
    for each in posters.counts(clock.now()):
        print(f"{each.code}  {each.total:>12}  {each.place}{' (taken down)' if each.retired else ''}")
        for day, count in each.days:
            print(f"      {day:%d.%m.%Y}  {count}")
    return 0


def _draw(code: str, unit: str, languages: tuple[Language, ...], output: Path) -> None:
    number, answers = numbers.answering(unit)
    drawn = press.make(
        press.Poster(
            code=code,
            unit=_names(answers),
            number=number.display,
            languages=languages,
            spoken=number.languages,
        )
    )
    output.write_bytes(drawn)


def _names(unit: Unit) -> dict[str, str]:
    """What the unit is called, by language; its name in Urdu letters is one of its other spellings."""
    names = {"hi": unit.name_hi, "en": unit.name_en}
    urdu = next((alias for alias in unit.aliases if re.match("[\u0600-\u06ff]", alias)), "")
    return names | ({"ur": urdu} if urdu else {})


def _languages(wanted: Sequence[str]) -> tuple[Language, ...]:
    """Raises PosterRefused for one that we do not speak."""
    known = tuple(each.strip() for each in wanted)
    if not known or not set(known) <= set(LANGUAGES) or len(set(known)) < len(known):
        raise posters.PosterRefused(
            f"--language takes {', '.join(LANGUAGES)}, separated by commas, each once."
        )
    return cast(tuple[Language, ...], known)
