"""Which of the ways to read a text explains most of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gdgui.files.columns import label_columns, numeric_columns
from gdgui.files.delimiters import DELIMITERS, split
from gdgui.files.dialect import DELIMITER_NAMES, NO_DELIMITER, Choice, Dialect, Doubt, Layout, TableError
from gdgui.files.grid import Grid, take_apart
from gdgui.files.head import Head, find_head, named_columns
from gdgui.files.number_styles import BLANKS, STYLES, Style, is_missing, why_no_number
from gdgui.files.numbers import quoted
from gdgui.files.rows import Row
from gdgui.words import tables
from gdgui.words.tables import Problem

_QUOTED = re.compile(r'"([^"]*)"')
_BROKEN_NUMBER = re.compile(rf"\s*[-+−–]?[\d.,'’{BLANKS}]*[.,]\d")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Reading:
    """One way to read the first rows."""

    layout: Layout
    merit: tuple[bool, float, bool]  # two columns of numbers; share of the cells explained; names that fit
    example: tuple[str, int]  # a row as it is written, and its line
    numbers: tuple[tuple[float, ...], ...]  # what its rows say


def judge(rows: Sequence[Row], dialect: Dialect) -> list[Reading]:
    """The ways that explain most of these rows, which differ in their numbers; the preferred one first.

    Raises TableError where no way finds rows of numbers.
    """
    if rows[-1].number <= (dialect.skip_rows or 0):
        raise TableError(Problem.NO_ROWS_BELOW, skipped=dialect.skip_rows or 0)
    delimiters = (dialect.delimiter,) if dialect.delimiter is not None else _present(rows)
    readings = [each for each in (_reading(rows, delimiter, dialect) for delimiter in delimiters) if each]
    if not readings:
        raise _nothing_to_read(rows, delimiters)
    if any(_has_tabs_alone(rows, each) for each in readings):
        readings = [each for each in readings if each.layout.delimiter != " "]
    merit = max(each.merit for each in readings)
    best = [each for each in readings if each.merit == merit]
    if not merit[0] and _evenest(rows, delimiters) not in [each.layout.delimiter for each in best]:
        raise _nothing_to_read(
            rows, delimiters
        )  # two even columns under another delimiter, but not of numbers
    if any(each.layout.delimiter == "\t" for each in best):  # then blanks are no delimiters
        best = [each for each in best if each.layout.delimiter != " "]
    return [each for k, each in enumerate(best) if all(each.numbers != other.numbers for other in best[:k])]


def _has_tabs_alone(rows: Sequence[Row], reading: Reading) -> bool:
    """Whether tabs separate words and numbers in every row, so that the blanks there are parts of them."""
    layout = reading.layout
    if layout.delimiter != "\t" or not reading.merit[0]:
        return False

    def is_sure(cell: str, column: int) -> bool:
        if column in layout.numeric:
            return layout.style.value(cell) is not None or is_missing(cell)
        return any(map(str.isalpha, cell))

    cells = [split(row.line, "\t") for row in rows if row.number >= layout.row]
    return all(len(row) == layout.fields and all(map(is_sure, row, range(layout.width))) for row in cells)


def _present(rows: Sequence[Row]) -> tuple[str, ...]:
    """The delimiters that there are; the first where there are none."""
    present = (
        each
        for each in DELIMITERS
        if any(each in row.line or (each == " " and "\t" in row.line) for row in rows)
    )
    return tuple(present) or DELIMITERS[:1]


def allowed_styles(rows: Sequence[Row], delimiter: str, dialect: Dialect) -> list[Style]:
    """The styles of numbers that may be meant.

    A comma separates no columns in the countries where it is the decimal sign, unless numbers are quoted.
    """
    styles = [
        each
        for each in STYLES
        if dialect.decimal in (None, each.decimal) and dialect.thousands in (None, each.thousands)
    ]
    is_open = delimiter == "," and dialect.decimal is None and dialect.thousands is None
    if is_open and not any(map(_BROKEN_NUMBER.match, _quoted_cells(rows))):
        styles = [each for each in styles if each.decimal != ","]
    if not styles:
        raise TableError(Problem.SAME_SIGNS)
    return styles


def _quoted_cells(rows: Sequence[Row]) -> Iterator[str]:
    return (cell for row in rows if '"' in row.line for cell in _QUOTED.findall(row.line))


def _reading(rows: Sequence[Row], delimiter: str, dialect: Dialect) -> Reading | None:
    grid = take_apart(rows, delimiter, allowed_styles(rows, delimiter, dialect))
    if not max(grid.counts):
        return None
    head = find_head(grid, dialect.skip_rows)
    if head.begin == len(rows):
        return None
    body = [k for k in range(head.begin, len(rows)) if any(cell.strip() for cell in grid.cells[k])]
    whole = [k for k in body if grid.fits(k)]
    if not whole:
        return None
    width = _width(grid, head, whole)
    numbers = [grid.numbers[k] for k in whole]
    header, unfit = named_columns(head, numbers, width)
    filled = [[not is_missing(cell) for cell in grid.cells[k]] for k in whole]
    numeric = numeric_columns(numbers, filled, width)
    begin = rows[head.begin]
    layout = Layout(
        delimiter=delimiter,
        style=grid.style,
        header=header,
        begin=begin.at,
        row=begin.number,
        fields=grid.fields,
        width=width,
        numeric=numeric,
        labels=label_columns(numbers, header, numeric),
        above=head.above + unfit,
        has_units=head.has_units,
        header_doubt=_settled(head.doubt, dialect),
    )
    example = next((rows[k] for k in whole if grid.counts[k] > 1), begin)
    return Reading(
        layout,
        (len(numeric) > 1, _share_explained(grid, layout, body), not layout.above),
        (example.line, example.number),
        tuple(tuple(value for value in row if value is not None) for row in numbers),
    )


def _settled(doubt: Doubt | None, dialect: Dialect) -> Doubt | None:
    if doubt is None or dialect.skip_rows is not None:
        return None
    choices = [
        each._replace(dialect=dialect._replace(skip_rows=each.dialect.skip_rows)) for each in doubt.choices
    ]
    return doubt._replace(choices=tuple(choices))


def _width(grid: Grid, head: Head, whole: Sequence[int]) -> int:
    """The columns there are: those at the end that are empty and have no name come of trailing delimiters."""
    width = grid.fields
    named = len(head.names)
    while named and not head.names[named - 1]:
        named -= 1
    while width > max(2, named) and not any(grid.cells[k][width - 1].strip() for k in whole):
        width -= 1
    return width


def _share_explained(grid: Grid, layout: Layout, body: Sequence[int]) -> float:
    width = layout.width
    good, total = 0, len(layout.above)
    for k in body:
        if not grid.fits(k):
            total += max(width, len(grid.cells[k]))
            continue
        total += width
        for column, (cell, value) in enumerate(zip(grid.cells[k][:width], grid.numbers[k], strict=False)):
            empty = not cell.strip()
            missing = (is_missing(cell) and column in layout.numeric) or (empty and bool(layout.header))
            good += value is not None or missing
    return good / total


def delimiter_doubt(readings: Sequence[Reading], dialect: Dialect) -> Doubt:
    """Readings under different delimiters that explain as much as each other."""
    line, row = readings[0].example
    choices = []
    for reading in readings:
        delimiter = reading.layout.delimiter
        cells = split(line, delimiter)
        values = [f"{value:.15g}" for value in map(reading.layout.style.value, cells) if value is not None]
        choices.append(
            Choice(
                tables.separated(values[:4], delimiter),
                f"--delimiter {DELIMITER_NAMES[delimiter]}",
                dialect._replace(delimiter=delimiter),
            )
        )
    return Doubt("delimiter", quoted(line), row, None, tuple(choices))


def one_or_two(reading: Reading, style: Style, dialect: Dialect) -> Doubt:
    """Rows of two columns in this reading, each of which is one number in this style."""
    line, row = reading.example
    two = delimiter_doubt([reading], dialect).choices[0]
    one = Choice(tables.one_column(f"{style.value(line):.15g}"), "", dialect._replace(delimiter=NO_DELIMITER))
    return Doubt("delimiter", quoted(line), row, None, (one, two))


def doubt_about_commas(reading: Reading, rows: Sequence[Row], dialect: Dialect) -> Doubt | None:
    """Two columns under one name, where each row is one number with a decimal comma."""
    layout, style = reading.layout, Style(",")
    if layout.delimiter != "," or layout.header or not layout.above or dialect.delimiter is not None:
        return None
    body = [row.line for row in rows if row.number >= layout.row]
    is_one = all(style.value(line) is not None for line in body)
    return one_or_two(reading, style, dialect) if is_one else None


def _nothing_to_read(rows: Sequence[Row], delimiters: Sequence[str]) -> TableError:
    """Why none of these rows has numbers, as far as that can be said."""
    names = 0
    while names < len(rows) and not _DIGIT.search(rows[names].line):
        names += 1
    if names == len(rows):
        if len(rows) == 1:
            return TableError(Problem.HEADER_ONLY, header=quoted(rows[0].line))
        return TableError(Problem.NO_NUMBERS)
    delimiter = _evenest(rows, delimiters)
    number, cells = rows[names].number, split(rows[names].line, delimiter)
    if len(cells) == 1 and len(rows) > 1:
        return TableError(Problem.NO_NUMBERS)
    return _no_number(cells, number)


def _evenest(rows: Sequence[Row], delimiters: Sequence[str]) -> str:
    return min(delimiters, key=lambda each: _unevenness([split(row.line, each) for row in rows]))


def _no_number(cells: Sequence[str], row: int) -> TableError:
    column = next((k for k, cell in enumerate(cells) if _DIGIT.search(cell)), 0)
    why = why_no_number(cells[column], STYLES[0])
    return TableError(why, row, column + 1, cell=quoted(cells[column]))


def _unevenness(rows: Sequence[Sequence[str]]) -> tuple[bool, int, int]:
    lengths = {len(row) for row in rows}
    return max(lengths) == 1, len(lengths), abs(max(lengths) - 2)
