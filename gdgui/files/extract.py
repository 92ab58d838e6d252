"""Two columns of a text as numbers, piece by piece: ordinary pieces by numpy, all others row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import LARGEST, Dataset
from gdgui.experiment.points import Points
from gdgui.files.delimiters import split
from gdgui.files.dialect import Columns, Dialect, Doubt, Gradual, Layout, TableError
from gdgui.files.grid import fitted
from gdgui.files.number_styles import is_missing, why_no_number
from gdgui.files.numbers import quoted
from gdgui.files.rivals import Rival
from gdgui.files.rows import COMMENT, Row, check_length
from gdgui.words import tables
from gdgui.words.tables import Problem

MOST_POINTS = 2_000_000
PIECE = 200_000  # characters read at a time: some milliseconds
MOST_COMPLAINTS = 100  # that are kept; the others are counted

Floats = NDArray[np.float64]


@dataclass
class Extract:
    """Two columns of a text as points, and what became of the other rows."""

    points: Points
    doubt: Doubt | None  # about the decimal signs
    blank: int = 0  # lines without anything
    comments: int = 0  # lines
    missing: int = 0  # rows that say that a number is missing
    bad: int = 0  # rows that cannot be read
    complaints: list[TableError] = field(default_factory=list)  # about the first of them
    bad_rows: list[Row] = field(default_factory=list)  # the same rows as they are written


def extract(text: str, layout: Layout, columns: Columns, dialect: Dialect) -> Gradual[Extract]:
    """The points of two columns; rows that give none are counted.

    Raises TableError where no point is left.
    """
    reader = _Reader(layout, columns, dialect)
    at, row = layout.begin, layout.row
    while at < len(text):
        end = _end_of_piece(text, at)
        row += reader.add(text[at:end], at, row)
        at = end
        yield at / len(text)
    found = reader.found
    if not reader.count:
        raise found.complaints[0] if found.complaints else TableError(Problem.NO_POINTS)
    found.points = Points(reader.dataset(), *_names(layout, columns))
    found.doubt = reader.rival.doubt
    return found


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
    """x and y so far."""

    def __init__(self, layout: Layout, columns: Columns, dialect: Dialect) -> None:
        self.count = 0
        self.found = Extract(Points(Dataset([], [])), None)
        self.rival = Rival(layout, columns, dialect)
        self._layout, self._columns = layout, columns
        self._parts: list[tuple[Floats, Floats]] = []

    def dataset(self) -> Dataset:
        x, y = zip(*self._parts, strict=True)
        return Dataset(np.concatenate(x), np.concatenate(y))

    def add(self, piece: str, at: int, row: int) -> int:
        """Read whole lines, the first of which is this row; how many they were."""
        lines = piece.split("\n")
        if not lines[-1]:
            lines.pop()
        self.rival.look_at(piece, lines, row)
        values = self._read_at_once(piece, lines)
        if values is None:
            values = self._read_with_care(lines, at, row)
        else:
            self.found.blank += len(lines) - len(values[0])
        self.count += len(values[0])
        if self.count > MOST_POINTS:
            raise TableError(Problem.TOO_MANY_ROWS, most=MOST_POINTS)
        self._parts.append(values)
        return len(lines)

    def _read_at_once(self, piece: str, lines: list[str]) -> tuple[Floats, Floats] | None:
        """The values of ordinary lines by numpy, which is several times quicker.

        None where anything is out of the ordinary and needs a closer look.
        """
        layout, style = self._layout, self._layout.style
        if not piece.isascii() or '"' in piece or COMMENT in piece or piece.isspace():
            return None
        if style.thousands and style.thousands != layout.delimiter and style.thousands in piece:
            if layout.delimiter == " " or not style.groups_all(piece):
                return None
            piece = piece.replace(style.thousands, "")
            lines = piece.split("\n")
        if style.decimal == "," and "," in piece:
            if "." in piece or layout.delimiter == ",":
                return None
            lines = piece.replace(",", ".").split("\n")
        if not _are_even(lines, layout):
            return None
        try:
            table = np.loadtxt(
                lines,
                delimiter=None if layout.delimiter == " " else layout.delimiter,
                comments=None,
                ndmin=2,
                usecols=self._columns if layout.fields > 2 or self._columns != (0, 1) else None,
            )
        except (ValueError, IndexError):
            return None
        if table.shape[1] != 2 or not (table.min() >= -LARGEST and table.max() <= LARGEST):
            return None
        return table[:, 0], table[:, 1]

    def _read_with_care(self, lines: list[str], at: int, row: int) -> tuple[Floats, Floats]:
        pairs: list[tuple[float, float]] = []
        for number, line in enumerate(lines, row):
            if not line.strip():
                self.found.blank += 1
            elif line.startswith(COMMENT):
                self.found.comments += 1
            else:
                try:
                    pair = self._pair(line, number)
                except TableError as complaint:
                    self._complain(complaint, Row(at, number, line.strip(" ")))
                else:
                    if pair is not None:
                        pairs.append(pair)
            at += len(line) + 1
        values = np.array(pairs, dtype=np.float64).reshape(-1, 2)
        return values[:, 0], values[:, 1]

    def _complain(self, complaint: TableError, row: Row) -> None:
        self.found.bad += 1
        if len(self.found.complaints) < MOST_COMPLAINTS:
            self.found.complaints.append(complaint)
            self.found.bad_rows.append(row)

    def _pair(self, line: str, row: int) -> tuple[float, float] | None:
        """x and y of a row; None where it is empty or says that one is missing."""
        check_length(len(line), row)
        layout = self._layout
        cells = fitted(split(line.strip(" "), layout.delimiter), layout.width)
        if len(cells) > layout.width or len(cells) < layout.width:
            if not any(cell.strip() for cell in cells):
                self.found.blank += 1
                return None
            found, expected = tables.fields_counted(len(cells)), tables.fields_expected(layout.width)
            raise TableError(Problem.FIELDS, row, found=found, expected=expected)
        x, y = (self._number(cells[column], row, column + 1) for column in self._columns)
        if x is None or y is None:
            if any(cell.strip() for cell in cells):
                self.found.missing += 1
            else:
                self.found.blank += 1
            return None
        return x, y

    def _number(self, cell: str, row: int, column: int) -> float | None:
        value = self._layout.style.value(cell)
        if value is None:
            if is_missing(cell):
                return None
            raise TableError(why_no_number(cell, self._layout.style), row, column, cell=quoted(cell))
        if not -LARGEST <= value <= LARGEST:
            raise TableError(Problem.BEYOND, row, column, cell=quoted(cell), limit=f"{LARGEST:g}")
        return value


def _are_even(lines: Sequence[str], layout: Layout) -> bool:
    """Whether all lines have as many fields as they should; numpy looks at the chosen columns only."""
    if layout.fields == 2:
        return True  # numpy looks at both
    if layout.delimiter == " ":
        return all(len(line.split()) == layout.fields for line in lines if line)
    separators = layout.fields - 1
    return all(line.count(layout.delimiter) == separators for line in lines if line)
