"""Templates keep to the strict content security policy, and every form that changes something is protected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (CONSOLE / "static/vendor/icons.svg").read_text()))
    named = {
        name
        for path in (*TEMPLATES, CONSOLE / "words.py", CONSOLE / "timeline.py")
        for name in re.findall(
            r"""icon "([\w-]+)"|": \("([\w-]+)", "\w*",|"\w+": "([a-z]+(?:-[a-z0-9]+)*)",""", path.read_text()
        )
        for name in name
        if name
    }

    assert named
    assert named <= sprite
