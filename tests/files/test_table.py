"""Tables as they come: chosen columns, rows left out and why, and the quick way equal to the careful one."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core import Dataset
from gdgui.experiment.points import Points, axis_name
from gdgui.files import extract as module
from gdgui.files.block import read_block
from gdgui.files.dialect import Dialect, DoubtError, TableError, finish
from gdgui.files.points_csv import PointsFileError, load, open_table, write_points
from gdgui.files.table import Table, read_table


def read(text: str, dialect: Dialect | None = None) -> Table:
    return finish(read_table(text, dialect))


def pairs(table: Table) -> list[tuple[float, float]]:
    return list(zip(table.points.dataset.x.tolist(), table.points.dataset.y.tolist(), strict=True))


def test_columns_are_chosen_by_name_or_number(tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    path.write_text("epoch,m,b,mse\n0,0.33,0.48,2\n1,0.3,0.4,1\n")
    columns: tuple[str, str]
    for columns in (("epoch", "mse"), ("1", "4"), ("epoch", "4")):
        assert load(path, Dialect(columns=columns)).points == Points(
            Dataset([0, 1], [2, 1]), "epoch", "mse", "runs.csv"
        )
    with pytest.raises(PointsFileError) as caught:
        load(path)
    assert caught.value.doubt is not None
    assert caught.value.doubt.options == "--columns X Y"
    assert "“epoch”, “m”, “b”, “mse”" in str(caught.value)
    for bad in (("epoch", "rmse"), ("0", "1"), ("1", "5")):
        with pytest.raises(PointsFileError, match="has no column"):
            load(path, Dialect(columns=bad))


def test_columns_of_words_are_no_choice(tmp_path: Path) -> None:
    path = tmp_path / "cars.tsv"
    path.write_text("car\tweight\torigin\tmpg\nA\t1,5\tEU\t30\nB\t2,5\tUS\t20\n")
    assert load(path).points == Points(Dataset([1.5, 2.5], [30, 20]), "weight", "mpg", "cars.tsv")


def test_a_row_too_short_or_too_long_is_named_also_among_many_columns(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("a,b,c\n1,2,3\n1,2,3\n1,2\n1,2,3,4\n" + "1,2,3\n" * 20)
    with pytest.raises(PointsFileError) as caught:
        load(path, Dialect(columns=("a", "b")))
    assert (caught.value.row, caught.value.column) == (4, None)
    assert "2 fields instead of 3" in str(caught.value)


def test_comments_and_blank_lines_are_counted_and_what_stands_above_the_header_is_named() -> None:
    text = "# made up\nMeasured in May\nx,y\n1,2\n\n# between\n3,4\n   \n"
    table = read(text)
    assert pairs(table) == [(1, 2), (3, 4)]
    assert (table.found.blank, table.found.comments) == (2, 1)
    assert table.layout.header == ("x", "y")
    assert [(each.row, each.text) for each in table.layout.above] == [
        (2, "“Measured in May” is no row of numbers")
    ]


def test_rows_left_out_are_counted_and_named(tmp_path: Path) -> None:
    text = "1,2\nabc,4\n5,6\n7,\n8,9,10\nNA,1\n"
    table = read(text)
    assert pairs(table) == [(1, 2), (5, 6)]
    assert (table.found.bad, table.found.missing) == (2, 2)
    assert [(each.row, each.column) for each in table.found.complaints] == [(2, 1), (5, None)]
    (tmp_path / "gaps.csv").write_text(text)
    with pytest.raises(PointsFileError, match="“abc” is not a number"):
        load(tmp_path / "gaps.csv")
    with pytest.raises(TableError, match="is not a number"):
        read("1 x\n")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "growing.csv"
    path.write_text("1,2\n" * 1000)
    steps = open_table(path)
    next(steps)
    with path.open("a") as file:
        file.write("3,4\n")
    os.utime(path, ns=(1, 1))
    with pytest.raises(PointsFileError, match="changed while it was read"):
        finish(steps)


def test_more_points_than_gdgui_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_POINTS", 10)
    assert len(read("1,2\n" * 10).points.dataset) == 10
    with pytest.raises(TableError, match="has more than 10 rows"):
        read("1,2\n" * 11)


_PLAIN = ["1", "2.5", "-3e2", "0,5", "", "nan", "abc", '"7"', "1e60", "+4", " 5 ", "#8", "1_0"]
_GROUPED = ["1.234", "12,345", "1.234,5", "1,234.5", "1.234.567", "1.034.567", "1'234", "1 234"]
_NOT_GROUPED = ["1234.567", "0.123", "0.123.456", "1.234e5", ".123", "1.23.456", "1.234.5678", "1,5.234"]
cells = st.sampled_from([*_PLAIN, *_GROUPED, *_NOT_GROUPED])
first_rows = st.sampled_from(["1.5/2.5", "1,5/2,5", "1.234.567/1", "1'234/2", "1 234/5"])


@settings(deadline=None)
@given(
    st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=12),
    st.sampled_from(",;\t "),
    first_rows,
)
def test_the_quick_way_reads_what_the_careful_one_reads(
    rows: list[list[str]], delimiter: str, first: str
) -> None:
    text = f"{first}\n".replace("/", delimiter) + "\n".join(map(delimiter.join, rows)) + "\n"

    def outcome() -> object:
        try:
            table = read(text)
        except TableError as error:
            return str(error)
        found = table.found
        counts = found.bad, found.blank, found.comments, found.missing
        return pairs(table), counts, [str(each) for each in found.complaints], table.doubts

    quick = outcome()
    with pytest.MonkeyPatch.context() as careful:
        careful.setattr(module._Reader, "_read_at_once", lambda *_: None)
        assert outcome() == quick


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1e50, 1e50), st.floats(-1e50, 1e50)), min_size=1),
    st.text(max_size=70),
    st.text(max_size=70),
)
def test_what_is_written_reads_back_bit_for_bit_with_the_names(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float, float]], x_name: str, y_name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.csv"
    x, y = np.array(rows).T
    points = Points(Dataset(x, y), axis_name(x_name, "x"), axis_name(y_name, "y"))
    write_points(path, points)
    back = load(path).points
    assert back.names == points.names
    assert (back.dataset.x.tobytes(), back.dataset.y.tobytes()) == (x.tobytes(), y.tobytes())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n2\n", [[1], [2]]),
        ("1\t2", [[1, 2]]),
        ("1;2\n3;4\n", [[1, 2], [3, 4]]),
        ("x\ty\n1,5\t2\n", [[1.5, 2]]),
    ],
)
def test_a_block_of_cells_has_one_column_or_two(text: str, expected: list[list[float]]) -> None:
    assert read_block(text, most=2).tolist() == expected


def test_a_comma_alone_is_no_guess() -> None:
    assert read_block("1,5\n2,25\n", most=1).tolist() == [[1.5], [2.25]]
    with pytest.raises(DoubtError, match=r"“1,5” may be 1\.5 .* or 1 and 5") as caught:
        read_block("1,5\n2,25\n", most=2)
    one, two = caught.value.doubt.choices
    assert read_block("1,5\n2,25\n", 2, one.dialect).tolist() == [[1.5], [2.25]]
    assert read_block("1,5\n2,25\n", 2, two.dialect).tolist() == [[1, 5], [2, 25]]


@pytest.mark.parametrize(
    ("text", "names", "first"),
    [
        ("mpg,wt\nMazda,21,2.6\nFiat,32,2.2\n", ("mpg", "wt"), (21, 2.6)),
        (",x,y\n0,1.5,2\n1,2.5,3\n", ("x", "y"), (1.5, 2)),
        ("sep=;\nx;y\n1,5;2\n", ("x", "y"), (1.5, 2)),
        ('"mpg","wt"\n"Mazda RX4",21,2.6\n"Mazda RX4 Wag",21,2.8\n', ("mpg", "wt"), (21, 2.6)),
    ],
)
def test_axes_are_called_by_the_right_cells_of_the_header(
    text: str, names: tuple[str, str], first: tuple[float, float]
) -> None:
    table = read(text)
    assert table.points.names == names
    assert pairs(table)[0] == first
