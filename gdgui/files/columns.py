"""Which columns of a table are numbers, and which two of them are x and y."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.files.dialect import Choice, Columns, Dialect, Doubt, Layout, TableError
from gdgui.files.numbers import quoted
from gdgui.words import tables
from gdgui.words.tables import Problem

MOST_NAMED = 10  # columns in a sentence
_LABELS = {"", "#", "id", "no", "no.", "nr", "nr.", "num", "index", "idx", "row", "rownames", "row.names"}
_LABELS |= {"unnamed: 0", "obs", "key", "lfd. nr.", "lfd.nr.", "nummer", "number"}

Numbers = Sequence[Sequence[float | None]]


def numeric_columns(numbers: Numbers, filled: Sequence[Sequence[bool]], width: int) -> tuple[int, ...]:
    """The columns whose cells, as far as they are filled, are mostly numbers."""
    found = []
    for column in range(width):
        values = [row[column] for row, full in zip(numbers, filled, strict=True) if full[column]]
        if values and 2 * sum(value is not None for value in values) >= len(values):
            found.append(column)
    return tuple(found)


def label_columns(numbers: Numbers, header: Sequence[str], numeric: Sequence[int]) -> tuple[int, ...]:
    """The first column, where it only numbers or names the rows: it is called so, or only counts."""
    if 0 not in numeric:
        return ()
    values = [row[0] for row in numbers]
    name = header[0].strip().lower() if header else ""
    if name not in _LABELS or len(set(values)) < len(values) or not all(map(_is_whole, values)):
        return ()
    return (0,) if name or counts_rows(values) else ()


def counts_rows(values: Sequence[float | None]) -> bool:
    """Whether they are 0, 1, 2, … or 1, 2, 3, …."""
    return len(values) > 1 and any(
        all(value == k for k, value in enumerate(values, first)) for first in (0, 1)
    )


def _is_whole(value: float | None) -> bool:
    return value is not None and value.is_integer()


def choose(layout: Layout, wanted: tuple[str | int, str | int] | None) -> Columns:
    """x and y: those wanted, else the first two of numbers. Raises TableError where they are not there."""
    if wanted is not None:
        x, y = (_column(layout, each) for each in wanted)
        return x, y
    if layout.width < 2:
        raise TableError(Problem.ONE_COLUMN)
    proposed = offered(layout)
    if len(proposed) < 2:
        proposed = layout.numeric
    if len(proposed) < 2 and layout.width == 2:
        proposed = (0, 1)
    if len(proposed) < 2:
        which = Problem.ONE_OF_NUMBERS if layout.numeric else Problem.NONE_OF_NUMBERS
        raise TableError(which, columns=layout.width)
    return proposed[0], proposed[1]


def offered(layout: Layout) -> tuple[int, ...]:
    """The columns of numbers that do more than name the rows."""
    return tuple(column for column in layout.numeric if column not in layout.labels)


def doubt_about_columns(layout: Layout, dialect: Dialect) -> Doubt | None:
    """Where nobody says which of more than two columns of numbers are meant."""
    # Without names, numbers that count the rows may well be x.
    columns = offered(layout) if layout.header else layout.numeric
    if dialect.columns is not None or len(columns) < 3:
        return None
    names = ", ".join(quoted(layout.name(column)) for column in columns[:MOST_NAMED])
    names += ", …" if len(columns) > MOST_NAMED else ""
    cell = tables.which_columns(len(columns), names)
    choice = Choice("", "--columns X Y", dialect._replace(columns=(columns[0], columns[1])))
    return Doubt("columns", cell, None, None, (choice,))


def _column(layout: Layout, wanted: str | int) -> int:
    if isinstance(wanted, int):
        if not 0 <= wanted < layout.width:
            raise TableError(Problem.NO_SUCH_COLUMN, name=str(wanted + 1), columns=layout.width)
        return wanted
    names = [" ".join(name.split()) for name in layout.header]
    name = " ".join(wanted.split())
    if name and names.count(name) > 1:
        raise TableError(Problem.SAME_NAMES, count=names.count(name), name=quoted(wanted))
    if name in names and name:
        return names.index(name)
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= layout.width:
        return int(wanted) - 1
    raise TableError(Problem.NO_SUCH_COLUMN, name=quoted(wanted), columns=layout.width)
