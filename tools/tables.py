"""The tables of docs/whatsapp.md, made from the rows that stand beside the code they describe.

Maintainers run `make tables` after changing a kind, a code or a test's name. A test fails while the file is old, a
kind has no row, or a row names a test that is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from satark.channels.whatsapp import errors
from satark.channels.whatsapp.inbound import kinds
from satark.channels.whatsapp.inbound.codes import CODES
from satark.channels.whatsapp.inbound.notices import FIELDS as NOTICE_FIELDS
from satark.channels.whatsapp.intended import Intended
from satark.channels.whatsapp.outbound import kinds as outbound
from satark.channels.whatsapp.parsed import REASONS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs/whatsapp.md"
MARK = "<!-- made by `make tables` from here on -->"

Table = Mapping[str, Intended]
Rows = Iterator[tuple[str, ...]]

INBOUND: dict[str, Table] = {
    "Messages, by `type`": kinds.MESSAGES,
    "`interactive`, by its inner `type`": kinds.INTERACTIVE,
    "`unsupported`, by its inner `type`": kinds.UNSUPPORTED,
    "`system`, by its inner `type`": kinds.SYSTEM,
    "What stands around a message": kinds.AROUND,
    "Statuses": kinds.STATUSES,
    "Fields of the webhook": kinds.FIELDS,
}
OUTBOUND: dict[str, Table] = {
    "Kinds": {
        re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower(): row for kind, row in outbound.KINDS.items()
    },
    "Beside them": outbound.BESIDE,
}
WHEN = {
    "later": "yes, after seconds, then longer",
    "slow": "yes, after minutes, the whole number",
    "pair": "yes, after 4^n seconds, this person only",
    "after_change": "when something was changed",
    "never": "no",
}
EACH_CODE = "channels/test_errors.py::test_each_code_has_its_next_step"


def text() -> str:
    """The whole document: what a person wrote above the mark, and the tables."""
    written, _, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    return f"{written}{MARK}\n\n" + "\n".join(_sections())


def _sections() -> Iterator[str]:
    yield "## What comes in\n"
    for title, table in INBOUND.items():
        yield drawn(f"### {title}\n", ("kind", "what we do", "shown by"), _rows(table))
    yield drawn("### Notices of ourselves, by our code\n", ("code", "alarm", "means", "said by"), _notices())
    yield drawn(
        "### Set aside or dropped, by reason\n",
        ("reason", "what it is", "what we do", "shown by"),
        (
            (f"`{reason}`", REASONS[reason], row.does, f"`{row.shown_by}`")
            for reason, row in kinds.REASONS.items()
        ),
    )
    yield "## What goes out\n"
    for title, table in OUTBOUND.items():
        yield drawn(f"### {title}\n", ("kind", "what we do", "shown by"), _rows(table))
    yield "## When WhatsApp refuses\n"
    yield drawn(
        "### By error code\n", ("code", "again?", "whose", "alarm", "an officer reads", "shown by"), _codes()
    )
    yield drawn(
        "### What an officer reads\n",
        ("", "in English", "in Hindi"),
        ((f"`{key}`", english, errors.WORDS_HINDI[key]) for key, english in errors.WORDS.items()),
    )


def _rows(table: Table) -> Rows:
    for kind, row in table.items():
        yield kind, row.does, f"`{row.shown_by}`"


def _notices() -> Rows:
    said: dict[str, set[str]] = {code: set() for code in CODES}
    for field, read in NOTICE_FIELDS.items():
        for code in (*read.codes.values(), read.otherwise):
            said[code].add(field)
    for code, meaning in CODES.items():
        fields = ", ".join(f"`{field}`" for field in sorted(said[code])) or "any other field"
        yield f"`{code}`", _yes(meaning.alarm), meaning.means, fields


def _codes() -> Rows:
    for code in sorted(errors.TABLE):
        yield _code(str(code), code)
    yield _code("200–299", 200)
    unknown = errors.of_code(999_999)
    test = "channels/test_errors.py::test_a_code_to_come_is_tried_again_with_care"
    yield "any other", WHEN[unknown.retry], "WhatsApp's", "yes", f"`{unknown.words}`", f"`{test}`"


def _code(shown: str, code: int) -> tuple[str, ...]:
    failure = errors.of_code(code)
    test = f"`{EACH_CODE}[{code}-{failure.retry}-{failure.alarm}]`"
    whose = "ours" if failure.ours else "WhatsApp's or theirs"
    return shown, WHEN[failure.retry], whose, _yes(failure.alarm), f"`{failure.words}`", test


def _yes(true: bool) -> str:
    return "yes" if true else ""


def drawn(title: str, head: tuple[str, ...], rows: Rows) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return f"{title}\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    DOCUMENT.write_text(text(), encoding="utf-8")
