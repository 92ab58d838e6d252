"""How a table is written: what a person may say about it, what was found, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from gdgui.experiment.points import axis_name
from gdgui.files.numbers import quoted
from gdgui.words import tables
from gdgui.words.tables import Problem

if TYPE_CHECKING:
    from gdgui.files.number_styles import Style

T = TypeVar("T")
Gradual = Generator[float, None, T]  # yields the share that is done
Columns = tuple[int, int]  # of x and y, from 0
Part = Literal["encoding", "delimiter", "decimal", "thousands", "skip_rows", "columns", "sheet"]

NO_DELIMITER = "\n"  # each row is one field
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", " ": "blanks", "|": "bar"}
DECIMAL_NAMES = {".": "point", ",": "comma"}
THOUSANDS_NAMES = {"": "none", ",": "comma", ".": "point", " ": "blank", "'": "apostrophe"}


class Dialect(NamedTuple):
    """What somebody says about a table. None is to be found."""

    encoding: str | None = None
    delimiter: str | None = None  # " " stands for any run of blanks and tabs
    decimal: str | None = None
    thousands: str | None = None  # "" is none
    skip_rows: int | None = None  # lines above the first row of numbers; the last whole one names the columns
    columns: tuple[str | int, str | int] | None = None  # of x and y: names, or numbers from 0
    sheet: str | None = None  # of a spreadsheet


class TableError(Exception):
    """Why a text holds no points we can take. `row` is its line and `column` the field, both from 1.

    Of a spreadsheet, `sheet` is its name. `fields` are those of the problem. str() is a part of a sentence.
    """

    def __init__(
        self, problem: Problem, row: int | None = None, column: int | None = None, **fields: str | int
    ) -> None:
        super().__init__(problem, row, column, fields)
        self.problem, self.row, self.column, self.fields = problem, row, column, fields
        self.sheet = ""

    @property
    def where(self) -> str:
        """The place: “row 3, column 2”, or of a spreadsheet “Sheet1”, B3."""
        return tables.place(self.row, self.column, self.sheet and quoted(self.sheet))

    @property
    def text(self) -> str:
        """What is wrong, without the place."""
        return tables.problem(self.problem, **self.fields)

    def __str__(self) -> str:
        return tables.at_place(self.where, self.text)


class Choice(NamedTuple):
    """One way out of a doubt: what the cell would be then, and what settles it."""

    words: str
    option: str  # of the command line, such as “--decimal point”
    dialect: Dialect  # what it says beyond what was said before


class Doubt(NamedTuple):
    """Something that can be read in ways which give different points."""

    about: Part
    cell: str  # an example, as it is written; of columns, the whole sentence
    row: int | None  # where that stands, from 1
    column: int | None
    choices: tuple[Choice, ...]

    @property
    def sentence(self) -> str:
        """A part of a sentence: “12.500” may be 12.5 or 12500."""
        if len(self.choices) == 1:
            return self.cell
        return tables.may_be(self.cell, [each.words for each in self.choices])

    @property
    def options(self) -> str:
        """What to add to the command line."""
        return tables.options([each.option for each in self.choices if each.option])


class DoubtError(TableError):
    """A doubt where nobody can be asked."""

    def __init__(self, doubt: Doubt) -> None:
        self.doubt = doubt
        super().__init__(Problem.DOUBT, doubt.row, doubt.column)

    @property
    def text(self) -> str:
        """What may be meant."""
        return self.doubt.sentence


class Layout(NamedTuple):
    """How a table is written, all of it decided."""

    delimiter: str
    style: Style
    header: tuple[str, ...]  # one name for each column, maybe empty; () where there is none
    begin: int  # where in the text the rows of numbers begin
    row: int  # the line that this is, from 1
    fields: int  # in a row, with those behind trailing delimiters
    width: int  # columns
    numeric: tuple[int, ...]  # columns of numbers, from 0
    labels: tuple[int, ...]  # those of them that only number or name the rows
    above: tuple[TableError, ...] = ()  # rows above the numbers that are left out
    has_units: bool = False  # in a row of their own, and now in the names
    header_doubt: Doubt | None = None

    def name(self, column: int) -> str:
        """What the column is called: by the header, else by its number."""
        name = self.header[column] if column < len(self.header) else ""
        return axis_name(name, tables.column_name(column + 1))


def finish(steps: Gradual[T]) -> T:
    """The result of something gradual, all at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
