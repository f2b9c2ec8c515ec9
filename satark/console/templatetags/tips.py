"""Words of a tip's codes for templates."""

from __future__ import annotations

from django import template

from satark.console import tip_words, words

register = template.Library()

for _name, _table in (
    ("what_word", tip_words.WHAT),
    ("reason_word", tip_words.REASONS),
    ("credibility_word", tip_words.CREDIBILITY),
    ("corroboration_word", tip_words.CORROBORATION),
    ("ground_word", tip_words.GROUND),
):
    register.filter(_name, words.caller(_table))
