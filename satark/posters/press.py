"""A poster as a PDF: black on white and one colour, the words of up to four languages, the QR of the link that opens a talk.

Nothing given is ever read as part of the drawing: it comes in as data. The same poster is the same file, byte for byte.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

import segno
import typst

from satark.channels.whatsapp.links import prefilled, wa_link
from satark.conversation.values import Language
from satark.posters.catalogue import Words, words_of

FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_devanagari", "fontpkg_noto_sans_arabic")


@dataclass(frozen=True, slots=True)
class Poster:
    code: str
    unit: dict[str, str]
    """Name of the unit, by language."""
    number: str
    """As the public dials it, country code included."""
    languages: tuple[Language, ...]
    """The first one large, the second below it, the others in brief."""
    spoken: tuple[Language, ...]
    """Every language in which the number answers."""

    @property
    def link(self) -> str:
        return wa_link(self.number, prefilled(self.languages[0], self.code))


def make(poster: Poster) -> bytes:
    """The PDF."""
    words = [words_of(language) for language in poster.languages]
    data = {
        "title": f"Satark {poster.code}",
        "languages": [_said(poster, each) for each in words],
        "spoken": [words_of(language).name for language in poster.spoken],
        "number": poster.number,
        "code": poster.code,
        "qr": qr_svg(poster.link),
    }
    with as_file(files(__package__) / "poster.typ") as template:
        pdf: bytes = typst.compile(
            str(template),
            font_paths=_font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    return pdf


def qr(link: str) -> segno.QRCode:
    """Quartile correction: a quarter of it may be torn or dirty."""
    return segno.make_qr(link, error="q", boost_error=False)


def qr_svg(link: str) -> str:
    drawing = io.BytesIO()
    qr(link).save(drawing, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return drawing.getvalue().decode()


def _said(poster: Poster, words: Words) -> dict[str, object]:
    unit = poster.unit.get(words.language) or poster.unit["hi"]
    texts = {key: text.replace("{unit}", unit) for key, text in words.texts.items()}
    return {"code": words.language, "topics": list(words.topics), **texts}


def _font_folders() -> list[str]:
    folders = []
    for package in FONTS:
        found = find_spec(package)
        if found is None or not found.submodule_search_locations:
            raise RuntimeError(f"the letters of {package} are not installed")
        folders.append(str(Path(found.submodule_search_locations[0]) / "files"))
    return folders
