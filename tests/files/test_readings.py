"""What files and pasted texts say: the same through every door, or the same doubt."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.files.block import read_block
from gdgui.files.dialect import Dialect, Doubt, DoubtError, TableError, finish
from gdgui.files.encoding import decode
from gdgui.files.points_csv import PointsFileError, load, open_table
from gdgui.files.rows import text_lines
from gdgui.files.table import Table, read_table
from tests.files.random_tables import random_table

RUNS = int(os.environ.get("GDGUI_RANDOM_TABLES", "100"))  # 20,000 now and then, by hand


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readings") / "points.csv"


def read(text: str, **said: object) -> Table:
    return finish(read_table(text_lines(text), Dialect(**said)))  # type: ignore[arg-type]


def pairs(table: Table) -> list[tuple[float, float]]:
    assert not table.doubts
    assert not table.found.bad
    return list(zip(table.points.dataset.x.tolist(), table.points.dataset.y.tolist(), strict=True))


def doubt_of(text: str) -> Doubt:
    (doubt,) = read(text).doubts
    return doubt


@pytest.mark.parametrize(
    ("text", "points", "names"),
    [
        (
            "x;y\n1,5;1.234,5\n2,5;2.345,6\n3,5;3.456,7",
            [(1.5, 1234.5), (2.5, 2345.6), (3.5, 3456.7)], ("x", "y"),
        ),
        ("x\ty\n1,5\t1.234,5\n2,5\t2.345,6", [(1.5, 1234.5), (2.5, 2345.6)], ("x", "y")),
        ("x;y\n1,5;1\u202f234,5\n2,5;2\u202f345,6", [(1.5, 1234.5), (2.5, 2345.6)], ("x", "y")),
        ("x\ty\n1,5\t1\u00a0234,5\n2,5\t22\u00a0345", [(1.5, 1234.5), (2.5, 22345)], ("x", "y")),
        ("x;y\n1.5;1'234.5\n2.5;2’345", [(1.5, 1234.5), (2.5, 2345)], ("x", "y")),
        ('sqm,price\n1180,"1,221,900"\n770,"180,000"', [(1180, 1221900), (770, 180000)], ("sqm", "price")),
        ('lat,price\n47.5,"221,900"\n47.7,"980"', [(47.5, 221900), (47.7, 980)], ("lat", "price")),
        ("A;B\n1;2;\n2;4;\n3;6;", [(1, 2), (2, 4), (3, 6)], ("A", "B")),
        ("A;B;\n1;2;\n2;4;\n3;6;", [(1, 2), (2, 4), (3, 6)], ("A", "B")),
        ("Land,2000,2010\nA,10,11\nB,12,14\nC,9,10", [(10, 11), (12, 14), (9, 10)], ("2000", "2010")),
        (",1,2\nA,10,11\nB,12,14", [(10, 11), (12, 14)], ("1", "2")),
        (",2000,2010\n1,10,11\n2,12,14", [(10, 11), (12, 14)], ("2000", "2010")),
        ("Berlin,20,30\nBonn,10,11\nKöln,9,12", [(20, 30), (10, 11), (9, 12)], ("x", "y")),
        ("time;height\n(s);(m)\n1;2\n3;4", [(1, 2), (3, 4)], ("time (s)", "height (m)")),
        ("t;h\ns;m\n1;2\n3;4", [(1, 2), (3, 4)], ("t (s)", "h (m)")),
        ("Station 7\n2020-05-12 10:00\nt;h\n1;2\n3;4", [(1, 2), (3, 4)], ("t", "h")),
        ('"time\n(s)","height"\n1,2\n3,4', [(1, 2), (3, 4)], ("time (s)", "height")),
        ("x;y\n1;2\n3;4\n;\n;;;\n", [(1, 2), (3, 4)], ("x", "y")),
        ("x;y\n−1,5;2\n\u22123;−4", [(-1.5, 2), (-3, -4)], ("x", "y")),
        ("id,x,y\n7,1.5,2\n9,2.5,3", [(1.5, 2), (2.5, 3)], ("x", "y")),
        (",x,y\n0,1.5,2\n1,2.5,3", [(1.5, 2), (2.5, 3)], ("x", "y")),
        (
            "23,0\t\t1e+50\n-5,5  -1E+50\n100000000000, 1e+50",
            [(23, 1e50), (-5.5, -1e50), (1e11, 1e50)], ("x", "y"),
        ),
        ("x,y\n1.25,3.5", [(1.25, 3.5)], ("x", "y")),
        ("x;y\n0.123;4.567", [(0.123, 4.567)], ("x", "y")),
        ("x;y\n1234.567;4.567", [(1234.567, 4.567)], ("x", "y")),
        ("x;y\n1.234;4.567\n1.5;7.000", [(1.234, 4.567), (1.5, 7)], ("x", "y")),
        ("x,y\n1.234,4.567\n2.345,5.678", [(1.234, 4.567), (2.345, 5.678)], ("x", "y")),
        ("a|b\n1|2\n3|4", [(1, 2), (3, 4)], ("a", "b")),
    ],
)  # fmt: skip
def test_a_text_that_can_be_meant_in_one_way_is_read_in_that_way_through_every_door(
    path: Path, text: str, points: list[tuple[float, float]], names: tuple[str, str]
) -> None:
    assert pairs(read(text)) == points  # dropped or pasted as new points
    assert read(text).points.names == names
    path.write_bytes(text.encode())
    assert pairs(finish(open_table(path))) == points  # Open, and the command line with a window
    assert load(path).points.names == names  # without one
    assert pairs(load(path)) == points


@pytest.mark.parametrize(
    ("text", "cell", "ways", "options"),
    [
        (
            "km;Preis\n12.500;18.900\n85.000;9.950\n120.300;6.400\n950;24.990",
            "“12.500”", ("12.5", "12500"), "--decimal point or --thousands point",
        ),
        ("1.234\t5.678", "“1.234”", ("1.234", "1234"), "--decimal point or --thousands point"),
        ("1,234\t5\n12,345\t6\n", "“1,234”", ("1.234", "1234"), "--decimal comma or --thousands comma"),
        (
            '1180,"221,900"\n770,"180,000"',
            "“221,900”", ("221.9", "221900"), "--decimal comma or --thousands comma",
        ),
        ('a,b\n1,"8,241"\n3,980', "“8,241”", ("8.241", "8241"), "--decimal comma or --thousands comma"),
        ("622.512\t27,545", "“622.512”", ("622.512", "622512"), "--decimal point or --decimal comma"),
        (
            "1\t2\n" * 5000 + "12.500\t3\n",
            "“12.500”", ("12.5", "12500"), "--decimal point or --thousands point",
        ),
    ],
)  # fmt: skip
def test_a_sign_that_may_group_or_divide_is_a_doubt_through_every_door(
    path: Path, text: str, cell: str, ways: tuple[str, str], options: str
) -> None:
    path.write_text(text)
    for doubt in (doubt_of(text), finish(open_table(path)).doubts[0]):
        assert (doubt.about, doubt.cell, doubt.options) == ("thousands", cell, options)
        assert tuple(each.words for each in doubt.choices) == ways
    with pytest.raises(PointsFileError) as caught:
        load(path)
    assert caught.value.doubt == doubt_of(text)
    assert f"{cell} may be {ways[0]} or {ways[1]}" in str(caught.value)
    if "km" not in text and "a,b" not in text:
        with pytest.raises(DoubtError) as pasted:
            read_block(text, most=2)
        assert pasted.value.doubt == doubt_of(text)
    for choice, way in zip(doubt.choices, ways, strict=True):  # whatever is answered, nothing is asked again
        table = load(path, choice.dialect)
        written = {float(way)} & {*table.points.dataset.x.tolist(), *table.points.dataset.y.tolist()}
        assert written, way


def test_two_delimiters_that_explain_as_much_are_a_doubt() -> None:
    doubt = doubt_of("1 234,5 678\n2 345,6 789\n")
    assert doubt.about == "delimiter"
    assert doubt.options == "--delimiter comma or --delimiter blanks"
    assert pairs(read("1 234,5 678\n2 345,6 789\n", delimiter=",")) == [(1234, 5678), (2345, 6789)]


def test_one_name_over_rows_with_a_comma_is_a_doubt() -> None:
    doubt = doubt_of("score\n1,5\n2,5\n")
    assert (doubt.about, doubt.options) == ("delimiter", "--delimiter comma")
    assert [each.words for each in doubt.choices] == [
        "1.5 (one column)",
        "1 and 5 (columns separated by comma)",
    ]


def test_names_that_are_perhaps_numbers_are_a_doubt() -> None:
    text = "Name,1,2,3\nA,10,11,17\nB,12,14,18"
    doubt = next(each for each in read(text).doubts if each.about == "skip_rows")
    assert doubt.options == "--skip-rows 1 or --skip-rows 0"
    for choice, rows in zip(doubt.choices, (2, 3), strict=True):
        table = finish(read_table(text, choice.dialect))
        assert len(table.points.dataset) == rows
        assert [each.about for each in table.doubts] == ["columns"]


def test_a_contradiction_after_the_first_rows_changes_the_reading_of_all() -> None:
    early = "".join(f"{k}.125;{k}\n" for k in range(1, 200))
    assert read(early + "200;1").doubts
    assert pairs(read(early + "200;1.234.567"))[0] == (1125, 1)
    assert pairs(read(early + "200.5;1"))[0] == (1.125, 1)
    whole = "".join(f"{k};{k}\n" for k in range(200))
    assert pairs(read(whole + "1,5;2,25"))[-1] == (1.5, 2.25)


def test_columns_are_picked_by_name_with_their_labels(path: Path) -> None:
    path.write_text("hours,score\n1,10\n2,25\n3,31")
    points = load(path, Dialect(columns=("score", "hours"))).points
    assert points.names == ("score", "hours")
    assert (points.dataset.x.tolist(), points.dataset.y.tolist()) == ([10, 25, 31], [1, 2, 3])
    assert np.polyfit(points.dataset.x, points.dataset.y, 1)[0] == pytest.approx(0.0897, abs=1e-4)
    path.write_text("A;B;C\n1;2;3;\n2;4;5;\n3;6;8;")
    points = load(path, Dialect(columns=("A", "B"))).points
    assert (points.names, points.dataset.x.tolist(), points.dataset.y.tolist()) == (
        ("A", "B"),
        [1, 2, 3],
        [2, 4, 6],
    )


def test_two_columns_of_one_name_are_not_told_apart_by_it(path: Path) -> None:
    path.write_text("t,t,u\n1,2,3\n4,5,7\n")
    with pytest.raises(PointsFileError, match="has 2 columns “t”; give the number of one of them"):
        load(path, Dialect(columns=("t", "u")))
    assert load(path, Dialect(columns=("2", "u"))).points.dataset.x.tolist() == [2, 5]


@pytest.mark.parametrize("marker", ["", " ", "NA", "n/a", "#N/A", "NaN", "null", "***", "-", "?"])
def test_a_missing_number_leaves_its_row_out_and_is_counted(path: Path, marker: str) -> None:
    path.write_text(f"x;y;z\n1;2;a\n3;{marker};b\n5;6;c\n;;\n")
    table = load(path)
    assert pairs(table) == [(1, 2), (5, 6)]
    assert (table.found.missing, table.found.blank) == (1, 1)


def test_missing_numbers_in_the_first_rows_are_no_names() -> None:
    table = read("NA;NA\nNA;5\n;\n1;2\n")
    assert (pairs(table), table.points.names) == ([(1, 2)], ("x", "y"))
    assert (table.found.missing, table.found.blank, table.layout.above) == (2, 1, ())


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1252", "windows-1252"),
        ("mac-roman", "mac-roman"),
    ],
)
@pytest.mark.parametrize("names", [("Größe", "Höhe"), ("temp °C", "µs"), ("année", "température")])
def test_names_are_read_in_the_encodings_people_have(
    path: Path, encoding: str, found: str, names: tuple[str, str]
) -> None:
    path.write_bytes(f"{names[0]};{names[1]}\r\n1\u00a0234,5;2,5\r\n2,5;3,5\r\n".encode(encoding))
    table = load(path)
    assert (table.points.names, table.encoding) == (names, found)
    assert pairs(table) == [(1234.5, 2.5), (2.5, 3.5)]
    assert load(path, Dialect(encoding=encoding)).points.names == names


def test_another_encoding_is_refused_where_the_bytes_are_not_of_it() -> None:
    with pytest.raises(TableError, match="row 2: this is not UTF-8 text"):
        decode("a\nö".encode("latin-1"), "utf-8")


def test_every_part_can_be_said() -> None:
    text = "1.234;5,6;7\n8.901;2,3;4\n"
    assert pairs(read(text, delimiter=";", decimal=",", thousands=".", columns=(0, 2))) == [
        (1234, 7),
        (8901, 4),
    ]
    assert pairs(read("1;2\n3;4\n5;6\n", skip_rows=1)) == [(3, 4), (5, 6)]
    assert read("1;2\n3;4\n5;6\n", skip_rows=1).points.names == ("1", "2")
    assert pairs(read("1.234;5.678\n", thousands=".")) == [(1234, 5678)]
    assert pairs(read("1.234;5.678\n", thousands="")) == [(1.234, 5.678)]
    with pytest.raises(TableError, match="has no rows below the 9 that are skipped"):
        read("1;2\n3;4\n", skip_rows=9)
    with pytest.raises(TableError, match="are the same"):
        read("1;2\n", decimal=",", thousands=",")


def agrees(table: Table, x: list[float], y: list[float]) -> bool:
    return (table.points.dataset.x.tolist(), table.points.dataset.y.tolist()) == (x, y)


def answered(text: str, table: Table) -> Iterator[Table]:
    """What comes of a text by all answers to its doubts."""
    if not table.doubts:
        yield table
        return
    for choice in table.doubts[0].choices:
        try:
            yield from answered(text, finish(read_table(text, choice.dialect)))
        except TableError:
            continue


@settings(deadline=None, max_examples=RUNS)
@given(st.randoms(use_true_random=False))
def test_numbers_in_any_dialect_are_read_as_they_were_written_or_not_without_a_word(
    path: Path, random: Random
) -> None:
    table = random_table(random)
    path.write_bytes(table.data)
    opened = finish(open_table(path))
    assert opened.doubts or opened.found.bad or agrees(opened, table.x, table.y)
    try:
        is_loaded = agrees(load(path), table.x, table.y)
    except PointsFileError:
        is_loaded = bool(opened.doubts or opened.found.bad)
    assert is_loaded
    pasted = finish(read_table(text_lines(table.text)))
    assert (pasted.doubts, pasted.found.bad) == (opened.doubts, opened.found.bad)
    assert np.array_equal(pasted.points.dataset.x, opened.points.dataset.x)
    if opened.doubts and not opened.found.bad:  # one of the answers is right
        assert any(agrees(each, table.x, table.y) for each in answered(text_lines(table.text), opened))
    if table.is_block:
        try:
            assert read_block(text_lines(table.text), most=2).T.tolist() == [table.x, table.y]
        except DoubtError:
            pass
        except TableError:
            assert opened.found.bad


def test_a_column_that_names_the_rows_is_passed_over_and_said_so() -> None:
    table = read('"","speed","dist"\n"1",4,2\n"2",5,10\n"3",7,4\n')
    assert pairs(table) == [(4, 2), (5, 10), (7, 4)]
    assert table.label == "“column 1”"
    assert read("nr,x,y\n7,4,2\n9,5,10\n").label == "“nr”"
    assert read("nr,x,y\n7,4,2\n9,5,10\n", columns=("nr", "y")).label == ""
    assert [each.about for each in read("1,5,6\n2,7,9\n3,8,8\n").doubts] == ["columns"]  # it may be x


def test_only_the_columns_read_can_be_in_doubt() -> None:
    text = "a;b;c\n1;2;12.500\n3;4;18.900\n"
    assert read(text, columns=("a", "b")).doubts == ()
    assert read(text, columns=("a", "c")).doubts[0].cell == "“12.500”"
    assert read(text + "5;0.5;7.000\n", columns=("a", "c")).doubts == ()  # b settles it


def test_what_stands_above_names_that_are_numbers_is_left_out() -> None:
    head = '"Source","WDI",\n\n"Updated","2020-01-01",\n"Country","Code","1960","1961",\n'
    table = read(head + '"A","B",54,55,\n"C","D",56,58,\n')
    assert pairs(table) == [(54, 55), (56, 58)]
    assert table.points.names == ("1960", "1961")
    assert [each.row for each in table.layout.above] == [1, 3]


def test_blanks_within_words_and_numbers_are_no_delimiters_beside_tabs() -> None:
    table = read("city\ttemp °C\tµs\nLe Mans\t3 311\t-762,8\nBonn\t47 274\t-93 704,3\n")
    assert pairs(table) == [(3311, -762.8), (47274, -93704.3)]
    assert table.points.names == ("temp °C", "µs")


@pytest.mark.parametrize(
    "line",
    [
        "1" * 99_000 + "x;1",
        '"' + "1.1" * 30_000 + 'x";1',
        '"' + "1," * 45_000 + '",2',
        "1 234" * 19_000 + ";2",
        "0" * 90_000 + ".;1",
        "," * 99_000,
        '"' * 99_000,
        "1e" * 49_000,
        "- " * 49_000,
    ],
)
def test_a_strange_line_costs_no_more_than_its_length(line: str) -> None:
    begin = time.process_time()
    for text in (line, f"x;y\n1;2\n{line}\n3;4\n"):
        with suppress(TableError):
            finish(read_table(text))
    assert time.process_time() - begin < 5  # minutes where the time grows with the square
