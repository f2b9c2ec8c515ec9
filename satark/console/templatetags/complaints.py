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


@register.filter
def stage(key: str) -> words.Word:
    return words.called(complaint_words.STAGES, key)


@register.filter
def stage_icon(key: str) -> str:
    return complaint_words.STAGE_ICONS.get(key, "circle")


@register.filter
def clock_word(key: str) -> words.Word:
    return words.called(complaint_words.CLOCKS, key)


@register.filter
def lane(key: str) -> words.Word:
    return words.called(complaint_words.LANES, key)


@register.filter
def how(key: str) -> words.Word:
    return words.called(complaint_words.HOW, key)


@register.filter
def step_word(key: str) -> words.Word:
    return words.called(complaint_words.STEPS, key)


@register.filter
def direction_kind(key: str) -> words.Word:
    return words.called(complaint_words.KINDS, key)


@register.filter
def presence(key: str) -> words.Word:
    return words.called(complaint_words.PRESENCE, key)


@register.filter
def late_clock(key: str) -> words.Word:
    return words.called(complaint_words.LATE_CLOCKS, key)


@register.filter
def cause(key: str) -> words.Word:
    return words.called(complaint_words.CAUSES, key)


@register.filter
def proof(key: str) -> words.Word:
    return words.called(complaint_words.PROOFS, key)


@register.filter
def link(key: str) -> words.Word:
    return words.called(complaint_words.LINKS, key)


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
