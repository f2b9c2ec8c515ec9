"""Templates keep to the strict content security policy, and every form that changes something is protected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from satark.console import words
from satark.console.timeline import KINDS

CONSOLE = Path(__file__).resolve().parents[2] / "satark/console"
TEMPLATES = sorted((CONSOLE / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_written_inline_that_the_policy_forbids(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_posts_carries_the_token(template: Path) -> None:
    for form in re.findall(r"<form\b(?:(?!</form>).)*</form>", template.read_text(), re.DOTALL):
        if re.search(r'method="post"|hx-post', form):
            assert "{% csrf_token %}" in form


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_marks_anything_safe(template: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape off|safeseq", template.read_text())


def test_the_sprite_holds_the_icons_that_are_named_and_no_others() -> None:
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (CONSOLE / "static/vendor/icons.svg").read_text()))
    written = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    chosen = {
        *words.STATUS_ICONS.values(),
        *words.EVIDENCE_ICONS.values(),
        *(icon for icon, _, _ in KINDS.values()),
    }

    assert written | chosen == sprite
