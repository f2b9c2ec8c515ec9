"""A file of units is taken whole or not at all; every fault is named where it stands, with what to do."""

from __future__ import annotations

from importlib.resources import files

import pytest

from satark.jurisdiction import gazetteer, services, unit_file
from satark.jurisdiction.models import Unit
from satark.jurisdiction.sheet import SheetRefused

THERE = {unit.code: unit for unit in gazetteer.units()}
HEAD = "code,kind,parent,name_en,name_hi,latitude,longitude,aliases\n"


def faults(*rows: str, head: str = HEAD) -> list[str]:
    with pytest.raises(SheetRefused) as refused:
        unit_file.read((head + "\n".join(rows)).encode(), THERE)
    return [str(problem) for problem in refused.value.problems]


def test_our_own_file_of_units_changes_nothing() -> None:
    content = files("satark.jurisdiction").joinpath("data", "units.csv").read_bytes()

    preview = unit_file.read(content, THERE)

    assert (preview.new, preview.changed, preview.unchanged) == ((), (), len(THERE))


def test_a_file_says_what_is_new_and_what_is_changed() -> None:
    rows = (
        "chn-balua,station,chn-c-skd,Balua,बलुआ,25.50,83.18,",
        "chn-balua-ghat,outpost,chn-balua,Balua Ghat,बलुआ घाट,,,Ghat|घाट",
    )

    preview = unit_file.read((HEAD + "\n".join(rows)).encode("utf-8-sig"), THERE)

    assert (preview.new, preview.changed) == (("chn-balua-ghat",), ("chn-balua",))
    assert preview.lines[1].aliases == ("Ghat", "घाट")


def test_headings_may_be_hindi_and_separated_by_semicolons() -> None:
    content = "कोड;प्रकार;ऊपर की इकाई;नाम अंग्रेज़ी;नाम\nchn-new;outpost;chn-balua;New;नया\n"

    assert unit_file.read(content.encode(), THERE).new == ("chn-new",)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "chn-x,station,chn-c-sakaldiha,X,एक्स,,,",
            "row 2, parent: there is no unit chn-c-sakaldiha. Nearest: chn-sakaldiha",
        ),
        ("chn-x,thana,chn-c-skd,X,एक्स,,,", "row 2, kind: thana is no kind."),
        ("Chn X,station,chn-c-skd,X,एक्स,,,", "row 2, code: write small letters"),
        ("chn-x,station,chn-balua,X,एक्स,,,", "row 2, parent: a station does not hang under a station"),
        ("chn-x,station,chn-c-skd,X,एक्स,125,83,", "row 2, latitude: 125 are no degrees"),
        ("chn-x,station,chn-c-skd,X,एक्स,25,,", "row 2, latitude: give latitude and longitude, or neither"),
        ("chn-x,station,chn-c-skd,X,,,,", "row 2, name_hi: the name is missing."),
    ],
)
def test_a_fault_is_named_by_row_and_column(row: str, says: str) -> None:
    assert [fault for fault in faults(row) if fault.startswith(says)]


def test_every_fault_is_named_at_once() -> None:
    found = faults(
        "chn-x,station,chn-y,X,एक्स,,,",
        "chn-x,station,chn-c-skd,X,,,,",
        "chn-y,circle,chandauli,Y,वाई,,,",
        "chn-y,circle,chandauli,Y,वाई,,,",
    )

    assert [fault.partition(":")[0] for fault in found] == [
        *("row 2, parent", "row 3, name_hi", "row 3, code", "row 5, code")
    ]


def test_what_is_no_table_of_units_is_refused_with_what_it_lacks() -> None:
    assert faults(head="") == ["file: it is empty."]
    assert faults(head="code,name\n")[0].startswith(
        "row 1, kind: this column is missing. There is: code, name."
    )
    with pytest.raises(SheetRefused, match="CSV UTF-8"):
        unit_file.read("code\nबलुआ".encode("utf-16"), THERE)


@pytest.mark.django_db
def test_stored_units_hang_under_those_that_were_there() -> None:
    services.import_units(gazetteer.units())
    row = "chn-balua-ghat,outpost,chn-balua,Balua Ghat,बलुआ घाट,,,"

    services.import_units(unit_file.read((HEAD + row).encode(), THERE).lines)

    outpost = Unit.objects.get(code="chn-balua-ghat")
    assert (outpost.parent_id, outpost.district_id, outpost.range_id) == (
        "chn-balua",
        "chandauli",
        "vns-range",
    )
