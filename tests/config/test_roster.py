"""`satark roster` and `satark units` as an administrator meets them: a preview first, nothing stored of a bad file."""

from __future__ import annotations

from pathlib import Path

import pytest

from satark import clock
from satark.config import commands, demo_people, roster, roster_changes
from satark.jurisdiction.models import Holding, Unit
from satark.jurisdiction.queries import load_roster
from satark.jurisdiction.sheet import SheetRefused
from satark.settings import SettingsError

pytestmark = pytest.mark.django_db

HEAD = "थाना,पद,नाम,पदनाम,से,तक\n"
JOINS = HEAD + "बलुआ,थानाध्यक्ष,Aarav Nadi,Insp.,,\nchn-balua,ssi,,,,\n"


@pytest.fixture(autouse=True)
def _districts(db: None) -> None:
    demo_people.units_and_posts()
    demo_people.roll(clock.now())


def test_a_preview_says_who_joins_and_leaves_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file := tmp_path / "roster.csv").write_text(JOINS)
    before = Holding.objects.count()

    roster.import_roster(file, write=False)

    said = capsys.readouterr().out
    assert said.startswith("New posts: 0. Join: 1. Leave: 2. New turns: 0. New rank: 0. Unchanged: 0.\n")
    assert "  + chn-balua.sho: Insp. Aarav Nadi, joins " in said
    assert "  - chn-balua.ssi: SI " in said
    assert said.endswith("Nothing is stored yet: run it again with --write.\n")
    assert Holding.objects.count() == before


def test_with_write_the_same_is_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file := tmp_path / "roster.csv").write_text(JOINS)

    roster.import_roster(file, write=True)

    assert capsys.readouterr().out.endswith("Stored.\n")
    here = load_roster("chn-balua")
    assert here.present("chn-balua.sho", clock.now()) is not None
    assert here.holder("chn-balua.ssi", clock.now()) is None


def test_a_file_with_one_fault_changes_nothing(tmp_path: Path) -> None:
    (file := tmp_path / "roster.csv").write_text(JOINS + "chn-blua,sho,Bhavna Nadi,Insp.,,\n")
    before = set(Holding.objects.values_list("pk", "until"))

    with pytest.raises(
        SheetRefused, match=r"nothing was stored; 1 to correct:\n  row 4, unit: .* Nearest: chn-balua"
    ):
        roster.import_roster(file, write=True)

    assert set(Holding.objects.values_list("pk", "until")) == before


def test_units_are_shown_and_stored_in_the_same_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file := tmp_path / "units.csv").write_text(
        "code,kind,parent,name_en,name_hi\nchn-balua-ghat,outpost,chn-balua,Balua Ghat,बलुआ घाट\n"
    )

    roster.import_units(file, write=False)
    shown, there = capsys.readouterr().out, Unit.objects.filter(code="chn-balua-ghat").exists()
    roster.import_units(file, write=True)

    assert shown.startswith("New: 1. Changed: 0. Unchanged: 0.\n  + chn-balua-ghat\n")
    assert not there
    assert Unit.objects.get(code="chn-balua-ghat").parent_id == "chn-balua"


def test_the_list_says_who_is_where_and_who_cannot_be_reached(capsys: pytest.CaptureFixture[str]) -> None:
    roster.list_roster("chn-c-skd")

    said = capsys.readouterr().out
    assert "chn-balua (Balua), phones 0 of 4\n" in said
    assert "chn-balua.sho" in said
    assert "no phone" in said
    assert "chn-chakia" not in said
    assert said.splitlines()[-1] == "17 posts; 17 cannot be reached on WhatsApp."


def test_a_unit_that_there_is_not_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="Nearest: chn-balua"):
        roster.list_roster("chn-blua")


def test_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands._sentence(SheetRefused([])) is not None
    with pytest.raises(SettingsError, match="cannot be read"):
        roster.import_roster(Path("/nowhere/roster.csv"), write=True)


# --- single changes --------------------------------------------------------------------------------------------------


def changed(*arguments: str) -> int:
    """As `satark roster …` was typed, without opening another database."""
    chosen = commands._parser().parse_args(["roster", *arguments])
    return roster_changes.make(chosen)


def test_the_holder_of_a_post_goes_on_leave_and_comes_back() -> None:
    now = clock.now()
    changed("absent", "chn-balua.sho", "leave", "--at", "01.11.2026", "--until", "31.12.2099")
    away = load_roster("chn-balua").living("chn-balua.sho", now)

    changed("back", "chn-balua.sho")

    assert away == "chn-balua.ssi"
    assert load_roster("chn-balua").living("chn-balua.sho", clock.now()) == "chn-balua.sho"


def test_a_stand_in_is_named_and_the_holder_relieved(capsys: pytest.CaptureFixture[str]) -> None:
    changed("stand-in", "chn-balua.sho", "chn-dhanapur.sho")
    changed("relieve", "chn-balua.sho")

    assert load_roster("chn-balua").living("chn-balua.sho", clock.now()) == "chn-dhanapur.sho"
    assert "chn-dhanapur.sho acts for chn-balua.sho" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("back", "chn-balua.sho"), "not away"),
        (("back", "chn-blua.sho"), "Nearest: chn-balua.sho"),
        (("absent", "chn-balua.sho", "holiday"), "There are: leave, medical"),
        (("absent", "chn-balua.sho", "leave", "--at", "soon"), "soon is no date"),
        (("relieve", "chandauli.admin"), "let another take the post first"),
        (("stand-in", "chandauli.cell", "chn-balua.sho"), "nobody is named to act for a cell"),
        (
            ("relieve", "chn-balua.sho", "--officer", "nobody"),
            "say with --officer which one: chn-balua.sho hold",
        ),
    ],
)
def test_what_is_not_done_says_why(arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        changed(*arguments)
