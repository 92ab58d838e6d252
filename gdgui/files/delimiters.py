"""What separates the fields of a row."""

from __future__ import annotations

import csv
import re

DELIMITERS = (";", "\t", ",", "|", " ")
"""In the order in which they are preferred where they read the same. " " is any run of blanks and tabs."""

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
