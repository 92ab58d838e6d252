from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from gdgui.core.dataset import Dataset
from gdgui.files import content
from gdgui.files.points_csv import PointsFileError, load

Read = Callable[[bytes | str], Dataset]

UNNAMED = "“column 1”, “column 2”, “column 3”"
TWO = Dataset([0.5, 1.5], [1.2, -2.5])


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a file called points.csv with this content, named without its folder."""
    monkeypatch.chdir(tmp_path)

    def read(content: bytes | str) -> Dataset:
        path = Path("points.csv")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(path).points.dataset

    return read


def error_of(read: Read, text: bytes | str) -> PointsFileError:
    with pytest.raises(PointsFileError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        "0.5,1.2\n1.5,-2.5\n",
        "0.5;1.2\n1.5;-2.5\n",
        "0.5\t1.2\n1.5\t-2.5\n",
        "0.5 1.2\n1.5 -2.5\n",
        "0,5;1,2\n1,5;-2,5\n",
        "0,5\t1,2\n1,5\t-2,5\n",
        "0,5 1,2\n1,5 -2,5\n",
        '"0,5","1,2"\n"1,5","-2,5"\n',
        '"0.5","1.2"\n"1.5","-2.5"\n',
        '"0,5" "1,2"\n"1,5"   "-2,5"\n',
        '  "0.5", "1.2" \n "1.5","-2.5"  \n',
        "0.5, 1.2\n1.5, -2.5\n",
        "  0.5   1.2  \n 1.5 -2.5 \n",
        "0.5\t\t1.2\n1.5 \t\t -2.5\n",
        "0.5,1.2\r\n1.5,-2.5\r\n",
        "0.5,1.2\r1.5,-2.5\r",
        "0.5,1.2\n1.5,-2.5",
        "\n\n0.5,1.2\n  \n\t\n1.5,-2.5\n\n",
        "\ufeff0.5,1.2\n1.5,-2.5\n",
        "x,y\n0.5,1.2\n1.5,-2.5\n",
        "\ufeff\n\nx,y\n\n0.5,1.2\n1.5,-2.5\n",
        '"time (s)","height, in m"\n0.5,1.2\n1.5,-2.5\n',
        "Größe y\n0,5 1,2\n1,5 -2,5\n",
        "x1;x2\n0,5;1,2\n1,5;-2,5\n",
        "notes on the points\n0.5,1.2\n1.5,-2.5\n",
        "5e-1,12e-1\n1.5,-.25E1\n",
    ],
)
def test_every_usual_way_to_write_two_columns_is_read(read: Read, content: str) -> None:
    assert read(content) == TWO


def test_one_line_is_one_point(read: Read) -> None:
    assert read("0,5 1,2") == Dataset([0.5], [1.2])


def test_whole_numbers_fit_with_either_decimal_sign(read: Read) -> None:
    assert read("1;2\n1,5;3\n4;5\n") == Dataset([1, 1.5, 4], [2, 3, 5])


def test_the_largest_coordinate_is_read(read: Read) -> None:
    assert read("1e50,-1e50") == Dataset([1e50], [-1e50])


def test_a_quotation_mark_never_swallows_the_lines_that_follow(read: Read) -> None:
    error = error_of(read, '1,2\n"3,4\n5,6\n7","8"\n')
    assert (error.row, error.column) == (2, 1)


MIXED = "use one of them throughout"


@pytest.mark.parametrize(
    ("content", "row", "column", "problem"),
    [
        ("1,2\nabc,4\n", 2, 1, "“abc” is not a number"),
        ("x,y\n1,2\n\n3,abc\n", 4, 2, "“abc” is not a number"),
        ("x,y\r1,2\r\n3,abc\n", 3, 2, "“abc” is not a number"),
        ("x,1\n2,3\n", 1, 1, "“x” is not a number"),
        ("1,2\n3,1_000\n", 2, 2, "“1_000” is not a number"),
        ("1,2\n3,\0\n", 2, 2, "“�” is not a number"),
        ("1,2\n3," + "z" * 99 + "\n", 2, 2, "“" + "z" * 30 + "…” is not a number"),
        ("1,2\n3,-Infinity\n", 2, 2, "“-Infinity” is not a number"),
        ("1,2\n3,1e400\n", 2, 2, "“1e400” is too large"),
        ("1,2\n-2e50,4\n", 2, 1, "“-2e50” is too large; gdgui takes numbers up to ±1e+50"),
        ("1,2\n3,4,5\n", 2, None, "3 fields instead of two"),
        ("1,2\n\n3\n", 3, None, "one field instead of two"),
        ("1,2,3\n1,2\n", 1, None, "3 fields instead of two"),
        ("1,5;2\n3;2.5\n", 2, 2, f"“2.5” has a decimal point in place of a decimal comma; {MIXED}"),
        ("1,5;2.5\n", 1, 2, f"“2.5” has a decimal point in place of a decimal comma; {MIXED}"),
        ('a,p\n1,2\n120 m²,"$315,209"\n3,4\n', 3, 1, "“120 m²” has a unit; write the number alone"),
        ('a,p\n120,"$315,209"\n130,1\n', 2, 2, "“$315,209” has a sign of currency; write the number alone"),
        ('a,p\n120 m²,"$315,209"\n99 m²,"$1,209"\n', 2, 1, "“120 m²” has a unit; write the number alone"),
    ],
)
def test_a_bad_row_is_named_by_row_and_column(
    read: Read, content: str, row: int, column: int | None, problem: str
) -> None:
    error = error_of(read, content)
    place = f"row {row}, column {column}" if column else f"row {row}"
    assert (error.row, error.column) == (row, column)
    assert str(error) == f"points.csv, {place}: {problem}."


def test_a_bad_row_is_found_after_the_lines_that_show_the_delimiter(read: Read) -> None:
    error = error_of(read, "1,2\n" * 500 + "3,abc\n")
    assert (error.row, error.column) == (501, 2)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty; gdgui reads two columns of numbers, x and y"),
        ("\n \r\n\t\n", "has only blank lines; gdgui reads two columns of numbers, x and y"),
        ("\ufeff", "has only blank lines; gdgui reads two columns of numbers, x and y"),
        ("\n x,y\n\n", "has no points, only the header “x,y”"),
        ("x,y,z\n1,2,3\n4,5,6\n", "has 3 columns of numbers (“x”, “y”, “z”); say which two to read"),
        ("1 2 3", f"has 3 columns of numbers ({UNNAMED}); say which two to read"),
        ("1,5 2,5 3,5\n1,5 2,5 3,5\n", f"has 3 columns of numbers ({UNNAMED}); say which two to read"),
        ("a,b,1\nc,d,2\n", "has 3 columns, only one of them of numbers; gdgui needs two: x and y"),
        ("x\n1\n2\n", "has one column; gdgui reads two: x and y"),
    ],
)
def test_a_file_without_two_columns_of_numbers_is_refused_as_a_whole(
    read: Read, content: str, problem: str
) -> None:
    error = error_of(read, content)
    assert str(error) == f"points.csv {problem}."
    assert (error.row, error.column) == (None, None)


@pytest.mark.parametrize(
    "first",
    [
        "inf,-inf",
        "-Infinity,Inf",
        "$1,$2",
        "１,２",
        "(1),(2)",
        "1_0,2_0",
        "1e400,1e400",
        "x,2",
    ],
)
def test_a_first_row_of_almost_numbers_is_an_error_and_not_a_header(read: Read, first: str) -> None:
    assert error_of(read, f"{first}\n3,4\n").row == 1


def test_bytes_that_are_no_text_are_refused(read: Read) -> None:
    assert "is not text" in str(error_of(read, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xff"))
    assert "is not text" in str(error_of(read, bytes(range(256)) * 10))


def test_a_line_of_endless_length_is_refused(read: Read) -> None:
    error = error_of(read, "x,y\n" + "1," * 50_000 + "1")
    assert str(error) == (
        "points.csv, row 2: the line has more than 100,000 characters; gdgui reads rows of numbers."
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", Path(__file__) / "missing.csv"):
        with pytest.raises(PointsFileError) as caught:
            load(path)
        assert str(caught.value) == f"{path} does not exist."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PointsFileError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{tmp_path} is a folder, not a file."


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_a_name_that_no_file_can_have_is_refused(character: str) -> None:
    with pytest.raises(PointsFileError) as caught:
        load(Path(f"a{character}b.csv"))
    assert str(caught.value) == "a�b.csv cannot be opened: no file can have that name."


def test_the_message_is_one_line_whatever_the_name() -> None:
    with pytest.raises(PointsFileError) as caught:
        load(Path("a\nb\x1b.csv"))
    assert str(caught.value) == "a�b�.csv does not exist."


@pytest.mark.parametrize(
    ("failure", "problem"),
    [
        (PermissionError(13, "Permission denied"), "cannot be opened: you have no permission to read it"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
        (OSError("odd"), "cannot be read: odd"),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_sentence(
    read: Read, monkeypatch: pytest.MonkeyPatch, failure: OSError, problem: str
) -> None:
    def fail(*_: object) -> NoReturn:
        raise failure

    monkeypatch.setattr(content, "open_for_reading", fail)
    Path("points.csv").touch()
    with pytest.raises(PointsFileError) as caught:
        load(Path("points.csv"))
    assert str(caught.value) == f"points.csv {problem}."


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(content, "open_for_reading", fail)


@pytest.mark.usefixtures("unopened")
def test_what_never_ends_is_refused_unopened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        for path, problem in (
            (pipe, "is a pipe, not a file; save what comes out of it to a file, and open that"),
            (Path("/dev/zero"), "is a device, not a file"),
            (tmp_path / "s", "is a socket, not a file"),
        ):
            with pytest.raises(PointsFileError) as caught:
                load(path)
            assert str(caught.value) == f"{path} {problem}."


def test_a_file_that_became_a_pipe_meanwhile_is_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    once = iter([os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 9, 0, 0, 0))])
    monkeypatch.setattr(Path, "stat", lambda _: next(once))
    with pytest.raises(PointsFileError, match="is a pipe"):
        load(pipe)


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize(
    ("size", "megabytes"), [(200 * 10**6, "200"), (10**8 + 1, "101"), (10**10, "10,000")]
)
def test_a_file_beyond_100_MB_is_refused_unopened(tmp_path: Path, size: int, megabytes: str) -> None:
    path = tmp_path / "large.csv"
    path.touch()
    os.truncate(path, size)  # a hole: it takes no room on the disk
    with pytest.raises(PointsFileError) as caught:
        load(path)
    assert str(caught.value) == f"{path} is {megabytes} MB; gdgui opens at most 100 MB."


def test_a_file_of_exactly_the_largest_size_is_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST_FILE", 8)
    assert read("1,2\n3,4\n") == Dataset([1, 3], [2, 4])
    assert "gdgui opens at most" in str(error_of(read, "1,2\n3,4\n\n"))


def test_a_file_that_has_grown_since_its_size_was_asked_is_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "LARGEST_FILE", 8)
    empty = os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda _: empty)
    assert "gdgui opens at most" in str(error_of(read, "1,2\n" * 1000))


def test_many_rows_are_read_in_full_precision(read: Read) -> None:
    points = np.random.default_rng(0).normal(size=(20_000, 2))
    dataset = read("x,y\n" + "".join(f"{x!r},{y!r}\n" for x, y in points.tolist()))
    assert dataset == Dataset(points[:, 0], points[:, 1])
