"""Sheets of .xlsx, .xls and .ods files, as the same tables that text files hold.

A sheet is written as a text whose rows and columns are its own, so that one judgement says what is a header,
which columns are meant and which rows are left out. Cells have the values they had when the file was saved,
also those of formulas; of merged cells the first has the value and the others are empty.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gdgui.files.dialect import Choice, Dialect, Doubt, Gradual, TableError
from gdgui.files.number_styles import Style
from gdgui.files.numbers import printable, quoted
from gdgui.files.table import Table, read_table
from gdgui.files.workbook_bounds import check_zip
from gdgui.files.xls_bounds import MAGIC, check_xls
from gdgui.words import tables
from gdgui.words.tables import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP = b"PK\x03\x04"
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
MOST_NAMED = 10  # sheets, in a question
MOST_SHEETS = 50  # that are looked at
AT_ONCE = 2000  # rows between two looks at anything else
READ_SHARE = 0.3  # of the time that it takes
EXACT = 2.0**53  # below, a whole number has all its digits

Cell = object


def is_workbook(data: bytes) -> bool:
    """Whether these bytes are a spreadsheet rather than a text."""
    return data.startswith((ZIP, MAGIC))


def read_sheet(data: bytes, dialect: Dialect | None = None) -> Gradual[Table]:
    """Understand a sheet and read it: that of the dialect, else the first that has points.

    Where several have, that is a doubt. Raises TableError, with the sheet, where no point is left.
    """
    dialect = dialect or Dialect()
    book = _opened(data)
    names = _names(book)
    if dialect.sheet is not None and dialect.sheet not in names:
        listed = tables.options([quoted(name) for name in names[:MOST_NAMED]])
        raise TableError(Problem.NO_SUCH_SHEET, name=quoted(dialect.sheet), sheets=listed)
    asked = names[:MOST_SHEETS] if dialect.sheet is None else [dialect.sheet]
    found: list[Table] = []
    complaints: list[TableError] = []
    for at, name in enumerate(asked):
        steps = _table(_sheet(book, name), dialect)
        try:
            found.append((yield from _shares(steps, at / len(asked), (at + 1) / len(asked))))
        except TableError as complaint:
            complaints.append(complaint)
    if not found:
        raise next((each for each in complaints if each.sheet), TableError(Problem.EMPTY_SHEETS))
    for table in found:
        table.sheets = tuple(names)
    if len(found) > 1:
        found[0].doubts = (_doubt([each.sheet for each in found], dialect), *found[0].doubts)
    return found[0]


def _shares(steps: Gradual[Table], begin: float, end: float) -> Gradual[Table]:
    """The same steps as a part of something larger."""
    while True:
        try:
            yield begin + (end - begin) * next(steps)
        except StopIteration as last:
            table: Table = last.value
            return table


def _table(sheet: CalamineSheet, dialect: Dialect) -> Gradual[Table]:
    """Raises TableError; where the sheet is empty, it is not named."""
    if sheet.start is None:
        raise TableError(Problem.EMPTY_SHEETS)
    with _on_sheet(sheet.name):
        text = yield from _text(sheet, Style(dialect.decimal or ".", dialect.thousands or ""))
        said = dialect._replace(delimiter="\t", decimal=".", thousands="", encoding=None)
        table = yield from _shares(read_table(text, said), READ_SHARE, 1)
    for complaint in table.found.complaints:
        complaint.sheet = sheet.name
    table.dialect, table.sheet = dialect._replace(sheet=sheet.name), sheet.name
    return table


def _doubt(names: Sequence[str], dialect: Dialect) -> Doubt:
    choices = [
        Choice(tables.on_sheet(quoted(name)), f'--sheet "{printable(name)}"', dialect._replace(sheet=name))
        for name in names[:MOST_NAMED]
    ]
    return Doubt("sheet", tables.several_sheets(len(names)), None, None, tuple(choices))


@contextmanager
def _on_sheet(name: str) -> Iterator[None]:
    """Say of which sheet a TableError speaks."""
    try:
        yield
    except TableError as problem:
        problem.sheet = name
        raise


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook, PasswordError  # not before it is needed

    if data.startswith(ZIP):
        check_zip(data)
    else:
        check_xls(data)
    with _foreign_errors():
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError as error:
            raise TableError(Problem.PASSWORD) from error


def _names(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        each.name
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    with _on_sheet(name), _foreign_errors():
        return book.get_sheet_by_name(name)


@contextmanager
def _foreign_errors() -> Iterator[None]:
    """What the reader complains of, in whatever words: the file is damaged. Its panics are no Exceptions."""
    try:
        yield
    except (TableError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise TableError(Problem.NO_WORKBOOK) from error


def _text(sheet: CalamineSheet, style: Style) -> Gradual[str]:
    """The sheet as text, from A1 on: a line for each row, a tab between two columns."""
    start, end = sheet.start or (0, 0), sheet.end or (0, 0)
    left, lines = "\t" * start[1], []
    for at, row in enumerate(sheet.iter_rows()):
        lines.append(left + "\t".join([_field(cell, style) for cell in row]))
        if at % AT_ONCE == 0:
            yield READ_SHARE * at / (end[0] + 1)
    return "\n".join(lines)


def _field(cell: Cell, style: Style) -> str:
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < EXACT:
            return f"{cell:.0f}"
        case float() | int():
            return repr(cell)
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case str():
            return _text_field(cell, style)
    return str(cell)


def _text_field(text: str, style: Style) -> str:
    if (style.decimal, style.thousands) != (".", "") and (value := style.value(text)) is not None:
        return repr(value)
    line = " ".join(text.split())
    if '"' in line or line.startswith(("#", "sep=")):
        return '"' + line.replace('"', '""') + '"'
    return line
