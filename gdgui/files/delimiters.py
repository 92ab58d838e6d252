"""What separates the fields of a row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from gdgui.files.numbers import parse_number

DELIMITERS = (";", "\t", ",", " ")
"""In the order in which they are tried: a comma may also be a decimal sign, a blank mere decoration.

" " stands for any run of blanks and tabs.
"""

_BLANKS = re.compile(r"[ \t]+")


def split(line: str, delimiter: str) -> list[str]:
    """The fields of one line, quotation marks removed; the line has no blanks at its ends.

    A misplaced quotation mark stays in its field, which is then no number.
    """
    if delimiter == " ":
        line = _BLANKS.sub(" ", line.strip(" \t"))
    if '"' in line:
        try:
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True, strict=True))
        except csv.Error:
            pass
    return line.split(delimiter)


def find_delimiter(lines: Sequence[str]) -> str:
    """The first delimiter that makes two numbers of the second line; the first may be a header.

    Where none does, that which makes as many fields of all lines, two of them numbers; or else there is
    an error to report, and the other lines may know under which delimiter; failing that, the most
    plausible one for the second line. `lines` must not be empty.
    """
    for line in (*lines[1:2], lines[0]):
        for delimiter in DELIMITERS:
            fields = split(line, delimiter)
            if len(fields) == 2 and _numbers(fields) == 2:
                return delimiter
    best = max(DELIMITERS, key=lambda delimiter: _share_of_numbers(lines, delimiter))
    if _share_of_numbers(lines, best) > 0:
        return best
    for line in lines[2:]:
        for delimiter in DELIMITERS:
            fields = split(line, delimiter)
            if len(fields) == 2 and _numbers(fields) == 2:
                return delimiter
    second = lines[min(1, len(lines) - 1)]
    return max(DELIMITERS, key=lambda delimiter: _plausibility(split(second, delimiter)))


def _share_of_numbers(lines: Sequence[str], delimiter: str) -> float:
    """How many of the fields are numbers, if nearly all lines have equally many, more than two; else 0."""
    first, *others = [split(line, delimiter) for line in lines]  # the first may be a header
    rows = others or [first]
    width, count = Counter(map(len, rows)).most_common(1)[0]
    numbers = [_numbers(fields) for fields in rows]
    is_table = (
        width > 2 and count >= 0.8 * len(rows) and sum(each >= 2 for each in numbers) >= 0.5 * len(rows)
    )
    is_sure = len(rows) >= 3 or len(first) in (width, width - 1)  # names of rows have no name themselves
    return sum(numbers) / (width * len(rows)) if is_table and is_sure else 0.0


def _plausibility(fields: Sequence[str]) -> tuple[bool, bool, int]:
    return len(fields) == 2, len(fields) > 1, _numbers(fields)


def _numbers(fields: Sequence[str]) -> int:
    """How many of the fields are numbers."""
    return sum(map(is_number, fields))


def is_number(field: str) -> bool:
    """Whether `parse_number` takes it."""
    try:
        parse_number(field)
    except ValueError:
        return False
    return True
