"""Numbers that are pasted over cells: one column of them or two."""

from __future__ import annotations

import numpy as np

from gdgui.files.dialect import NO_DELIMITER, Dialect, Doubt, DoubtError, Layout, TableError, finish
from gdgui.files.extract import Floats
from gdgui.files.head import is_header
from gdgui.files.judge import Reading, judge, one_or_two
from gdgui.files.number_styles import STYLES, Style, why_no_number
from gdgui.files.numbers import quoted
from gdgui.files.rivals import Rival
from gdgui.files.rows import first_rows
from gdgui.files.table import read_table
from gdgui.words.tables import Problem


def read_block(text: str, most: int, dialect: Dialect | None = None) -> Floats:
    """Numbers of one column or two, at most `most`; shape (rows, columns), lines ended by \\n.

    Raises DoubtError where they can be read in several ways, TableError where they cannot be.
    """
    dialect = dialect or Dialect()
    lines = text.rstrip("\n").split("\n")
    if len(lines) > 1 and is_header([lines[0]]):
        column = _one_column(lines[1:], 2, dialect)
    else:
        column = _one_column(lines, 1, dialect)
    if column is None and len(lines) == 1 and len(text.split()) == 1 and not set(text) & set(";,|\t"):
        raise TableError(why_no_number(lines[0], STYLES[0]), cell=quoted(lines[0]))
    if column is None:
        return _two_columns(text, most, dialect)
    style, doubt = column
    if most > 1 and dialect.delimiter is None and (two := _as_two_columns(text, dialect)):
        raise DoubtError(one_or_two(two, style, dialect))
    if doubt is not None:
        raise DoubtError(doubt)
    values = [style.value(line) for line in lines]
    return np.array([[value] for value in values if value is not None], dtype=np.float64)


def _one_column(lines: list[str], row: int, dialect: Dialect) -> tuple[Style, Doubt | None] | None:
    """The style in which every line is one number, and what is doubtful about that."""
    if dialect.delimiter not in (None, NO_DELIMITER):
        return None
    for style in STYLES:
        if dialect.decimal not in (None, style.decimal) or dialect.thousands not in (None, style.thousands):
            continue
        if all(style.value(line) is not None for line in lines):
            layout = Layout(NO_DELIMITER, style, (), 0, row, 1, 1, (0,), ())
            rival = Rival(layout, (0,), dialect)
            rival.look_at("\n".join(lines), lines, row)
            return style, rival.doubt
    return None


def _as_two_columns(text: str, dialect: Dialect) -> Reading | None:
    try:
        reading = judge(first_rows(text), dialect)[0]
        table = finish(read_table(text, dialect))
    except TableError:
        return None
    is_block = table.layout.width == 2 and not table.found.bad and not table.layout.above
    return reading if is_block else None


def _two_columns(text: str, most: int, dialect: Dialect) -> Floats:
    table = finish(read_table(text, dialect))
    layout, found = table.layout, table.found
    if layout.above:
        raise layout.above[0]
    if layout.width > 2:
        raise TableError(Problem.WIDE_BLOCK, columns=layout.width)
    if table.doubts:
        raise DoubtError(table.doubts[0])
    if found.complaints:
        raise found.complaints[0]
    if found.missing:
        raise TableError(Problem.MISSING_CELLS)
    if most < 2:
        raise TableError(Problem.ONLY_Y)
    dataset = table.points.dataset
    return np.stack((dataset.x, dataset.y), axis=1)
