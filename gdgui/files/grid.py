"""The first rows of a text, taken apart in one way: a delimiter and a style of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gdgui.files.delimiters import split
from gdgui.files.number_styles import Style, is_missing
from gdgui.files.rows import Row


@dataclass(frozen=True)
class Grid:
    """Cells and what they say, row by row; None where a cell is no number."""

    rows: Sequence[Row]
    delimiter: str
    style: Style
    cells: Sequence[Sequence[str]]
    numbers: Sequence[Sequence[float | None]]

    @cached_property
    def counts(self) -> list[int]:
        """How many numbers each row has."""
        return [sum(each is not None for each in row) for row in self.numbers]

    @cached_property
    def fields(self) -> int:
        """How many fields a row has: what most rows of numbers have, two if that is as common."""
        enough = min(2, max(self.counts))
        lengths = Counter(
            len(cells) for cells, count in zip(self.cells, self.counts, strict=True) if count >= enough
        )
        return max(lengths, key=lambda length: (lengths[length], length == 2, length))

    def fits(self, row: int) -> bool:
        """Whether the row has as many fields, but for empty ones at its end."""
        return len(fitted(self.cells[row], self.fields)) == self.fields

    def is_data(self, row: int) -> bool:
        """Whether the row is one of numbers: two of them, or one beside cells that miss theirs."""
        if not self.fits(row):
            return False
        count = self.counts[row]
        return count >= min(2, max(self.counts)) or (
            count >= 1
            and all(
                value is not None or is_missing(cell)
                for cell, value in zip(self.cells[row], self.numbers[row], strict=True)
            )
        )


def take_apart(rows: Sequence[Row], delimiter: str, styles: Sequence[Style]) -> Grid:
    """The grid of this delimiter in the style that explains most cells.

    Where several do, in that which explains the first cells, and then in the first of them.
    """
    cells = [split(row.line, delimiter) for row in rows]
    flat = [cell for row in cells for cell in row if any(map(str.isdigit, cell))]
    styles = [each for each in styles if each.occurs_in(flat)] or styles[:1]
    best = max(styles, key=lambda style: _explained(flat, style))  # the first of those that are equal
    numbers = [[best.value(cell) for cell in row] for row in cells]
    return Grid(rows, delimiter, best, cells, numbers)


def fitted(cells: Sequence[str], fields: int) -> Sequence[str]:
    """The cells without those empty ones at the end that are too many."""
    end = len(cells)
    while end > fields and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _explained(cells: Sequence[str], style: Style) -> tuple[int, int]:
    read = [style.value(cell) is not None for cell in cells]
    signs = (k for k, cell in enumerate(cells) if read[k] and style.decimal in cell)
    return sum(read), -next(signs, len(cells))
