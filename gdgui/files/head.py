"""What stands above the numbers: names of the columns, their units, and rows that say something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from gdgui.files.columns import counts_rows
from gdgui.files.dialect import Choice, Dialect, Doubt, TableError
from gdgui.files.grid import Grid, fitted
from gdgui.files.number_styles import is_missing
from gdgui.files.numbers import quoted
from gdgui.words import tables
from gdgui.words.tables import Problem

_YEARS = range(1500, 2200)
# No letter before the first digit. Wide, because a row taken for a header is dropped without a word:
# “$1”, “１” and “(1)” are no numbers, but no names of columns either.
_NUMBER_LIKE = re.compile(r"[\W_]*(?:\d|(?:inf|infinity)\W*\Z)", re.IGNORECASE)
_SHORTEST_SERIES = 3  # names that are numbers with the same step


@dataclass(frozen=True)
class Head:
    """The row of the grid where the numbers begin, and what is known of those above."""

    begin: int
    names: tuple[str, ...] = ()  # as they stand there, with units; not yet one for each column
    above: tuple[TableError, ...] = ()  # rows that are left out
    has_units: bool = False
    doubt: Doubt | None = None


def is_header(names: Sequence[str]) -> bool:
    """Whether a row of these names is taken for a header."""
    return (
        any(name.strip() for name in names)
        and not any(map(_NUMBER_LIKE.match, names))
        and not all(map(is_missing, names))
    )


def find_head(grid: Grid, skip: int | None) -> Head:
    """The head of a grid, which has a row of numbers; `skip` lines of the text belong to it, if given."""
    if skip is not None:
        begin = sum(row.number <= skip for row in grid.rows)
        return _head(grid, begin, [row for row in range(begin) if _could_name(grid, row)])
    if grid.rows[0].is_header:
        return _head(grid, 1, [0])
    data = next(k for k in range(len(grid.rows)) if grid.is_data(k))
    named = [k for k in range(data) if _could_name(grid, k) and is_header(grid.cells[k])]
    if named:
        begin = named[0] + 1
        while begin < data and is_header(grid.cells[begin]):
            begin += 1
        return _head(grid, begin, [k for k in named if k < begin])
    numbered = _head_of_numbers(grid, data)
    if numbered is not None:
        return numbered
    begin = 0
    while begin < data and not grid.counts[begin] and _says_something_else(grid.cells[begin]):
        begin += 1
    return _head(grid, begin, [])


def _says_something_else(cells: Sequence[str]) -> bool:
    """Whether a row has neither almost numbers, which would be an error, nor cells that miss theirs."""
    return not any(map(_NUMBER_LIKE.match, cells)) and not all(map(is_missing, cells))


def _head(grid: Grid, begin: int, named: list[int], doubt: Doubt | None = None) -> Head:
    """The first of the rows that may name the columns does; below it, one of their units may stand."""
    full = [k for k in named if all(cell.strip() for cell in grid.cells[k])]
    whole = [k for k in full if len(grid.cells[k]) == grid.fields]
    header = next(iter(whole or full or named), None)
    units = None
    if header is not None and header + 1 in named and grid.fits(header + 1) == grid.fits(header):
        units = header + 1
    above = tuple(
        TableError(Problem.OTHER_ROW, row.number, line=quoted(row.line))
        for k, row in enumerate(grid.rows[:begin])
        if k not in (header, units) and any(cell.strip() for cell in grid.cells[k])
    )
    if header is None:
        return Head(begin, (), above, False, doubt)
    names = [cell.strip() for cell in grid.cells[header]]
    if units is not None:
        names = [_with_unit(*both) for both in zip_longest(names, grid.cells[units], fillvalue="")]
    return Head(begin, tuple(names), above, units is not None, doubt)


def _with_unit(name: str, unit: str) -> str:
    unit = unit.strip()
    if not name or is_missing(unit) or not any(each.isalnum() or each in "%‰°′″" for each in unit):
        return name
    return f"{name} {unit}" if unit[0] in "([" else f"{name} ({unit})"


def _could_name(grid: Grid, row: int) -> bool:
    """Whether the row has a cell for every column, or for every one but that of the names of the rows."""
    missing = grid.fields - len(fitted(grid.cells[row], grid.fields))
    return missing == 0 or (missing == 1 and grid.fields > 2)


def _head_of_numbers(grid: Grid, row: int) -> Head | None:
    """A header whose names are numbers, such as years, beside a column of words; None where there is none."""
    below = [k for k in range(row + 1, len(grid.rows)) if len(grid.cells[k]) == len(grid.cells[row])]
    if len(below) < 1 or grid.counts[row] < 2 or not grid.fits(row):
        return None
    words = [k for k, value in enumerate(grid.numbers[row]) if value is None]
    is_text = all(grid.numbers[k][column] is None for k in below for column in words)
    names = [value for value in grid.numbers[row] if value is not None]
    empty = bool(words) and not grid.cells[row][words[0]].strip()
    empty = empty and all(grid.cells[k][words[0]].strip() for k in below)
    if not words or not (is_text or empty) or not _is_series(names):
        return None
    values = [value for k in below for value in grid.numbers[k] if value is not None]
    years = all(value in _YEARS for value in names)
    if (empty and is_text) or (years and not any(value in _YEARS for value in values)):
        return _head(grid, row + 1, [row])
    if not years and len(names) < _SHORTEST_SERIES:
        return None
    number = grid.rows[row].number
    choices = tuple(
        Choice(words_, f"--skip-rows {skip}", Dialect(skip_rows=skip))
        for words_, skip in ((tables.names_of_columns(), number), (tables.row_of_numbers(), number - 1))
    )
    return _head(grid, row, [], Doubt("skip_rows", quoted(grid.rows[row].line), number, None, choices))


def _is_series(names: Sequence[float]) -> bool:
    """Whether they are whole numbers that go up: years, or in equal steps."""
    if not all(name.is_integer() for name in names):
        return False
    steps = [after - before for before, after in pairwise(names)]
    return min(steps) > 0 and (all(name in _YEARS for name in names) or min(steps) == max(steps))


def named_columns(
    head: Head, numbers: Sequence[Sequence[float | None]], width: int
) -> tuple[tuple[str, ...], tuple[TableError, ...]]:
    """One name for each column; where there are others, none, and a word about the row that is left out."""
    names = list(head.names)
    while len(names) > width and not names[-1]:
        names.pop()
    if len(names) == width - 1 and width > 2:  # names of rows may have no name themselves
        first = [row[0] for row in numbers if row]
        if all(value is None for value in first) or counts_rows(first):
            names.insert(0, "")
    if len(names) == width or not names:
        return tuple(names), ()
    return (), (TableError(Problem.NAMES, names=len(names), columns=width),)
