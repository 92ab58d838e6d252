"""A table in a text: how it is laid out, and two of its columns as points.

What takes long is a generator: it yields the share that is done and returns its result, so that a window
can do it piece by piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import LARGEST, Dataset
from gdgui.experiment.points import Points, axis_name
from gdgui.files.delimiters import find_delimiter, is_number, split
from gdgui.files.numbers import parse_number, quoted

MOST_POINTS = 2_000_000
LONGEST_LINE = 100_000  # characters; more than any row of numbers needs, and few enough to take apart
SAMPLE = 50  # rows looked at to understand the layout
PIECE = 200_000  # characters read at a time: some milliseconds
MOST_COMPLAINTS = 100  # that are kept; the others are counted
COMMENT = "#"
HEADER_FOLLOWS = "# The next line names the columns."

T = TypeVar("T")
Gradual = Generator[float, None, T]
Columns = tuple[int, int]  # of x and y, from 0
Floats = NDArray[np.float64]


class TableError(Exception):
    """Why a text holds no points we can take. `row` is its line and `column` the field, both from 1."""

    def __init__(self, text: str, row: int | None = None, column: int | None = None) -> None:
        self.text, self.row, self.column = text, row, column
        super().__init__(f"{place(row, column)}{': ' if row else ''}{text}")


class ChoiceError(TableError):
    """There are more than two columns of numbers, and somebody has to say which."""


def place(row: int | None, column: int | None) -> str:
    """“row 3, column 2”; empty where there is none."""
    return ", ".join(f"{word} {at:,}" for word, at in (("row", row), ("column", column)) if at)


@dataclass(frozen=True)
class Layout:
    """How a table is written."""

    delimiter: str
    header: tuple[str, ...]  # empty where there is none
    begin: int  # where in the text the rows of numbers begin
    row: int  # the line that this is, from 1
    width: int  # fields in a row
    numeric: tuple[int, ...]  # columns of numbers, from 0
    skipped: tuple[TableError, ...]  # rows above the numbers that are left out

    def name(self, column: int) -> str:
        """What the column is called: by the header, else by its number."""
        name = self.header[column] if column < len(self.header) else ""
        return axis_name(name, f"column {column + 1}")


@dataclass
class Table:
    """Two columns of a text as points, and what became of the rest."""

    text: str = field(repr=False)
    layout: Layout
    columns: Columns
    points: Points
    decimal: str = ""  # "." or ","; empty where all numbers are whole
    blank: int = 0  # lines
    comments: int = 0  # lines
    bad: int = 0  # rows that cannot be read
    complaints: list[TableError] = field(default_factory=list)  # about the first of them


def understand(text: str) -> Layout:
    """The layout of a table. Raises TableError where it cannot be one."""
    sample, size = [], 0
    for each in islice(_rows(text), SAMPLE):
        sample.append(each)
        size += len(each[2])
        if size > LONGEST_LINE:  # the layout of very wide rows is to be seen in a few
            break
    if not sample:
        raise TableError("has only blank lines; gdgui reads two columns of numbers, x and y")
    delimiter = find_delimiter([line for _, _, line in sample])
    header, skipped = _take_header(text, sample, delimiter)
    rows = [split(line, delimiter) for _, _, line in sample]
    width = _width(rows)
    numeric = _numeric(rows, width)
    begin, row, _ = sample[0]
    return Layout(delimiter, header, begin, row, width, numeric, skipped)


def columns_of(layout: Layout) -> Columns:
    """The columns that nobody has to choose: two, or the first two of numbers."""
    if layout.width == 2:
        return 0, 1
    if len(layout.numeric) < 2:
        count = "none" if not layout.numeric else "only one"
        raise TableError(f"has {layout.width} columns, {count} of them of numbers; gdgui needs two: x and y")
    return layout.numeric[0], layout.numeric[1]


def extract(text: str, layout: Layout, columns: Columns, lenient: bool = False) -> Gradual[Table]:
    """The points of two columns.

    Raises TableError at the first row that cannot be read; if `lenient`, such rows are left out and
    counted, and there must be at least one point.
    """
    reader = _Reader(layout, columns, lenient)
    at, row = layout.begin, layout.row
    while at < len(text):
        end = _end_of_piece(text, at)
        row += reader.add(text[at:end], row)
        at = end
        yield at / len(text)
    if not reader.count:
        raise reader.complaints[0] if reader.complaints else TableError("has no points")
    points = Points(reader.dataset(), *_names(layout, columns))
    return Table(
        text, layout, columns, points, reader.decimal, reader.blank, reader.comments, reader.bad,
        reader.complaints,
    )  # fmt: skip


def looks_like_thousands(table: Table) -> str:
    """A cell whose comma was read as a decimal sign, where all of them may well separate thousands; or ""."""
    if table.decimal != ",":
        return ""
    cells = [cell for row in sample_rows(table, SAMPLE) for cell in row if "," in cell]
    return cells[0] if cells and all(map(_THOUSANDS.fullmatch, cells)) else ""


_THOUSANDS = re.compile(r'[ \t"+-]*[1-9][0-9]{0,2}(,[0-9]{3})+[ \t"]*')
_TWO_OR_ONE = re.compile(r"[ ]*[+-]?[0-9]+,[0-9]+[ ]*")


def read_block(text: str, most: int) -> Floats:
    """Numbers of one column or two, at most `most`; shape (rows, columns). Raises TableError."""
    lines = text.rstrip("\n").split("\n")
    if most == 2 and all(map(_TWO_OR_ONE.fullmatch, lines)):
        raise TableError(f"{quoted(lines[0])} may be one number or two; use a decimal point or tabs")
    if all(map(is_number, lines)):
        block = np.array([[parse_number(line)] for line in lines])
    elif len(lines) == 1 and not is_number(lines[0]) and "\t" not in lines[0] and len(lines[0].split()) == 1:
        raise TableError(f"{quoted(lines[0])} is not a number")
    else:
        layout = understand(text)
        if layout.skipped:
            raise layout.skipped[0]
        if layout.width > 2:
            raise TableError(f"the block has {layout.width} columns, and only x and y can be changed")
        dataset = finish(extract(text, layout, (0, 1))).points.dataset
        block = np.stack((dataset.x, dataset.y), axis=1)
    if block.shape[1] > most:
        raise TableError("the block has two columns, and only y can be changed from there on")
    return block


def finish(steps: Gradual[T]) -> T:
    """The result of something gradual, all at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def _rows(text: str) -> Iterator[tuple[int, int, str]]:
    """(position, line number, line) of the lines that are neither blank nor comments."""
    at, row = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        _check_length(end - at, row)
        line = text[at:end]
        is_hint = row == 1 and _HINT.fullmatch(line)  # for a spreadsheet
        if line.strip() and not line.startswith(COMMENT) and not is_hint:
            yield at, row, line.strip(" ")  # a tab at an end is a delimiter beside an empty cell
        at, row = end + 1, row + 1


_HINT = re.compile(r"sep=.[;, \t]*")


def _check_length(length: int, row: int) -> None:
    if length > LONGEST_LINE:
        raise TableError(
            f"the line has more than {LONGEST_LINE:,} characters; gdgui reads rows of numbers", row
        )


def _take_header(
    text: str, sample: list[tuple[int, int, str]], delimiter: str
) -> tuple[tuple[str, ...], tuple[TableError, ...]]:
    """The names of the columns, taken off the sample with all other rows above the numbers."""
    begin, _, line = sample[0]
    above: list[tuple[int, int, str]] = []
    if text[:begin].rstrip("\n").endswith(HEADER_FOLLOWS):
        above.append(sample.pop(0))
    while sample and _is_header(split(sample[0][2], delimiter)):
        above.append(sample.pop(0))
    if not sample and len(above) > 1:
        raise TableError("has no columns of numbers; gdgui needs two: x and y")
    if not sample:
        raise TableError(f"has no points, only the header {quoted(line)}")
    rows = [(row, tuple(split(line, delimiter))) for _, row, line in above]
    width = len(split(sample[0][2], delimiter))
    whole = [fields for _, fields in rows if len(fields) == width]
    header = next((fields for fields in whole if all(fields)), (whole or [rows[0][1] if rows else ()])[0])
    skipped = (
        TableError(f"{quoted(fields[0])} is not a number", row, 1)
        for row, fields in rows
        if fields is not header
    )
    named = ("", *header) if len(header) == width - 1 and width > 2 else header  # of the names of the rows
    return named, tuple(skipped)


# No letter before the first digit. Wide, because a row taken for a header is dropped without a word:
# “$1”, “１” and “−1” with a typographic minus are no numbers, but no names of columns either.
_NUMBER_LIKE = re.compile(r"[\W_]*(?:\d|(?:nan|inf|infinity)\W*\Z)", re.IGNORECASE)


def _is_header(fields: Sequence[str]) -> bool:
    return not any(_NUMBER_LIKE.match(field) for field in fields)


def is_recognised(names: Sequence[str]) -> bool:
    """Whether a row of these names is taken for a header."""
    return _is_header(names)


def _width(rows: list[list[str]]) -> int:
    """How many fields a row has: what most have, two if that is as common."""
    counts = Counter(len(fields) for fields in rows)
    width = max(counts, key=lambda count: (counts[count], count == 2, count))
    if width == 1 and len(counts) == 1:
        raise TableError("has one column; gdgui reads two: x and y")
    return 2 if width == 1 else width


def _numeric(rows: list[list[str]], width: int) -> tuple[int, ...]:
    """The columns whose cells, as far as they are filled, are mostly numbers."""
    whole = [fields for fields in rows if len(fields) == width]
    found = []
    for column in range(width):
        cells = [fields[column] for fields in whole if fields[column].strip()]
        if cells and 2 * sum(map(is_number, cells)) >= len(cells):
            found.append(column)
    return tuple(found)


def _names(layout: Layout, columns: Columns) -> tuple[str, str]:
    if not layout.header:
        return "x", "y"
    x_name, y_name = (layout.name(each) for each in columns)
    return x_name, y_name


def _end_of_piece(text: str, begin: int) -> int:
    if begin + PIECE >= len(text):
        return len(text)
    return text.find("\n", begin + PIECE) + 1 or len(text)


class _Reader:
    """x and y so far, and the decimal sign that all numbers have to share."""

    def __init__(self, layout: Layout, columns: Columns, lenient: bool) -> None:
        self.decimal = ""  # not yet known
        self.count = self.blank = self.comments = self.bad = 0
        self.complaints: list[TableError] = []
        self._layout, self._columns, self._lenient = layout, columns, lenient
        self._decimal_row = 0  # where it was first seen
        self._parts: list[tuple[Floats, Floats]] = []

    def dataset(self) -> Dataset:
        x, y = zip(*self._parts, strict=True)
        return Dataset(np.concatenate(x), np.concatenate(y))

    def add(self, piece: str, row: int) -> int:
        """Read whole lines, the first of which is this row; how many they were."""
        lines = piece.split("\n")
        if not lines[-1]:
            lines.pop()
        values = self._read_at_once(piece, lines, row)
        if values is None:
            values = self._read_with_care(lines, row)
        else:
            self.blank += len(lines) - len(values[0])
        self.count += len(values[0])
        if self.count > MOST_POINTS:
            raise TableError(f"has more than {MOST_POINTS:,} rows, and gdgui takes no more points than that")
        self._parts.append(values)
        return len(lines)

    def _read_at_once(self, piece: str, lines: list[str], row: int) -> tuple[Floats, Floats] | None:
        """The values of ordinary lines by numpy, which is several times quicker.

        None where anything is out of the ordinary and needs a closer look.
        """
        layout = self._layout
        if not piece.isascii() or '"' in piece or COMMENT in piece or piece.isspace():
            return None
        sign = "."
        if layout.delimiter != "," and "," in piece:
            if "." in piece:
                return None
            sign, lines = ",", piece.replace(",", ".").split("\n")
        if layout.width > 2 and not _are_even(lines, layout):
            return None
        try:
            table = np.loadtxt(
                lines,
                delimiter=None if layout.delimiter == " " else layout.delimiter,
                comments=None,
                ndmin=2,
                usecols=self._columns if layout.width > 2 else None,
            )
        except (ValueError, IndexError):
            return None
        if table.shape[1] != 2 or not (table.min() >= -LARGEST and table.max() <= LARGEST):
            return None
        if sign in piece and sign != self.decimal and not self._agree_on(sign, piece, row):
            return None
        return table[:, 0], table[:, 1]

    def _agree_on(self, sign: str, piece: str, row: int) -> bool:
        """Whether this is the decimal sign of these columns, or one of another column."""
        for at, line in enumerate(piece.split("\n")):
            if sign in line:
                fields = split(line.strip(" "), self._layout.delimiter)
                if any(sign in fields[column] for column in self._columns if column < len(fields)):
                    if self.decimal:
                        return False
                    self.decimal, self._decimal_row = sign, row + at
                    break
        return True

    def _read_with_care(self, lines: list[str], row: int) -> tuple[Floats, Floats]:
        pairs: list[tuple[float, float]] = []
        for at, line in enumerate(lines, row):
            if not line.strip():
                self.blank += 1
            elif line.startswith(COMMENT):
                self.comments += 1
            else:
                try:
                    pairs.append(self._pair(line, at))
                except TableError as complaint:
                    self._complain(complaint)
        values = np.array(pairs, dtype=np.float64).reshape(-1, 2)
        return values[:, 0], values[:, 1]

    def _complain(self, complaint: TableError) -> None:
        if not self._lenient:
            raise complaint
        self.bad += 1
        if len(self.complaints) < MOST_COMPLAINTS:
            self.complaints.append(complaint)

    def _pair(self, line: str, row: int) -> tuple[float, float]:
        _check_length(len(line), row)
        fields = split(line.strip(" "), self._layout.delimiter)
        width = self._layout.width
        if len(fields) != width:
            count = "one field" if len(fields) == 1 else f"{len(fields)} fields"
            raise TableError(f"{count} instead of {'two' if width == 2 else width}", row)
        x, y = (self._number(fields[column], row, column + 1) for column in self._columns)
        return x, y

    def _number(self, cell: str, row: int, column: int) -> float:
        try:
            value = parse_number(cell)
        except ValueError as error:
            empty = "the cell is empty; fill in a number or delete the row"
            raise TableError(str(error) if cell.strip() else empty, row, column) from error
        if not -LARGEST <= value <= LARGEST:
            raise TableError(
                f"{quoted(cell)} is too large; gdgui takes numbers up to ±{LARGEST:g}", row, column
            )
        decimal = "," if "," in cell else "." if "." in cell else ""
        if decimal and decimal != self.decimal:
            self._settle(decimal, cell, row, column)
        return value

    def _settle(self, decimal: str, cell: str, row: int, column: int) -> None:
        """The first decimal sign of the table decides; beside a 2.5, a 1,234 may well mean 1234."""
        if self.decimal:
            this, other = ("comma", "point") if decimal == "," else ("point", "comma")
            raise TableError(
                f"{quoted(cell)} has a decimal {this}, but row {self._decimal_row} a decimal {other}; "
                "use one of them throughout",
                row,
                column,
            )
        self.decimal, self._decimal_row = decimal, row


def _are_even(lines: list[str], layout: Layout) -> bool:
    """Whether all lines have as many fields as they should; numpy looks at the chosen columns only."""
    if layout.delimiter == " ":
        return all(len(line.split()) == layout.width for line in lines if line)
    separators = layout.width - 1
    return all(line.count(layout.delimiter) == separators for line in lines if line)


def sample_rows(table: Table, most: int) -> list[tuple[str, str]]:
    """The cells of the first rows, as they are written."""
    rows = (split(line, table.layout.delimiter) for _, _, line in _rows(table.text[table.layout.begin :]))
    x, y = table.columns
    return [(fields[x], fields[y]) for fields in islice(rows, most) if len(fields) > max(x, y)]
