"""The tables of docs/rights.md: each address of the console with its rule, made from `satark/console/rules.py`.

Maintainers run `make tables` after adding an address or an act. A test fails while the file is old.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django

from tools.tables import MARK, ROOT, drawn

if TYPE_CHECKING:
    from satark.console.rules import Rule

DOCUMENT = ROOT / "docs/rights.md"


def text() -> str:
    """The whole document: what a person wrote above the mark, and the tables."""
    written, _, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    return f"{written}{MARK}\n\n" + "\n".join(_sections())


def _sections() -> Iterator[str]:
    from satark.console.rules import ACTS, RULES

    yield drawn(
        "## Addresses\n",
        ("address", "method", "whose", "it answers", "any other officer", "not signed in"),
        (
            (f"`{name}`", rule.method, rule.whose, str(rule.his), _others(rule), str(rule.stranger))
            for name, rule in RULES.items()
        ),
    )
    yield drawn(
        "## Acts on a complaint one reads\n",
        ("act", "roles"),
        ((f"`{act}`", ", ".join(sorted(roles))) for act, roles in sorted(ACTS.items())),
    )


def _others(rule: Rule) -> str:
    return str(rule.others) if rule.has_others else "–"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satark.config.django_settings")
    django.setup()
    DOCUMENT.write_text(text(), encoding="utf-8")
