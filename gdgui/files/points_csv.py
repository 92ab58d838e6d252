"""Points in a file of text, whatever the program that wrote it separates columns and decimals with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gdgui.experiment.points import Points
from gdgui.files.atomic import write_atomically
from gdgui.files.content import content
from gdgui.files.dialect import Dialect, Doubt, DoubtError, Gradual, TableError, finish
from gdgui.files.encoding import decode
from gdgui.files.head import is_header
from gdgui.files.numbers import printable
from gdgui.files.rows import HEADER_FOLLOWS, text_lines
from gdgui.files.spreadsheet import is_workbook, read_sheet
from gdgui.files.table import Table, read_table
from gdgui.words import tables
from gdgui.words.tables import Problem

BLOCK = 10_000  # rows written at a time
READ_SHARE = 0.1  # of the time that opening takes


class PointsFileError(Exception):
    """A file that holds no points we can read. str() is a sentence for the user, `clause` a part of one.

    `row` is the line of the file and `column` the field in it, both from 1; None where there is none.
    `doubt` is set where nothing is wrong with the file, but somebody has to say how it is meant.
    """

    def __init__(self, path: Path, why: TableError) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why
        self.row, self.column = why.row, why.column

    @property
    def doubt(self) -> Doubt | None:
        """What somebody has to say."""
        return self.why.doubt if isinstance(self.why, DoubtError) else None

    @property
    def clause(self) -> str:
        """The sentence without its full stop."""
        return tables.about_file(printable(str(self.path)), self.why.where, self.why.text)

    def __str__(self) -> str:
        return tables.as_sentence(self.clause)


def load(path: Path, dialect: Dialect | None = None, reading: Gradual[bytes] | None = None) -> Table:
    """The table of points in a file, or in what comes by `reading`, where nobody can be asked.

    Raises PointsFileError where a row cannot be read or where something stays in doubt.
    """
    with _naming(path):
        table = finish(open_table(path, dialect, reading))
        if table.found.complaints:
            raise table.found.complaints[0]
        if table.doubts:
            raise DoubtError(table.doubts[0])
        table.found.points = replace(table.points, title=printable(path.name))
        return table


def open_table(
    path: Path, dialect: Dialect | None = None, reading: Gradual[bytes] | None = None
) -> Gradual[Table]:
    """The file as a table, for a person to look at: rows that cannot be read are counted and left out.

    Yields the share that is done. Raises PointsFileError where no point is left.
    """
    with _naming(path):
        reading = reading or content(path)
        while True:
            try:
                yield READ_SHARE * next(reading)
            except StopIteration as end:
                data: bytes = end.value
                break
        if not data:
            raise TableError(Problem.EMPTY)
        if is_workbook(data):
            steps = read_sheet(data, dialect)
        elif dialect and dialect.sheet is not None:
            raise TableError(Problem.NO_SHEETS)
        else:
            text, encoding = decode(data, dialect.encoding if dialect else None)
            steps = read_table(text_lines(text), dialect, encoding)
        del data
        while True:
            try:
                yield READ_SHARE + (1 - READ_SHARE) * next(steps)
            except StopIteration as end:
                table: Table = end.value
                return table


def write_points(path: Path, points: Points) -> None:
    """Write x and y in full precision, under the names of the axes; it reads back bit for bit.

    Raises OSError where the file cannot be written.
    """
    write_atomically(path, _blocks(points))


def as_text(points: Points, delimiter: str = ",") -> Iterator[str]:
    """The points as a table, some rows at a time, without a header."""
    x, y = points.dataset.x, points.dataset.y
    for start in range(0, len(x), BLOCK):
        end = start + BLOCK
        rows = zip(x[start:end].tolist(), y[start:end].tolist(), strict=True)
        yield "".join(f"{a!r}{delimiter}{b!r}\n" for a, b in rows)


def _blocks(points: Points) -> Iterator[bytes]:
    header = ",".join(map(_quoted_field, points.names))
    if not is_header(points.names):
        yield f"{HEADER_FOLLOWS}\n".encode()
    yield f"{header}\n".encode()
    for block in as_text(points):
        yield block.encode()


def _quoted_field(name: str) -> str:
    plain = name and not set(name) & set(",;\t\"#' |")
    return name if plain else '"' + name.replace('"', '""') + '"'


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say of which file a TableError speaks."""
    try:
        yield
    except TableError as problem:
        raise PointsFileError(path, problem) from problem.__cause__
