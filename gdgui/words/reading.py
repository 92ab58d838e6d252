"""What became of a text that was read, in words."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.words.report import counted

MOST_NAMED = 3


def left_out(
    missing: int, above: Sequence[int], labels: str = "", bad: int = 0, blank: int = 0, comments: int = 0
) -> str:
    """What is not among the points, such as “2 rows with a number missing, row 1 above the numbers”; or "".

    `above` are the lines of rows that say something else than numbers and names, `labels` the name of a
    column that only tells the rows apart.
    """
    parts = [
        counted(blank, "blank line") if blank else "",
        counted(comments, "comment") if comments else "",
        f"{labels}, which only names the rows" if labels else "",
        f"{_lines(above)} above the numbers" if above else "",
        f"{counted(missing, 'row')} with a number missing" if missing else "",
        f"{counted(bad, 'row')} that cannot be read" if bad else "",
    ]
    return ", ".join(part for part in parts if part)


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"row {numbers[0]:,}"
    if len(numbers) <= MOST_NAMED:
        return f"rows {', '.join(f'{number:,}' for number in numbers)}"
    return counted(len(numbers), "row")
