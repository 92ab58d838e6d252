"""What is wrong with a table, and what may be meant by it; parts of sentences that begin with its name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from gdgui.words.translation import marked, tr, tr_n


class Problem(Enum):
    """Why a text holds no points we can take. What raises it fills in the fields."""

    # The file
    ABSENT = marked("does not exist")
    FORBIDDEN = marked("cannot be opened: you have no permission to read it")
    NOT_YET = marked("has nothing to read yet; gdgui opens files that are complete")
    UNREADABLE = marked("cannot be read: {reason}")
    NO_NAME = marked("cannot be opened: no file can have that name")
    FOLDER = marked("is a folder, not a file")
    PIPE = marked("is a pipe, not a file; save what comes out of it to a file, and open that")
    DEVICE = marked("is a device, not a file")
    SOCKET = marked("is a socket, not a file")
    NOT_ORDINARY = marked("is not an ordinary file")
    CHANGED = marked("was changed while it was read; open it again when it is complete")
    TOO_LARGE = marked("is {size} MB; gdgui opens at most {most} MB")
    # Its text
    EMPTY = marked("is empty; gdgui reads two columns of numbers, x and y")
    BLANK = marked("has only blank lines; gdgui reads two columns of numbers, x and y")
    NOT_TEXT = marked("is not text; gdgui reads tables in text files, such as CSV")
    NOT_ENCODED = marked("this is not {encoding} text; save the file as CSV in UTF-8")
    NOT_DECODED = marked("cannot be read as {encoding}; save the file as CSV in UTF-8")
    LONG_LINE = marked("the line has more than {most} characters; gdgui reads rows of numbers")
    # Its sheets, if it is a spreadsheet
    NO_WORKBOOK = marked("is damaged, or no spreadsheet of the kinds .xlsx, .xls and .ods")
    PASSWORD = marked("is locked with a password; save it without one")
    TOO_MANY_CELLS = marked(
        "unfolds to more than the {most} cells that gdgui reads; copy x and y to a new file"
    )
    NO_SUCH_SHEET = marked("has no sheet {name}; there is {sheets}")
    EMPTY_SHEETS = marked("has only empty sheets; gdgui reads two columns of numbers, x and y")
    NO_SHEETS = marked("has no sheets: it is no spreadsheet")
    # Its rows and columns
    NO_POINTS = marked("has no points")
    HEADER_ONLY = marked("has no points, only the header {header}")
    NO_ROWS_BELOW = marked("has no rows below the {skipped} that are skipped")
    TOO_MANY_ROWS = marked("has more than {most} rows, and gdgui takes no more points than that")
    NO_NUMBERS = marked("has no columns of numbers; gdgui needs two: x and y")
    ONE_COLUMN = marked("has one column; gdgui reads two: x and y")
    NONE_OF_NUMBERS = marked("has {columns} columns, none of them of numbers; gdgui needs two: x and y")
    ONE_OF_NUMBERS = marked("has {columns} columns, only one of them of numbers; gdgui needs two: x and y")
    NO_SUCH_COLUMN = marked("has no column {name}; there are {columns}")
    SAME_NAMES = marked("has {count} columns {name}; give the number of one of them")
    SAME_SIGNS = marked("cannot be read: the decimal sign and that of thousands are the same")
    FIELDS = marked("{found} instead of {expected}")
    NAMES = marked("{names} names for {columns} columns")
    OTHER_ROW = marked("{line} is no row of numbers")
    # Its cells
    DECIMAL_COMMA = marked(
        "{cell} has a decimal comma in place of a decimal point; use one of them throughout"
    )
    DECIMAL_POINT = marked(
        "{cell} has a decimal point in place of a decimal comma; use one of them throughout"
    )
    CURRENCY = marked("{cell} has a sign of currency; write the number alone")
    UNIT = marked("{cell} has a unit; write the number alone")
    HUGE = marked("{cell} is too large")
    BEYOND = marked("{cell} is too large; gdgui takes numbers up to ±{limit}")
    NOT_A_NUMBER = marked("{cell} is not a number")
    # What is pasted over cells
    WIDE_BLOCK = marked("the block has {columns} columns, and only x and y can be changed")
    MISSING_CELLS = marked("the block has cells without a number; fill them in, or delete their rows")
    ONLY_Y = marked("the block has two columns, and only y can be changed from there on")
    ONLY_X_AND_Y = marked("only x and y can be changed")
    LONG_TEXT = marked("the text is too long for that; in the empty row it makes new points")
    LONG_BLOCK = marked("the block is {rows} longer than the table, and a new point needs both x and y")
    # Somebody has to say how it is meant
    DOUBT = ""


def problem(which: Problem, **fields: str | int) -> str:
    """What is wrong, as a part of a sentence: “is a folder, not a file”."""
    return tr(which.value, **fields)


def at_place(where: str, what: str) -> str:
    """“row 3, column 2: “abc” is not a number”."""
    return tr("{where}: {what}", where=where, what=what) if where else what


def about_file(name: str, where: str, what: str) -> str:
    """“points.csv, row 3: “abc” is not a number”; without a full stop."""
    if where:
        return tr("{name}, {where}: {what}", name=name, where=where, what=what)
    return tr("{name} {what}", name=name, what=what)


def as_sentence(words: str) -> str:
    """With a full stop."""
    return tr("{words}.", words=words)


def place(row: int | None, column: int | None, sheet: str = "") -> str:
    """“row 3, column 2”, or on a sheet “Sheet1”, B3; empty where there is none."""
    if sheet and row and column:
        return tr("{sheet}, {cell}", sheet=sheet, cell=f"{_letters(column)}{row}")
    parts = [tr("row {row}", row=row) if row else "", tr("column {column}", column=column) if column else ""]
    return ", ".join(filter(None, (sheet, *parts)))


def _letters(column: int) -> str:
    """As spreadsheets call their columns, from 1: A, B, …, Z, AA, …."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def column_name(number: int) -> str:
    """A column without a name of its own."""
    return tr("column {column}", column=number)


def fields_counted(n: int) -> str:
    """“one field”, “3 fields”."""
    return tr_n("one field", "{n} fields", n)


def fields_expected(n: int) -> str:
    """As in “3 fields instead of two”."""
    return tr("two") if n == 2 else str(n)


class Obstacle(Enum):
    """Why a file cannot be written, where the system does not say it."""

    NO_NAME = marked("no file can have that name")
    NOT_ORDINARY = marked("it is not an ordinary file")


def not_written(name: str, why: Obstacle | str) -> str:
    """A file that cannot be written, without a full stop; `why` in the words of the system, or of ours."""
    reason = tr(why.value) if isinstance(why, Obstacle) else why
    return tr("{name} cannot be written: {why}", name=name, why=reason)


# Doubts


def may_be(cell: str, ways: Sequence[str]) -> str:
    """“12.500” may be 12.5 or 12500."""
    return tr("{cell} may be {ways} or {last}", cell=cell, ways=", ".join(ways[:-1]), last=ways[-1])


def options(ways: Sequence[str]) -> str:
    """What to add to the command line, one of these."""
    return tr(" or ").join(ways)


def which_columns(columns: int, names: str) -> str:
    """Nobody says which two are meant."""
    return tr_n(
        "has {n} column of numbers ({names}); say which two to read",
        "has {n} columns of numbers ({names}); say which two to read",
        columns,
        names=names,
    )


def several_sheets(n: int) -> str:
    """Nobody says which one is meant; “on …” follows."""
    return tr("has {n} sheets; its points", n=n)


def on_sheet(name: str) -> str:
    """One of them."""
    return tr("on {name}", name=name)


def separated(values: Sequence[str], delimiter: str) -> str:
    """“1 and 5 (columns separated by comma)”."""
    return tr(
        "{values} (columns separated by {sign})", values=tr(" and ").join(values), sign=sign_name(delimiter)
    )


def one_column(value: str) -> str:
    """“1.5 (one column)”."""
    return tr("{value} (one column)", value=value)


def names_of_columns() -> str:
    """A row that may be a header."""
    return tr("the names of the columns")


def row_of_numbers() -> str:
    """A row that may be none."""
    return tr("a row of numbers")


def sign_name(sign: str) -> str:
    """What separates columns, decimals or thousands."""
    return tr(_SIGNS[sign])


def thousands_name(sign: str) -> str:
    """What groups digits."""
    return tr("blank") if sign == " " else sign_name(sign)


_SIGNS = {
    "": marked("none"),
    ",": marked("comma"),
    ";": marked("semicolon"),
    "\t": marked("tab"),
    "|": marked("bar"),
    ".": marked("point"),
    "'": marked("apostrophe"),
    " ": marked("blanks"),
}
