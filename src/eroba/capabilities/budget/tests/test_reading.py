"""Files as town halls have them are read to the tetri; what is wrong in one is said with sheet and row."""

import gzip
import io
import zipfile

import frictionless
import pytest
from django.utils.translation import override

from eroba.capabilities.budget.book import Book, Entry, Tree, shared_out
from eroba.capabilities.budget.exports import package_files
from eroba.capabilities.budget.national import spent
from eroba.capabilities.budget.reading.adding_up import top_sum
from eroba.capabilities.budget.reading.codes import cofog_of, one_form
from eroba.capabilities.budget.reading.found import (
    ECONOMIC,
    EXECUTED,
    FUNCTIONAL,
    PLANNED,
    PROGRAMME,
    REVENUE,
    ReadBudget,
    Wanted,
)
from eroba.capabilities.budget.reading.headings import heading_of, plain
from eroba.capabilities.budget.reading.reader import read_budget, read_folder
from eroba.capabilities.budget.tests.workbooks import SHEET, packed, workbook
from eroba.kernel.tenancy.models import Municipality

CSV = "კოდი;დასახელება;გეგმა;შესრულება\n"


def total(read: ReadBudget, classification: str, phase: str) -> int:
    amounts = {line.code: line.amounts.get(phase, 0) for line in read.of(classification)}
    return top_sum(amounts, classification)


def faults(content: str | bytes, year: int = 2025) -> list[tuple[int, str]]:
    with override("en"):
        read = read_budget(content.encode() if isinstance(content, str) else content, Wanted(year))
        return [(one.row, str(one.words)) for one in read.faults]


def test_a_georgian_sheet_with_letters_set_apart_and_thousands() -> None:
    read = read_budget(workbook(SHEET, merged=("A1:F1", "D3:F3")), Wanted(2026))
    assert not read.faults and not read.gaps and read.unit == "thousand"
    assert total(read, PROGRAMME, PLANNED) == 123450000 == total(read, ECONOMIC, PLANNED)
    lines = {line.code: line for line in read.of(PROGRAMME)}
    assert lines["01.01"].amounts == {PLANNED: 70012345} and lines["01.01"].row == 11
    assert EXECUTED not in lines["01"].amounts
    earlier = read_budget(workbook(SHEET), Wanted(2025))
    assert total(earlier, PROGRAMME, EXECUTED) == 90050000
    assert "2025, 2026" in faults(workbook(SHEET), 2020)[0][1]


def test_headings_and_codes_have_one_form() -> None:
    assert plain("პ რ ო გ რ ა მ ა") == "პროგრამა" and heading_of("დ ა ს ა ხ ე ლ ე ბ ა").kind == "title"
    assert heading_of("2026 წლის  დაზუსტებული გეგმა (ათ. ლარი)").kind == "adjusted"
    for written in ("7.4.2", "742", "704.2", "04.2"):
        assert one_form(written, FUNCTIONAL) == "7.4.2", written
    assert one_form("7.10", FUNCTIONAL) == one_form("710", FUNCTIONAL) == "7.10" and cofog_of("7.10") == "10"
    assert one_form("01 00", PROGRAMME) == "01" and one_form("00 00", PROGRAMME) == ""


def test_parts_that_do_not_make_their_whole_are_named_with_row_and_amount() -> None:
    text = CSV + "01;გზები;100;80\n01 01;ხიდი;70;80\n01 02;ქუჩა;30.01;0\n;სულ;99;80\n"
    read = read_budget(text.encode(), Wanted(2025))
    assert [(gap.code, gap.phase, gap.row, gap.difference) for gap in read.gaps] == [
        ("01", PLANNED, 2, 1),
        ("", PLANNED, 5, 100),
    ]


def test_parts_that_exceed_their_whole_are_named_in_every_kind_of_file() -> None:
    """One tetri too much below 01, one lari too much below the total: in CSV, in a Georgian workbook, in a package."""
    named = [("01", 1), ("", 100)]
    text = (
        "კოდი;დასახელება;გეგმა\n00 00;სულ;149\n01;გზები;100\n01 01;ხიდი;70\n01 02;ქუჩა;30.01\n02;წყალი;50\n"
    )
    read = read_budget(text.encode(), Wanted(2026))
    assert [(gap.code, gap.difference) for gap in read.gaps] == named and not read.faults

    rows = [
        ("პ რ ო გ რ ა მ უ ლ ი  კ ო დ ი", "დ ა ს ა ხ ე ლ ე ბ ა", "2026 წლის  გ ე გ მ ა"),
        ("00 00", "ს უ ლ", 149), ("01 00", "გზები", 100), ("01 01", "ხიდი", 70), ("01 02", "ქუჩა", "30,01"),
        ("02 00", "წყალი", 50),
    ]  # fmt: skip
    read = read_budget(workbook(rows), Wanted(2026))
    assert [(gap.code, gap.difference, gap.sheet) for gap in read.gaps] == [
        (*one, "ბიუჯეტი") for one in named
    ]
    assert [gap.row for gap in read.gaps] == [3, 2]

    descriptor = """{"name": "x", "resources": [{"name": "r", "path": "r.csv"}], "model": {
      "measures": {"m": {"source": "amount", "currency": "GEL", "direction": "expenditure", "phase": "approved"}},
      "dimensions": {"p": {"dimensionType": "activity", "attributes": {
          "t": {"source": "section"}, "a": {"source": "programme", "parent": "t"},
          "b": {"source": "part", "parent": "a"}}}}}}"""
    facts = "section,programme,part,amount\n9,,,149\n9,01,,100\n9,01,01,70\n9,01,02,30.01\n9,02,,50\n"
    read = read_budget(packed(datapackage_json=descriptor, r_csv=facts), Wanted(2026, PLANNED))
    assert not read.faults
    assert [(gap.code, gap.row, gap.parent_tetri, gap.difference) for gap in read.gaps] == [
        ("9.01", 3, 10000, 1),
        ("9", 2, 14900, 100),
    ]
    # the row of a whole is compared with its parts, never added to them
    assert total(read, PROGRAMME, PLANNED) == 14900


def test_a_whole_without_an_amount_is_the_sum_of_its_parts() -> None:
    read = read_budget((CSV + "01;გზები;;\n01 01;ხიდი;70;-1.5\n01 02;ქუჩა;30;2\n").encode(), Wanted(2025))
    assert read.lines[0].amounts == {PLANNED: 10000, EXECUTED: 50} and not read.gaps
    assert any("1" in str(one.words) for one in read.remarks)


def test_what_is_wrong_is_said_in_words() -> None:
    assert "empty" in faults("  ")[0][1]
    assert "name the columns" in faults("a;b\n1;2\n")[0][1]
    assert faults(CSV + "01;გზები;1.005;ათი\n") == [(2, "“1.005” has a fraction of a tetri.")]
    assert faults(CSV + "01;გზები;1;1\n01;ისევ;1;1\n") == [(3, "The code 01 stands in row 2 already.")]
    assert faults(CSV + ";უკოდო;1;1\n;;7;\n01;;1;1\n") == [
        (2, "“უკოდო” has an amount but no code."),
        (3, "There is an amount without a code and without a name."),
        (4, "The code 01 has no name."),
    ]
    assert "letters" in faults("კოდი".encode("utf-16-le") + b"\xff")[0][1]
    assert "old kind" in faults(b"\xd0\xcf\x11\xe0" + b"0" * 100)[0][1]
    assert "broken" in faults(b"PK\x03\x04 and no more")[0][1]
    assert "not one line" in faults(CSV)[0][1]
    assert "cannot be read" in faults(packed(a_xml="<x/>"))[0][1]


def test_a_bomb_is_not_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 160_000_000)
    assert "far larger" in faults(file.getvalue())[0][1]


def test_formulas_are_read_by_their_value_or_named() -> None:
    rows = [("კოდი", "დასახელება", "გეგმა"), ("01", "გზები", "=1+1"), ("02", "სკოლები", 5)]
    assert faults(workbook(rows)) == [
        (2, "Column C: a formula nobody has computed. Open the file in a spreadsheet and save it.")
    ]


def test_encodings_and_separators_of_spreadsheets() -> None:
    text = CSV + "01;გზები;1 000,50;\n"
    for content in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        f"sep=;\n{text}".encode(),
        text.replace(";", "\t").encode(),
    ):
        read = read_budget(content, Wanted(2025))
        assert not read.faults and read.lines[0].amounts == {PLANNED: 100050}


def test_a_package_says_itself_what_its_columns_are() -> None:
    descriptor = """{"name": "x", "resources": [{"name": "r", "path": "r.csv"}], "model": {
      "measures": {"m": {"source": "amount", "currency": "GEL", "direction": "expenditure", "phase": "approved"},
                   "n": {"source": "in", "currency": "GEL", "direction": "revenue", "phase": "executed"}},
      "dimensions": {"d": {"dimensionType": "datetime", "attributes": {"year": {"source": "year"}}},
        "f": {"dimensionType": "classification", "classificationType": "functional", "attributes": {
          "b": {"source": "group", "parent": "a"}, "a": {"source": "division"},
          "l": {"source": "name", "labelfor": "b"}}},
        "e": {"dimensionType": "classification", "classificationType": "economic",
              "attributes": {"c": {"source": "kind"}}}}}}"""
    rows = "year,division,group,name,kind,amount,in\n2025,04,04.5,Roads,2,10.01,\n"
    rows += "2025,04,04.7,Other,31,-1,3\n2024,04,04.5,Roads,2,9,\n"
    read = read_budget(packed(datapackage_json=descriptor, r_csv=rows), Wanted(2025))
    assert not read.faults and not read.gaps
    assert total(read, FUNCTIONAL, PLANNED) == 901 == total(read, ECONOMIC, PLANNED)
    assert total(read, REVENUE, EXECUTED) == 300
    assert {line.code for line in read.of(FUNCTIONAL)} == {"7.4", "7.4.5", "7.4.7"}
    assert "missing in the data package" in faults(packed(datapackage_json=descriptor))[0][1]
    assert "description" in faults(packed(datapackage_json="[]"))[0][1]


def test_a_hundred_lari_are_dealt_out_whole() -> None:
    assert sum(shared_out(10_000, [1, 1, 1])) == 10_000 and shared_out(10_000, [0, 0]) == [0, 0]
    assert shared_out(10, [3, 3, 3]) == [4, 3, 3]


def test_functions_and_blocks_of_each_town_make_the_same() -> None:
    blocks = {one.town: one.total for one in spent(ECONOMIC)}
    towns = [one for one in spent(FUNCTIONAL) if one.town in blocks]
    assert len(towns) == 8 and all(one.total == blocks[one.town] for one in towns)
    assert blocks["ozurgeti"] == 8897199546


def test_an_oracle_accepts_our_package(tmp_path) -> None:
    """The reference implementation of data packages finds nothing wrong."""
    read = read_budget((CSV + "01;გზები;100;80\n01 01;ხიდი;100;80\n").encode(), Wanted(2025))
    entries = [
        Entry(line.code, line.title_ka, line.title_en, dict(line.amounts)) for line in read.of(PROGRAMME)
    ]
    book = Book(2025, {PROGRAMME: Tree(PROGRAMME, entries)})
    town = Municipality(slug="ozurgeti", name_ka="ოზურგეთი", name_en="Ozurgeti")
    for name, text in package_files(town, [book], {2025: []}).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    (tmp_path / "programme.csv").write_text("not,what,was,said\n", encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.outside
def test_real_budgets_have_the_sums_they_are_known_by(shared) -> None:
    folder = shared / "data" / "budget"
    madrid = folder / "madrid-fdp"
    packages = io.BytesIO()
    with zipfile.ZipFile(packages, "w") as archive:
        archive.writestr("datapackage.json", (madrid / "datapackage.json").read_bytes())
        content = gzip.decompress((madrid / "gastos_v40_2012-2015.csv.gz").read_bytes())
        archive.writestr("data/gastos_v40_2012-2015.csv", content)
    read = read_budget(packages.getvalue(), Wanted(2012))
    assert total(read, PROGRAMME, PLANNED) == 494202042800 and read.currency == "EUR"
    oakland = gzip.decompress((folder / "oakland/FY22-23__adopted.csv.gz").read_bytes())
    read = read_budget(oakland, Wanted(2023, PLANNED))
    assert total(read, PROGRAMME, PLANNED) == 192027111800 and total(read, REVENUE, PLANNED) == 192007911800
    sheet = (folder / "georgia-state-monthly/monthly_spreadsheet-12.2016.xlsx").read_bytes()
    read = read_budget(sheet, Wanted(2016))
    assert total(read, PROGRAMME, PLANNED) == 1029795000000 == total(read, ECONOMIC, PLANNED)
    assert [(gap.code, gap.row) for gap in read.gaps] == [("62", 1349)]
    functions = (folder / "georgia-municipal/functional-actuals-2025.csv").read_bytes()
    read = read_budget(functions, Wanted(2025, town_names=frozenset({"ozurgeti"})))
    assert total(read, FUNCTIONAL, EXECUTED) == 8897199546


def test_a_folder_is_read_and_nothing_beside_it(tmp_path) -> None:
    (tmp_path / "secret.csv").write_text("amount\n1\n")
    inside = tmp_path / "package"
    inside.mkdir()
    descriptor = (
        '{"resources": [{"path": "../secret.csv"}], "model": {"measures": {"m": {"source": "amount"}}}}'
    )
    (inside / "datapackage.json").write_text(descriptor)
    assert read_folder(inside, Wanted(2025)).faults
