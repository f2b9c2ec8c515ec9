"""Every text has its Hindi, and the compiled catalogue is that of today."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def strings(message: object) -> list[str]:
    return [message] if isinstance(message, str) else [*message]  # type: ignore[misc]  # a tuple for plurals


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[.\d]*[sdf]|%s|\{\w+\}", text))


def test_no_text_lacks_its_hindi(messages: ModuleType) -> None:
    assert messages.missing(messages.merged()) == []


def test_the_catalogue_is_that_of_the_code(messages: ModuleType) -> None:
    assert messages.PO.read_bytes() == messages.po_text(messages.merged()), "run tools/messages.py"


def test_the_compiled_catalogue_is_current(messages: ModuleType) -> None:
    compiled = messages.PO.with_suffix(".mo").read_bytes()

    assert compiled == messages.mo_bytes(messages.PO.read_bytes()), "run tools/messages.py"


def test_hindi_fills_in_the_same_things(messages: ModuleType) -> None:
    for message in messages.merged():
        if message.id:
            wanted = placeholders(strings(message.id)[-1])
            assert all(placeholders(text) == wanted for text in strings(message.string)), message.id


def test_the_console_speaks_its_own_hindi_and_not_that_of_others(messages: ModuleType) -> None:
    """Django's own applications have words of the same name, and some of them win."""
    with translation.override("hi"):
        for message in messages.merged():
            if message.id and isinstance(message.id, str):
                said = (
                    translation.pgettext(message.context, message.id)
                    if message.context
                    else translation.gettext(message.id)
                )
                assert said == message.string


def test_texts_of_templates_and_code_are_both_found(messages: ModuleType) -> None:
    found = {text for _context, texts, _where in messages.messages() for text in texts}

    assert "Sealed: nobody here can see who wrote." in found
    assert "Police corruption" in found
    assert "%(post)s answered" in found
