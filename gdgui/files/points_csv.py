"""Points from a CSV file, whatever the spreadsheet that wrote it separates columns and decimals with."""

from __future__ import annotations

import re
import stat
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from gdgui.core.dataset import LARGEST, Dataset
from gdgui.files.delimiters import find_delimiter, split
from gdgui.files.numbers import parse_number, printable, quoted

LARGEST_FILE = 10**8  # bytes
LONGEST_LINE = 100_000  # characters; more than two numbers need, and few enough to take apart
SAMPLE = 20  # lines looked at to find the delimiter

Line = tuple[int, str]  # row number from 1, text


class PointsFileError(Exception):
    """A file that holds no points we can read. str() is one sentence for the user.

    `row` is the line of the file and `column` the field in it, both from 1; None where there is none.
    """

    def __init__(self, path: Path, problem: str, row: int | None = None, column: int | None = None) -> None:
        place = f", row {row}" if row else ""
        place += f", column {column}" if column else ""
        super().__init__(f"{printable(str(path))}{place}{':' if place else ''} {problem}.")
        self.row = row
        self.column = column


def read_points(path: Path) -> Dataset:
    """The points of a file with two columns of numbers, x and y, under an optional header.

    UTF-8; delimiter comma, semicolon, tab or blanks; decimal point or decimal comma, one of them
    throughout; fields may stand in quotation marks; blank lines do not count. Raises PointsFileError
    for everything else.
    """
    try:
        return _parse(_lines(_content(path)))
    except _ReadError as problem:
        raise PointsFileError(path, problem.text, problem.row, problem.column) from problem.__cause__


class _ReadError(Exception):
    """What PointsFileError says, by code that does not know the name of the file."""

    def __init__(self, text: str, row: int | None = None, column: int | None = None) -> None:
        self.text, self.row, self.column = text, row, column


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _ReadError("is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe waits for its writer, a device never ends
            raise _ReadError("is not an ordinary file")
        _check_size(status.st_size)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _ReadError("does not exist") from error
    except PermissionError as error:
        raise _ReadError("cannot be opened: you have no permission to read it") from error
    except OSError as error:
        raise _ReadError(f"cannot be read: {printable(error.strerror or str(error))}") from error
    except ValueError as error:  # a nul or a lone surrogate
        raise _ReadError("cannot be opened: no file can have that name") from error
    _check_size(len(data))  # it may have grown, and the files of /proc claim to be empty
    return data


def _check_size(size: int) -> None:
    if size > LARGEST_FILE:
        megabytes = -(-size // 10**6)  # rounded up, so that it never reads “is 100 MB”
        raise _ReadError(f"is {megabytes:,} MB; gdgui opens at most {LARGEST_FILE // 10**6} MB")


def _lines(data: bytes) -> Iterator[Line]:
    """The lines that are not blank, without blanks at their ends."""
    if not data:
        raise _ReadError("is empty; gdgui reads two columns of numbers, x and y")
    _check_utf8(data)
    # In this mode \n, \r\n and \r all end a line, and nothing else does.
    for row, line in enumerate(TextIOWrapper(BytesIO(data), encoding="utf-8-sig", newline=None), 1):
        if len(line) > LONGEST_LINE:
            raise _ReadError(
                f"the line has more than {LONGEST_LINE:,} characters; gdgui reads two numbers", row
            )
        if line.strip():
            yield row, line.strip(" \n")  # a tab at an end is a delimiter beside an empty cell


def _check_utf8(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        row = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
        raise _ReadError("this is not UTF-8 text; save the file as CSV in UTF-8", row) from error


def _parse(lines: Iterator[Line]) -> Dataset:
    sample = list(islice(lines, SAMPLE))
    if not sample:
        raise _ReadError("has only blank lines; gdgui reads two columns of numbers, x and y")
    delimiter = find_delimiter([line for _, line in sample])
    if _is_header(split(sample[0][1], delimiter)):
        header = sample.pop(0)[1]
        if not sample:
            raise _ReadError(f"has no points, only the header {quoted(header)}")
    _check_columns({len(split(line, delimiter)) for _, line in sample})
    columns = _Columns(delimiter)
    for row, line in chain(sample, lines):
        columns.add(row, line)
    return Dataset(columns.x, columns.y)


# No letter before the first digit. Wide, because a row taken for a header is dropped without a word:
# “$1”, “１” and “−1” with a typographic minus are no numbers, but no names of columns either.
_NUMBER_LIKE = re.compile(r"[\W_]*(?:\d|(?:nan|inf|infinity)\W*\Z)", re.IGNORECASE)


def _is_header(fields: Sequence[str]) -> bool:
    return not any(_NUMBER_LIKE.match(field) for field in fields)


def _check_columns(counts: set[int]) -> None:
    """Complain about the file rather than its first row where all rows have the same wrong length."""
    if len(counts) == 1 and counts != {2}:
        count = counts.pop()
        columns = "one column" if count == 1 else f"{count} columns"
        raise _ReadError(f"has {columns}; gdgui reads two: x and y")


class _Columns:
    """x and y so far, and the decimal sign that all numbers have to share."""

    def __init__(self, delimiter: str) -> None:
        self.x = array("d")
        self.y = array("d")
        self._delimiter = delimiter
        self._decimal = ""  # not yet known
        self._decimal_row = 0  # where it was first seen

    def add(self, row: int, line: str) -> None:
        fields = split(line, self._delimiter)
        if len(fields) != 2:
            count = "one field" if len(fields) == 1 else f"{len(fields)} fields"
            raise _ReadError(f"{count} instead of two", row)
        self.x.append(self._number(fields[0], row, 1))
        self.y.append(self._number(fields[1], row, 2))

    def _number(self, field: str, row: int, column: int) -> float:
        try:
            value = parse_number(field)
        except ValueError as error:
            empty = "the cell is empty; fill in a number or delete the row"
            raise _ReadError(str(error) if field.strip() else empty, row, column) from error
        if not -LARGEST <= value <= LARGEST:
            raise _ReadError(
                f"{quoted(field)} is too large; gdgui takes numbers up to ±{LARGEST:g}", row, column
            )
        decimal = "," if "," in field else "." if "." in field else ""
        if decimal and decimal != self._decimal:
            self._settle(decimal, field, row, column)
        return value

    def _settle(self, decimal: str, field: str, row: int, column: int) -> None:
        """The first decimal sign of the file decides; beside a 2.5, a 1,234 may well mean 1234."""
        if self._decimal:
            this, other = ("comma", "point") if decimal == "," else ("point", "comma")
            raise _ReadError(
                f"{quoted(field)} has a decimal {this}, but row {self._decimal_row} a decimal {other}; "
                "use one of them throughout",
                row,
                column,
            )
        self._decimal, self._decimal_row = decimal, row
