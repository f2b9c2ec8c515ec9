"""What templates of the open lane say: stages, steps, how long each took."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from satark.cases.lists import STEPS, Line, Took
from satark.console import complaint_words, say, words
from satark.console.names import called
from satark.jurisdiction.queries import PostLine, UnitName

register = template.Library()

register.filter("duration", say.duration)
for _name, _table in (
    ("stage", complaint_words.STAGES),
    ("clock_word", complaint_words.CLOCKS),
    ("lane", complaint_words.LANES),
    ("how", complaint_words.HOW),
    ("step_word", complaint_words.STEPS),
    ("direction_kind", complaint_words.KINDS),
    ("presence", complaint_words.PRESENCE),
    ("late_clock", complaint_words.LATE_CLOCKS),
    ("cause", complaint_words.CAUSES),
    ("proof", complaint_words.PROOFS),
    ("link", complaint_words.LINKS),
):
    register.filter(_name, words.caller(_table))


@register.filter
def stage_icon(key: str) -> str:
    return complaint_words.STAGE_ICONS.get(key, "circle")


@register.filter
def post_called(code: str, names: Mapping[str, PostLine]) -> str:
    return called(names[code]) if code in names else code


@register.filter
def step_cells(line: Line) -> list[tuple[str, Took | None]]:
    """Every step in its place, taken or not."""
    taken = {took.step: took for took in line.took}
    return [(step, taken.get(step)) for step in STEPS]


@register.filter
def unit_called(code: str, units: Mapping[str, UnitName]) -> str:
    return called(units[code]) if code in units else code
