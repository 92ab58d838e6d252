"""Points in a CSV file, whatever the spreadsheet that wrote it separates columns and decimals with."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gdgui.experiment.points import Points
from gdgui.files.atomic import write_atomically
from gdgui.files.numbers import printable, quoted
from gdgui.files.table import (
    HEADER_FOLLOWS,
    ChoiceError,
    Columns,
    Gradual,
    Layout,
    Table,
    TableError,
    columns_of,
    extract,
    finish,
    is_recognised,
    place,
    understand,
)

LARGEST_FILE = 10**8  # bytes
AT_ONCE = 2**24  # bytes read between two looks at anything else
BLOCK = 10_000  # rows written at a time
READ_SHARE = 0.1  # of the time that opening takes

_LINE_ENDS = re.compile("\r\n?")


class PointsFileError(Exception):
    """A file that holds no points we can read. str() is one sentence for the user.

    `row` is the line of the file and `column` the field in it, both from 1; None where there is none.
    """

    def __init__(self, path: Path, problem: str, row: int | None = None, column: int | None = None) -> None:
        where = place(row, column)
        super().__init__(
            f"{printable(str(path))}{', ' if where else ''}{where}{':' if where else ''} {problem}."
        )
        self.row = row
        self.column = column
        self.needs_choice = False  # of columns; then nothing is wrong with the file


def read_points(path: Path, columns: Sequence[str] = ()) -> Points:
    """The points of a file with two columns of numbers, x and y, under an optional header.

    UTF-8; delimiter comma, semicolon, tab or blanks; decimal point or decimal comma, one of them
    throughout; fields may stand in quotation marks; blank lines and those that begin with # do not count.
    Of more columns, `columns` names two, or counts them from 1. Raises PointsFileError for everything else.
    """
    with _naming(path):
        text = finish(_text_of(path))
        layout = understand(text)
        if layout.skipped:
            raise layout.skipped[0]
        points = finish(extract(text, layout, choose(layout, columns))).points
        return replace(points, title=printable(path.name))


def open_table(path: Path) -> Gradual[Table]:
    """The file as a table, for a person to look at: rows that cannot be read are counted and left out.

    Yields the share that is done. Raises PointsFileError where no point is left.
    """
    with _naming(path):
        text = yield from _text_of(path)
        return (yield from read_table(text))


def read_table(text: str, columns: Columns | None = None) -> Gradual[Table]:
    """The same of a text; raises TableError."""
    layout = understand(text)
    steps = extract(text, layout, columns or columns_of(layout), lenient=True)
    while True:
        try:
            yield READ_SHARE + (1 - READ_SHARE) * next(steps)
        except StopIteration as end:
            table: Table = end.value
            return table


def text_lines(text: str) -> str:
    """The text with \\n, and nothing else, at the end of every line."""
    text = text.removeprefix("\ufeff")
    return _LINE_ENDS.sub("\n", text) if "\r" in text else text


def choose(layout: Layout, columns: Sequence[str]) -> Columns:
    """The two columns of these names or numbers. Raises TableError where they are not there."""
    if not columns:
        if layout.width > 2 and len(layout.numeric) > 2:
            names = ", ".join(quoted(layout.name(column)) for column in layout.numeric[:10])
            names += ", …" if len(layout.numeric) > 10 else ""
            raise ChoiceError(
                f"has {len(layout.numeric)} columns of numbers ({names}); say which two to read"
            )
        return columns_of(layout)
    x, y = (_column(layout, each) for each in columns)
    return x, y


def _column(layout: Layout, wanted: str) -> int:
    names = [name.strip() for name in layout.header]
    if wanted.strip() in names:
        return names.index(wanted.strip())
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= layout.width:
        return int(wanted) - 1
    raise TableError(f"has no column {quoted(wanted)}; there are {layout.width}")


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
    if not is_recognised(points.names):
        yield f"{HEADER_FOLLOWS}\n".encode()
    yield f"{header}\n".encode()
    for block in as_text(points):
        yield block.encode()


def _quoted_field(name: str) -> str:
    plain = name and not set(name) & set(",;\t\"#' ")
    return name if plain else '"' + name.replace('"', '""') + '"'


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say of which file a TableError speaks."""
    try:
        yield
    except TableError as problem:
        error = PointsFileError(path, problem.text, problem.row, problem.column)
        error.needs_choice = isinstance(problem, ChoiceError)
        raise error from problem.__cause__


def _text_of(path: Path) -> Gradual[str]:
    """What stands in the file, each line ended by \\n alone."""
    data = yield from _content(path)
    if not data:
        raise TableError("is empty; gdgui reads two columns of numbers, x and y")
    return text_lines(_decoded(data))


def _content(path: Path) -> Gradual[bytes]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TableError("is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe waits for its writer, a device never ends
            raise TableError("is not an ordinary file")
        _check_size(status.st_size)
        parts: list[bytes] = []
        size = 0
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            while part := file.read(AT_ONCE):
                parts.append(part)
                size += len(part)
                _check_size(size)  # it may have grown, and the files of /proc claim to be empty
                yield READ_SHARE * min(1.0, size / max(1, status.st_size))
            _check_unchanged(before, os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TableError("does not exist") from error
    except PermissionError as error:
        raise TableError("cannot be opened: you have no permission to read it") from error
    except OSError as error:
        raise TableError(f"cannot be read: {printable(error.strerror or str(error))}") from error
    except ValueError as error:  # a nul or a lone surrogate
        raise TableError("cannot be opened: no file can have that name") from error
    return b"".join(parts)


def _check_unchanged(before: os.stat_result, after: os.stat_result) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise TableError("was changed while it was read; open it again when it is complete")


def _check_size(size: int) -> None:
    if size > LARGEST_FILE:
        megabytes = -(-size // 10**6)  # rounded up, so that it never reads “is 100 MB”
        raise TableError(f"is {megabytes:,} MB; gdgui opens at most {LARGEST_FILE // 10**6} MB")


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        row = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
        raise TableError("this is not UTF-8 text; save the file as CSV in UTF-8", row) from error
