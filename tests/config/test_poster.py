"""`satark poster` and `satark whatsapp link`: a poster is drawn, listed, taken down; a link opens a talk."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from satark.channels.whatsapp.links import prefilled, wa_link
from satark.config import poster, whatsapp_links
from satark.config.whatsapp_reach import NothingToAsk, our_numbers
from satark.jurisdiction import gazetteer
from satark.jurisdiction import services as jurisdiction
from satark.posters.press import qr_svg
from satark.relay import numbers, posters
from satark.relay.numbers import NumberRefused
from satark.relay.posters import PosterRefused
from tests.database import Database

NUMBER = "155500010000101"


@pytest.fixture
def district(database: Database) -> Database:
    """Chandauli with its number."""
    jurisdiction.import_units(gazetteer.units())
    numbers.add(
        phone_number_id=NUMBER,
        waba_id="155500010000901",
        display="+91 55500 00101",
        unit="chandauli",
        lanes=["sealed"],
        languages=["hi", "ur"],
    )
    return database


def drawn(folder: Path, *, unit: str = "chn-balua", languages: tuple[str, ...] = ("hi", "en")) -> Path:
    file = folder / "poster.pdf"
    poster.make(unit=unit, place="Balua ghat, tea stall", languages=languages, output=file)
    return file


def words_on(file: Path) -> str:
    return str(pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range())


def test_a_poster_at_a_station_shows_the_number_and_name_of_its_district(
    district: Database, tmp_path: Path
) -> None:
    words = words_on(drawn(tmp_path))

    assert "+91 55500 00101" in words
    assert "District Chandauli" in words
    assert posters.every()[0].code in words


def test_it_is_listed_and_taken_down(
    district: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn(tmp_path)
    code = posters.every()[0].code

    poster.listing()
    poster.retire(code.lower())
    poster.listing()
    poster.counts()

    said = capsys.readouterr().out
    assert said.count("Balua ghat, tea stall") == 4
    assert said.count("taken down") == 2
    assert "still opens a talk" in said


def test_it_can_be_drawn_again_and_is_the_same(district: Database, tmp_path: Path) -> None:
    first = drawn(tmp_path).read_bytes()

    poster.again(posters.every()[0].code, output=tmp_path / "again.pdf")

    assert (tmp_path / "again.pdf").read_bytes() == first


@pytest.mark.parametrize("languages", [("hi", "fr"), ("hi", "hi"), ("",)])
def test_a_language_that_we_do_not_speak_is_refused(
    district: Database, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    with pytest.raises(PosterRefused, match="--language"):
        drawn(tmp_path, languages=languages)

    assert posters.every() == []


def test_where_no_number_answers_no_code_is_given_out(district: Database, tmp_path: Path) -> None:
    with pytest.raises(NumberRefused, match="no number answers"):
        drawn(tmp_path, unit="bly-izzatnagar")

    assert posters.every() == []


def test_a_link_opens_a_talk_in_the_numbers_first_language(
    district: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn(tmp_path)
    code = posters.every()[0].code
    capsys.readouterr()

    whatsapp_links.link(NUMBER, poster="")
    whatsapp_links.link(NUMBER, poster=code)

    plain, counted = capsys.readouterr().out.split()
    assert plain.startswith("https://wa.me/915550000101?text=%E0%A4%A8")
    assert counted == f"{plain}%20{code}"


def test_the_qr_of_a_link_is_drawn_without_asking_anybody(district: Database, tmp_path: Path) -> None:
    whatsapp_links.link(NUMBER, poster="", output=tmp_path / "qr.svg")

    drawing = (tmp_path / "qr.svg").read_text()
    assert drawing == qr_svg(wa_link("+91 55500 00101", prefilled("hi")))
    assert drawing.startswith("<svg")


def test_a_link_of_a_number_or_poster_that_is_none_is_refused(district: Database) -> None:
    with pytest.raises(NothingToAsk, match="--number"):
        whatsapp_links.link("1", poster="")
    with pytest.raises(PosterRefused):
        whatsapp_links.link(NUMBER, poster="2A2A")


def test_without_a_number_there_is_nothing_to_ask(database: Database) -> None:
    with pytest.raises(NothingToAsk, match="satark number add"):
        our_numbers()
