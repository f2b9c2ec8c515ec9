"""Which of two names is shown: the one in the officer's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def hindi() -> bool:
    return (get_language() or "hi").startswith("hi")


def called(thing: Any, prefix: str = "name") -> str:
    """`called(unit)` reads name_hi or name_en; `called(line, "unit_name")` reads unit_name_hi or unit_name_en."""
    return str(getattr(thing, f"{prefix}_{'hi' if hindi() else 'en'}", "") or "")
