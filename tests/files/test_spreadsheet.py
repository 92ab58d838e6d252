"""Spreadsheets, read as the tables that text files hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core.dataset import Dataset
from gdgui.files.dialect import Dialect, TableError, finish
from gdgui.files.points_csv import PointsFileError, load
from gdgui.files.spreadsheet import read_sheet
from gdgui.files.table import Table
from tests.files.workbooks import Rows, ods, ods_of, xlsx, xlsx_of

CARS = (Path(__file__).parent / "cars.xls").read_bytes()
TABLE: Rows = [["size", "price"], [0.5, 1.25], [1 / 3, -2e-9], [3, 1e20]]
kinds = pytest.mark.parametrize("make", [xlsx, ods], ids=["xlsx", "ods"])
Make = Callable[..., bytes]


def read(data: bytes, **said: Any) -> Table:
    return finish(read_sheet(data, Dialect(**said)))


def complaint(data: bytes, **said: Any) -> str:
    with pytest.raises(TableError) as caught:
        read(data, **said)
    return str(caught.value)


@kinds
def test_a_sheet_has_its_names_and_every_digit(make: Make) -> None:
    points = read(make(TABLE)).points
    assert points.names == ("size", "price")
    assert points.dataset == Dataset([0.5, 1 / 3, 3], [1.25, -2e-9, 1e20])


@given(
    st.lists(st.tuples(*[st.floats(-1e50, 1e50)] * 2), min_size=1, max_size=20), st.sampled_from([xlsx, ods])
)
def test_any_numbers_come_out_as_they_are(pairs: list[tuple[float, float]], make: Make) -> None:
    found = read(make([["x", "y"], *pairs])).points.dataset
    assert found == Dataset(*np.array(pairs).T)


def test_an_old_workbook_is_read_and_a_sheet_of_words_passed_over() -> None:
    table = read(CARS)
    assert (table.sheet, table.doubts, table.points.names) == ("Cars", (), ("age", "price"))
    assert len(table.points.dataset) == 20
    assert table.sheets == ("Notes", "Cars", "Empty")


@kinds
def test_decimal_numbers_are_never_taken_for_thousands(make: Make) -> None:
    table = read(make([["x", "y"], [12.125, 1.5], [3.375, 12.625]]))
    assert table.doubts == ()
    assert table.points.dataset.x.tolist() == [12.125, 3.375]


@kinds
def test_which_of_several_sheets_is_asked(make: Make) -> None:
    data = make(TABLE, [["words"]], [["a", "b"], [1, 2]])
    table = read(data)
    assert table.doubts[0].sentence == "has 2 sheets; its points may be on “Sheet1” or on “Sheet3”"
    assert table.doubts[0].options == '--sheet "Sheet1" or --sheet "Sheet3"'
    chosen = finish(read_sheet(data, table.doubts[0].choices[1].dialect))
    assert (chosen.points.names, chosen.doubts) == (("a", "b"), ())
    assert table.sheets == ("Sheet1", "Sheet2", "Sheet3")


def test_a_hidden_sheet_is_none() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    data = xlsx_of({"seen": rows, "hidden": rows}, hidden=["hidden"])
    table = read(data)
    assert table.sheets == ("seen",)
    assert table.doubts == ()


@kinds
def test_a_bad_cell_is_named_by_sheet_and_cell(make: Make) -> None:
    table = read(make([*TABLE, [4, "12,5"], [5, 6], ["four", 1]], names=["My data"]))
    assert [str(each) for each in table.found.complaints] == [
        "“My data”, B5: “12,5” has a decimal comma in place of a decimal point; use one of them throughout",
        "“My data”, A7: “four” is not a number",
    ]
    assert len(table.points.dataset) == 4


def test_columns_beyond_z_are_called_as_in_a_spreadsheet() -> None:
    rows = '<row r="1"><c r="AA1"><v>1</v></c><c r="AB1"><v>2</v></c></row>'
    rows += '<row r="7"><c r="AA7"><v>1</v></c><c r="AB7" t="str"><v>2kg?</v></c></row>'
    assert str(read(xlsx_of({"S": rows})).found.complaints[0]).startswith("“S”, AB7: “2kg?”")


def test_rows_keep_their_numbers_where_the_sheet_begins_below() -> None:
    table = read(xlsx([*TABLE, ["?", 1], ["no", 1]], first=10))
    assert str(table.found.complaints[0]) == "“Sheet1”, A15: “no” is not a number"
    assert table.found.missing == 1


def test_numbers_that_are_texts_with_a_comma_are_read_when_somebody_says_so() -> None:
    data = xlsx([["x", "y"], [0.5, "1,25"], [1.5, "2,5"]])
    assert read(data, decimal=",").points.dataset == Dataset([0.5, 1.5], [1.25, 2.5])


@kinds
@pytest.mark.parametrize(
    "name", ["#", 'say "x"', "a\tb", "line\nbreak", "sep=;", "# The next line names the columns."]
)
def test_a_name_of_any_signs_is_one_name(make: Make, name: str) -> None:
    table = read(make([[name, "y"], [0.5, 1.25], [7, 2]]))
    assert table.points.names == (" ".join(name.split()), "y")
    assert len(table.points.dataset) == 2


def test_formulas_have_their_values_and_dates_are_no_numbers() -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1"><v>5</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>45001</v></c><c r="B2"><f>1+2</f><v>3</v></c>'
        '<c r="C2"><v>6</v></c></row>'
        '<row r="3"><c r="A3"/><c r="B3" t="e"><v>#DIV/0!</v></c><c r="C3"><v>7</v></c></row>'
    )
    table = read(xlsx_of({"S": rows}))
    assert table.points.dataset == Dataset([2, 3], [5, 6])
    assert table.found.missing == 1
    assert "A1: “2023-03-15” is not a number" in complaint(xlsx_of({"S": rows}), columns=(0, 1))


@kinds
def test_rows_above_the_numbers_are_left_out_and_empty_rows_do_not_count(make: Make) -> None:
    table = read(make([["Sizes of 2024"], [], *TABLE, [], [5, 6]]))
    assert table.points.names == ("size", "price")
    assert [each.row for each in table.layout.above] == [1]
    assert len(table.points.dataset) == 4


@kinds
def test_empty_sheets_and_one_column_are_said(make: Make) -> None:
    assert "has only empty sheets" in complaint(make([]))
    assert complaint(make([["x"], [1], [2]])) == "“Sheet1”: has one column; gdgui reads two: x and y"
    assert "has no sheet “Two”; there is “Sheet1”" in complaint(make(TABLE), sheet="Two")


def test_a_file_of_any_name_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "cars.data"
    path.write_bytes(CARS)
    assert load(path).points.title == "cars.data"
    path.write_bytes(xlsx([["x", "y"], [1, 2], [3, "4 kg"]]))
    with pytest.raises(PointsFileError) as caught:
        load(path)
    assert str(caught.value) == f"{path}, “Sheet1”, B3: “4 kg” has a unit; write the number alone."
    path.write_bytes(b"x,y\n1,2\n")
    with pytest.raises(PointsFileError, match=r"has no sheets: it is no spreadsheet\.$"):
        load(path, Dialect(sheet="Sheet1"))


CELL = '<c r="{}"><v>1</v></c>'
FLOAT = 'office:value-type="float" office:value="3"'
ROW, END = "<table:table-row{}>", "</table:table-row>"


def with_a_long_part() -> bytes:
    content = io.BytesIO(xlsx(TABLE))
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(301):
            part.write(b"1" * 1_000_000)
    return content.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {  # made when one is asked for, not by everybody who looks for tests
    "corners": lambda: xlsx_of(
        {"S": f"<row>{CELL.format('A1')}</row><row>{CELL.format('XFD1048576')}</row>"}
    ),
    "beyond": lambda: xlsx_of({"S": f"<row>{CELL.format('A1')}{CELL.format('ZZZZZZ999999999')}</row>"}),
    "blanks": lambda: xlsx_of(
        {"S": f"<row>{CELL.format('A1')}</row><row r = '9000000'><c r ='XFD9000000'><v>1</v></c></row>"}
    ),
    "no references": lambda: xlsx_of(
        {"S": f"<row>{'<c><v>1</v></c>' * 9000}</row>{'<row/>' * 9000}<row><c><v>1</v></c></row>"}
    ),
    "long": with_a_long_part,
    "repeated": lambda: ods_of(
        {
            "S": ROW.format(' table:number-rows-repeated="1000000"')
            + f'<table:table-cell table:number-columns-repeated="16000" {FLOAT}/>{END}'
        }
    ),
    "far apart": lambda: ods_of(
        {
            "S": ROW.format("")
            + f"<table:table-cell {FLOAT}/>{END}"
            + ROW.format(' table:number-rows-repeated="1000000"')
            + f"<table:table-cell/>{END}"
            + ROW.format("")
            + f'<table:table-cell table:number-columns-repeated="16000"/><table:table-cell {FLOAT}/>{END}'
        }
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_few_bytes_that_stand_for_too_many_cells_are_refused(bomb: str) -> None:
    assert "unfolds to more than the 25" in complaint(BOMBS[bomb]())


def test_a_document_that_ends_too_early_is_not_waited_for() -> None:
    assert "is damaged, or no spreadsheet" in complaint(ods_of({"S": ROW.format("") + "</table:table>"}))


def test_trailing_rows_and_columns_that_are_repeated_but_empty_do_no_harm() -> None:
    cells = f"<table:table-cell {FLOAT}/>" * 2 + '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = ROW.format("") + cells + END
    rows += ROW.format(' table:number-rows-repeated="1048575"')
    rows += f'<table:table-cell table:number-columns-repeated="16384"/>{END}'
    assert read(ods_of({"S": rows})).points.dataset == Dataset([3], [3])


def test_an_old_workbook_whose_cells_lie_too_far_apart_is_refused() -> None:
    number = (0x203).to_bytes(2, "little") + (14).to_bytes(2, "little")
    at = CARS.index(number)
    assert "unfolds to more than" in complaint(CARS[: at + 4] + b"\xff\xff\xff\xff" + CARS[at + 8 :])


@pytest.mark.parametrize("data", [b"PK\x03\x04", CARS[:600], xlsx(TABLE)[:-50], ods([])[:200]])
def test_what_is_broken_off_is_said(data: bytes) -> None:
    assert "is damaged, or no spreadsheet" in complaint(data)


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([CARS, xlsx(TABLE), ods(TABLE)]),
    st.lists(st.tuples(st.integers(0, 10**5), st.binary(min_size=1, max_size=8)), min_size=1, max_size=5),
)
def test_random_damage_is_a_sentence_or_a_table(data: bytes, damage: list[tuple[int, bytes]]) -> None:
    for at, put in damage:
        at %= len(data)
        data = data[:at] + put + data[at + len(put) :]
    try:
        finish(read_sheet(data))
    except TableError as error:
        assert str(error)  # noqa: PT017
