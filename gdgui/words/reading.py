"""What became of a text that was read, in words."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.words.numbers import whole
from gdgui.words.translation import tr, tr_n

MOST_NAMED = 3


def left_out(
    missing: int, above: Sequence[int], labels: str = "", bad: int = 0, blank: int = 0, comments: int = 0
) -> str:
    """What is not among the points, such as “2 rows with a number missing, row 1 above the numbers”; or "".

    `above` are the lines of rows that say something else than numbers and names, `labels` the name of a
    column that only tells the rows apart.
    """
    parts = [
        tr_n("{n} blank line", "{n} blank lines", blank) if blank else "",
        tr_n("{n} comment", "{n} comments", comments) if comments else "",
        tr("{column}, which only names the rows", column=labels) if labels else "",
        _above(above) if above else "",
        tr_n("{n} row with a number missing", "{n} rows with a number missing", missing) if missing else "",
        unreadable(bad) if bad else "",
    ]
    return ", ".join(part for part in parts if part)


def unreadable(bad: int) -> str:
    """“2 rows that cannot be read”."""
    return tr_n("{n} row that cannot be read", "{n} rows that cannot be read", bad)


def _above(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return tr("row {row} above the numbers", row=lines[0])
    if len(lines) <= MOST_NAMED:
        return tr("rows {rows} above the numbers", rows=", ".join(map(whole, lines)))
    return tr_n("{n} row above the numbers", "{n} rows above the numbers", len(lines))
