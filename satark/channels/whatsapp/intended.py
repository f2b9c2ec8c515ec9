"""What we mean to do with one kind, and the test that shows it: from these rows `docs/whatsapp.md` is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intended:
    """One row. A test fails when a kind has none, or when the test it names is gone."""

    does: str
    shown_by: str
    """`folder/file.py::test[case]` under `tests/`."""
