"""The first rows of a text: enough to see how the table is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gdgui.files.dialect import TableError
from gdgui.words.tables import Problem

LONGEST_LINE = 100_000  # characters; more than any row of numbers needs, and few enough to take apart
SAMPLE = 50  # rows
COMMENT = "#"
HEADER_FOLLOWS = "# The next line names the columns."
MOST_LINES = 10  # that a quoted name may have

_LINE_ENDS = re.compile("\r\n?")
_HINT = re.compile(r"sep=.[;, \t]*")
_TOKENS = re.compile(r"[;,\t| ]+")
_QUOTED = re.compile(r'"[^"]*\n[^"]*"')


@dataclass(frozen=True)
class Row:
    """A line that is neither blank nor a comment; a quoted name may break it."""

    at: int  # in the text
    number: int  # of the line, from 1
    line: str
    is_header: bool = False  # the line above says so


def text_lines(text: str) -> str:
    """The text with \\n, and nothing else, at the end of every line."""
    text = text.removeprefix("\ufeff")
    return _LINE_ENDS.sub("\n", text) if "\r" in text else text


def first_rows(text: str, skip: int | None = None) -> list[Row]:
    """A sample of the rows. Of the lines that somebody skips there may be more; those do not count."""
    sample: list[Row] = []
    size = 0
    for row in islice(_rows(text), SAMPLE + (skip or 0)):
        sample.append(row)
        size += len(row.line)
        if size > LONGEST_LINE and row.number > (skip or 0):  # very wide rows are to be seen in a few
            break
    return sample


def check_length(length: int, row: int) -> None:
    """Raise TableError where a line is too long to be a row of numbers."""
    if length > LONGEST_LINE:
        raise TableError(Problem.LONG_LINE, row, most=LONGEST_LINE)


def _rows(text: str) -> Iterator[Row]:
    at, number, announced, among_numbers = 0, 1, False, False
    while at < len(text):
        end = _line_end(text, at)
        check_length(end - at, number)
        line = text[at:end]
        if line.strip() and not line.startswith(COMMENT) and not (number == 1 and _HINT.fullmatch(line)):
            if '"' in line and not among_numbers:
                end = _end_of_names(text, at, end)
                line = text[at:end]
            # A tab at an end is a delimiter beside an empty cell.
            yield Row(at, number, line.strip(" "), announced)
            among_numbers = among_numbers or sum(map(_is_digits, _TOKENS.split(line))) >= 2
            announced = False
        elif line.startswith(COMMENT):
            announced = line == HEADER_FOLLOWS
        at, number = end + 1, number + 1 + line.count("\n")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_names(text: str, at: int, end: int) -> int:
    """Where a row of names ends, one of which breaks its line; otherwise where the line ends."""
    last = end
    for _ in range(MOST_LINES):
        if text.count('"', at, last) % 2 == 0:
            broken = _QUOTED.findall(text[at:last])
            return last if all(map(_has_letters, broken)) else end
        if last == len(text):
            return end
        last = _line_end(text, last + 1)
        if last - at > LONGEST_LINE:
            return end
    return end


def _is_digits(token: str) -> bool:
    return token.strip('"+-').replace(".", "").isdecimal()


def _has_letters(name: str) -> bool:
    """A quotation mark must never swallow rows of numbers."""
    return name.lstrip('" \n')[:1].isalpha()
