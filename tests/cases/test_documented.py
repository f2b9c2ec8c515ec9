"""What is not written down does not exist for whoever comes after us."""

from pathlib import Path

import pytest

from satark.cases import errors
from satark.cases.models import Event
from satark.console import words

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("kind", Event.Kind.values)
def test_every_event_is_in_the_glossary(kind: str) -> None:
    assert f"`{kind}`" in (DOCS / "glossary.md").read_text()


@pytest.mark.parametrize("error", errors.CaseError.__subclasses__())
def test_every_refusal_has_words_for_the_officer(error: type[errors.CaseError]) -> None:
    assert error.code in words.ERRORS
