"""Whether the decimal signs of a table may as well group thousands."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.files.delimiters import split
from gdgui.files.dialect import DECIMAL_NAMES, Choice, Dialect, Doubt, Layout
from gdgui.files.number_styles import BLANKS, Style, rival_of
from gdgui.files.numbers import quoted
from gdgui.files.rows import COMMENT


class Rival:
    """Looks at one row after the other for a number that can be meant in one way only.

    12.500 may be 12.5 or 12500. Its sign is a decimal one where any other is: 0.5, 1.25, 1234.567 and 1.234e5
    group no thousands.
    """

    def __init__(self, layout: Layout, columns: Sequence[int], dialect: Dialect) -> None:
        """Of these columns something may be in doubt; others may settle it."""
        rival = rival_of(layout.style)
        if rival is not None and (
            dialect.decimal not in (None, rival.decimal) or dialect.thousands not in (None, rival.thousands)
        ):
            rival = None
        self._layout, self._dialect, self._rival = layout, dialect, rival
        self._example: tuple[str, int, int] | None = None  # cell, row, column
        self._signs = [each for each in (layout.style.decimal, layout.style.thousands) if each in (".", ",")]
        self._quoted_only = layout.delimiter == ","  # else the commas of the rows would be in the way
        self._columns = sorted({*layout.numeric, *columns} - {*layout.labels})
        self._chosen = columns

    def look_at(self, piece: str, lines: Sequence[str], row: int) -> None:
        """Look at whole lines, the first of which is this row."""
        if self._rival is None or (self._quoted_only and '"' not in piece):
            return
        if self._example is None and not any(sign in piece for sign in self._signs):
            return
        if self._example is not None and not self._layout.style.thousands and self._rival.groups_all(piece):
            return  # nothing here settles it
        for at, line in enumerate(lines, row):
            if line.startswith(COMMENT):
                continue
            if self._is_settled_by(line.strip(" "), at, self._rival):
                self._rival = None
                return

    def _is_settled_by(self, line: str, row: int, rival: Style) -> bool:
        style = self._layout.style
        cells = split(line, self._layout.delimiter)
        if len(cells) < self._layout.width:
            return False
        for column in self._columns:
            cell = cells[column].strip(BLANKS)
            if not any(sign in cell for sign in self._signs):
                continue
            if style.value(cell) is None:
                continue
            if rival.value(cell) is None:
                return True
            if column not in self._chosen or (self._quoted_only and f'"{cell}"' not in line.replace(" ", "")):
                continue
            self._example = self._example or (cell, row, column + 1)
        return False

    @property
    def doubt(self) -> Doubt | None:
        """The doubt that nothing has settled."""
        rival, style = self._rival, self._layout.style
        if rival is None or self._example is None:
            return None
        cell, row, column = self._example
        ways = [
            (style, "--decimal", style.decimal, self._dialect._replace(decimal=style.decimal)),
            (rival, "--thousands", rival.thousands, self._dialect._replace(thousands=rival.thousands)),
        ]
        if style.thousands:
            ways[1] = (rival, "--decimal", rival.decimal, self._dialect._replace(decimal=rival.decimal))
        choices = tuple(
            Choice(f"{each.value(cell):.15g}", f"{option} {DECIMAL_NAMES[sign]}", dialect)
            for each, option, sign, dialect in ways
        )
        return Doubt("thousands", quoted(cell), row, column, choices)
