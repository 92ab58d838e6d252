"""Numbers as files carry them: which sign is the decimal one, and which one groups the thousands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gdgui.words.tables import Problem

BLANKS = " \t\u00a0\u2007\u2009\u202f"
"""Blank, tab, and the no-break, figure, thin and narrow no-break spaces."""

_GROUPS = {",": ",", ".": r"\.", " ": f"[{BLANKS.replace(chr(9), '')}]", "'": "['’]"}
_MINUS = "−–-"  # as people and word processors write it; the last one is none of a range
_PLAIN_MINUS = str.maketrans(dict.fromkeys(_MINUS, "-"))
_MISSING = re.compile(
    r"(?:#?n/?a|nan|null|none|missing|\*+|[-–—?.]|\.\.\.?|…)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Style:
    """One way to write numbers: decimal sign "." or ","; thousands "" (not grouped), ",", ".", " " or "'".

    " " stands for every kind of blank, "'" also for ’.
    """

    decimal: str
    thousands: str = ""

    def value(self, cell: str) -> float | None:
        """What the cell says in this style; None where that is no finite number.

        Groups have three digits each, begin with no 0, and stand beside no exponent.
        """
        if not self._pattern.fullmatch(cell):
            return None
        plain = cell.strip(BLANKS)
        if self.thousands:
            plain = self._separator.sub("", plain)
        value = float(plain.replace(self.decimal, ".").translate(_PLAIN_MINUS))
        return None if math.isinf(value) else value

    def occurs_in(self, cells: Iterable[str]) -> bool:
        """Whether any of the cells may be in this style and not in a simpler one, too."""
        if not self.thousands:
            return self.decimal == "." or any("," in cell for cell in cells)
        return any(self._separator.search(cell) for cell in cells)

    def groups_all(self, text: str) -> bool:
        """Whether every sign of thousands in a text, whatever it is, groups digits as `value` wants it."""
        return self._misplaced.search(text) is None

    @cached_property
    def _misplaced(self) -> re.Pattern[str]:
        sign, decimal = _GROUPS[self.thousands], re.escape(self.decimal)
        group = rf"{sign}[0-9]{{3}}"
        return re.compile(
            rf"[0-9]{{4}}{sign}|(?<![0-9]){sign}|(?<![0-9])(?<!{sign})0[0-9]*{sign}"  # not 1 to 3 digits
            rf"|{sign}(?![0-9]{{3}}(?![0-9]))"  # not 3 of them behind it
            rf"|{group}(?:{decimal}[0-9]*)?[eE]|{decimal}[0-9]*{sign}"
        )

    @cached_property
    def _separator(self) -> re.Pattern[str]:
        return re.compile(_GROUPS[self.thousands])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Each character can be taken in one way only, so a long text that is no number costs linear time.
        d = re.escape(self.decimal)
        plain = rf"(?:[0-9]+(?:{d}[0-9]*)?|{d}[0-9]+)(?:[eE][+{_MINUS}]?[0-9]+)?"
        if self.thousands:
            plain = rf"(?:[1-9][0-9]{{0,2}}(?:{_GROUPS[self.thousands]}[0-9]{{3}})+(?:{d}[0-9]*)?|{plain})"
        return re.compile(rf"[{BLANKS}]*[+{_MINUS}]?{plain}[{BLANKS}]*")


STYLES = tuple(
    Style(decimal, thousands)
    for thousands, decimals in (("", ".,"), (",", "."), (".", ","), (" ", ".,"), ("'", ".,"))
    for decimal in decimals
)
"""In the order in which they are preferred where they read the same."""


def rival_of(style: Style) -> Style | None:
    """The style in which point and comma change their parts; None where that gives no other numbers.

    12.500 may be 12.5 or 12500, and 12.500 beside 1,234 may be 12.5 beside 1234 or 12500 beside 1.234.
    """
    if style.thousands not in ("", ".", ","):
        return None
    return Style("," if style.decimal == "." else ".", style.decimal)


def is_missing(cell: str) -> bool:
    """Whether the cell says that there is no number: empty, NA, n/a, NaN, NULL, ***, ?, - and their like."""
    return _MISSING.fullmatch(cell.strip(BLANKS)) is not None


def why_no_number(cell: str, style: Style) -> Problem:
    """What is wrong with a cell that is no number in this style."""
    other = Style("," if style.decimal == "." else ".")
    if other.decimal in cell and other.value(cell) is not None:
        return Problem.DECIMAL_COMMA if other.decimal == "," else Problem.DECIMAL_POINT
    stripped = cell.strip(BLANKS)
    if _CURRENCY.fullmatch(stripped):
        return Problem.CURRENCY
    if _UNIT.fullmatch(stripped):
        return Problem.UNIT
    if other.value(cell) is None and style.value(cell) is None and _HUGE.fullmatch(stripped):
        return Problem.HUGE
    return Problem.NOT_A_NUMBER


_NUMERAL = rf"[+{_MINUS}]?[0-9][0-9.,'’{BLANKS}]*"
_CURRENCY = re.compile(rf"[+{_MINUS}]?[$€£¥₹]{_NUMERAL}|{_NUMERAL}[$€£¥₹]")
_UNIT = re.compile(
    rf"{_NUMERAL}(?:%|°|′|″|‰|(?!st|nd|rd|th)[^\W\d_]{{1,4}}[²³]?(?:/[^\W\d_]{{1,3}}[²³]?)?|°[CFK])"
)
_HUGE = re.compile(rf"[+{_MINUS}]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][+{_MINUS}]?[0-9]+)?")
