"""Words of a tip's codes for templates."""

from __future__ import annotations

from django import template

from satark.console import tip_words, words
from satark.console.words import Word

register = template.Library()


def _from(table: dict[str, Word], name: str) -> None:
    register.filter(name, lambda code: words.called(table, str(code)))


for _name, _table in (
    ("what_word", tip_words.WHAT),
    ("reason_word", tip_words.REASONS),
    ("credibility_word", tip_words.CREDIBILITY),
    ("corroboration_word", tip_words.CORROBORATION),
    ("ground_word", tip_words.GROUND),
):
    _from(_table, _name)
