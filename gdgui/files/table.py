"""A table in a text, understood and read: one judgement for every door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from gdgui.experiment.points import Points
from gdgui.files.columns import choose, doubt_about_columns
from gdgui.files.delimiters import split
from gdgui.files.dialect import Columns, Dialect, Doubt, Gradual, Layout, TableError
from gdgui.files.extract import Extract, extract
from gdgui.files.judge import Reading, delimiter_doubt, doubt_about_commas, judge
from gdgui.files.numbers import quoted
from gdgui.files.rows import COMMENT, Row, first_rows
from gdgui.words.tables import Problem

MOST_ATTEMPTS = 3  # to understand a text of which the first rows tell too little


@dataclass
class Table:
    """Two columns of a text as points, how they are written, and what stays in doubt."""

    text: str = field(repr=False)
    dialect: Dialect  # what was said about it
    layout: Layout  # what was found
    columns: Columns
    found: Extract
    doubts: tuple[Doubt, ...]
    encoding: str = ""  # of the file
    sheet: str = ""  # of a spreadsheet
    sheets: tuple[str, ...] = ()  # all of it that are in view

    @property
    def label(self) -> str:
        """The column that was passed over because it only names the rows; "" where there is none."""
        labels = self.layout.labels
        passed_over = labels and self.dialect.columns is None and labels[0] not in self.columns
        return quoted(self.layout.name(labels[0])) if passed_over else ""

    @property
    def points(self) -> Points:
        """The points of all rows that give one."""
        return self.found.points


def read_table(text: str, dialect: Dialect | None = None, encoding: str = "") -> Gradual[Table]:
    """Understand a text and read it; \\n ends its lines.

    What the first rows show is held against all others: where some cannot be read, they are looked at too,
    and what explains more of everything is taken. Raises TableError where no point is left.
    """
    dialect = dialect or Dialect()
    rows = first_rows(text, dialect.skip_rows)
    if not rows:
        raise TableError(Problem.BLANK)
    readings = judge(rows, dialect)
    layout, columns, found = yield from _best(text, rows, readings, dialect)
    doubts = [doubt_about_commas(readings[0], rows, dialect), layout.header_doubt]
    if len(readings) > 1:
        rivals = yield from _as_good(text, readings, layout, found, dialect)
        if rivals:
            doubts.append(delimiter_doubt(rivals, dialect))
    doubts += [found.doubt, doubt_about_columns(layout, dialect)]
    return Table(text, dialect, layout, columns, found, tuple(each for each in doubts if each), encoding)


def _best(
    text: str, rows: Sequence[Row], readings: Sequence[Reading], dialect: Dialect
) -> Gradual[tuple[Layout, Columns, Extract]]:
    """Read as the first rows suggest, and otherwise where rows that cannot be read suggest better."""
    layout = readings[0].layout
    best = yield from _read(text, layout, dialect)
    for _ in range(MOST_ATTEMPTS - 1):
        found = best[2]
        if not found.bad:
            break
        known = {row.number for row in rows}
        rows = [*rows, *(row for row in found.bad_rows if row.number not in known)]
        other = judge(rows, dialect)[0].layout
        if (other.delimiter, other.style, other.fields) == (layout.delimiter, layout.style, layout.fields):
            break
        try:
            attempt = yield from _read(text, other, dialect)
        except TableError:
            break
        if attempt[2].bad >= found.bad:
            break
        layout, best = other, attempt
    return best


def _read(text: str, layout: Layout, dialect: Dialect) -> Gradual[tuple[Layout, Columns, Extract]]:
    columns = choose(layout, dialect.columns)
    return layout, columns, (yield from extract(text, layout, columns, dialect))


def _as_good(
    text: str, readings: Sequence[Reading], layout: Layout, found: Extract, dialect: Dialect
) -> Gradual[list[Reading]]:
    """The readings that explain the whole text as well as the one taken, with this; or none."""
    good = [each for each in readings if each.layout.delimiter == layout.delimiter]
    for each in readings:
        if each.layout.delimiter != layout.delimiter:
            try:
                _, _, other = yield from _read(text, each.layout, dialect)
            except TableError:
                continue
            if other.bad <= found.bad:
                good.append(each)
    return good if len(good) > 1 else []


def sample_rows(table: Table, most: int) -> list[tuple[str, str]]:
    """The cells of the first rows, as they are written."""
    lines = table.text[table.layout.begin : table.layout.begin + most * 1000].split("\n")
    rows = (
        split(line.strip(" "), table.layout.delimiter)
        for line in lines
        if line.strip() and not line.startswith(COMMENT)
    )
    x, y = table.columns
    return [(fields[x], fields[y]) for fields in islice(rows, most) if len(fields) > max(x, y)]
