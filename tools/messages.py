"""The console's words: collects them from code and templates, merges them into the catalogue, compiles it.

Maintainers run `python tools/messages.py` after changing a text, write the missing Hindi into the .po, and run it
again. A test fails while a text lacks its Hindi or the compiled file is old. Nobody needs GNU gettext.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CONSOLE = ROOT / "satark/console"
PO = CONSOLE / "locale/hi/LC_MESSAGES/django.po"

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "ngettext": (1, 2),
    "_c": ((1, "c"), 2),
}
"""Function names that our code gives texts to; `_c` has the context first."""

Found = tuple[str, tuple[str, ...], str]
"""Context (or empty), singular and perhaps plural, where."""


def messages() -> Iterator[Found]:
    for path in sorted(CONSOLE.rglob("*.py")):
        yield from from_python(path)
    for path in sorted(CONSOLE.rglob("*.html")):
        yield from from_template(path)


def from_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as source:
        # Babel's own annotations are narrower than what it gives: one text comes bare, several as a tuple.
        calls = cast(
            Iterator[tuple[int, str, str | tuple[str | None, ...], list[str]]],
            extract_python(source, KEYWORDS, (), {"encoding": "utf-8"}),
        )
        for _line, name, texts, _comments in calls:
            yield arranged(name, texts if isinstance(texts, tuple) else (texts,), path)


def from_template(path: Path) -> Iterator[Found]:
    """Django turns a template into calls of gettext between filler; each call is on one line and valid Python."""
    pseudo = templatize(path.read_text(), origin=str(path))
    for name in ("pgettext", "ngettext", "gettext"):
        start = 0
        while (at := pseudo.find(f" {name}(u", start)) >= 0:
            end = pseudo.index(") ", at) + 1
            while not (call := parsed(pseudo[at + 1 : end])):
                end = pseudo.index(") ", end) + 1
            yield arranged("_c" if name == "pgettext" else name, call, path)
            start = end


def parsed(text: str) -> tuple[str, ...]:
    """The texts of one call; empty when `text` is not a whole call yet (a text may hold a bracket of its own)."""
    try:
        call = ast.parse(text, mode="eval").body
    except SyntaxError:
        return ()
    assert isinstance(call, ast.Call)
    return tuple(str(part.value) for part in call.args if isinstance(part, ast.Constant))


def arranged(name: str, texts: tuple[str | None, ...], path: Path) -> Found:
    given = tuple(text for text in texts if text)
    where = str(path.relative_to(ROOT))
    return (given[0], given[1:], where) if name == "_c" else ("", given, where)


def collected() -> Catalog:
    catalogue = Catalog(locale="hi", fuzzy=False)
    for context, texts, where in messages():
        key = texts[0] if len(texts) == 1 else texts[:2]
        catalogue.add(key, context=context or None, locations=[(where, 0)])
    return catalogue


def merged() -> Catalog:
    """The catalogue as it should stand: today's texts with the Hindi already written."""
    with PO.open("rb") as file:
        present = read_po(file, locale="hi")
    fresh = collected()
    for message in fresh:
        known = present.get(message.id, message.context) if message.id else None
        if known:
            message.string = known.string
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not written(message)]


def written(message: Message) -> bool:
    """Whether it has its Hindi, all of it."""
    string = message.string
    return bool(string) and (isinstance(string, str) or all(string or ()))


def po_text(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    header = b'msgid ""\nmsgstr ""\n"Language: hi\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return header + b'"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n' + out.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """The same bytes for the same texts: no dates."""
    catalogue = read_po(io.BytesIO(po), locale="hi")
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.touch()
    catalogue = merged()
    text = po_text(catalogue)
    PO.write_bytes(text)
    PO.with_suffix(".mo").write_bytes(mo_bytes(text))
    for text_without in missing(catalogue):
        print("No Hindi:", text_without)
    return 1 if missing(catalogue) else 0


if __name__ == "__main__":
    sys.exit(main())
