"""What templates say: names, times, icons."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from satark.console import names, say, words
from satark.evidence import kinds

register = template.Library()

register.filter("called", names.called)
register.filter("grouped", say.grouped)
register.filter("exact", say.exact)
register.filter("size", say.size)
register.filter("mark", say.mark)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside words, never instead of them: hidden from readers that speak."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def as_icon(name: str) -> SafeString:
    return icon(name)


@register.filter
def category(key: str) -> words.Word:
    return words.called(words.CATEGORIES, key)


@register.filter
def status(key: str) -> words.Word:
    return words.called(words.STATUSES, key)


@register.filter
def status_icon(key: str) -> str:
    return words.STATUS_ICONS.get(key, "circle")


@register.filter
def police(key: str) -> words.Word:
    return words.POLICE.get(key, "")


@register.filter
def evidence(key: str) -> words.Word:
    return words.called(words.EVIDENCE, key)


@register.filter
def evidence_icon(key: str) -> str:
    return words.EVIDENCE_ICONS.get(key, "file-text")


@register.filter
def tongue(key: str) -> words.Word:
    return words.called(words.LANGUAGES, key)


@register.filter
def elapsed(at: datetime, now: datetime) -> str:
    return say.elapsed(at, now)


@register.simple_tag
def moment(at: datetime, now: datetime) -> SafeString:
    """A time as people say it; the exact one is in the title."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(timespec="seconds"),
        say.exact(at),
        say.moment(at, now, hindi=names.hindi()),
    )


@register.filter
def shown(media_type: str) -> bool:
    """Whether a browser may show it in place; everything else is offered for saving."""
    return media_type in kinds.SHOWN


@register.filter
def add_number(number: float, more: float) -> float:
    return round(number + more, 1)
