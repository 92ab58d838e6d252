"""What a plot can hold: ranges of a view, and the curves and marks in it, cut to that. No Qt.

Qt places everything in pixels by a product and a sum, and the way back divides by the product of both scales:
what lies far outside the view, or a view that is next to nothing, leaves the numbers there are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.ui.views.geometry import Floats, Range

FINEST = 1e-12  # width of a range, at least, as a share of its distance from 0: a tenth of a pixel there
MARGIN = 20.0  # widths of the view on each side of it, beyond which nothing is handed to Qt


class Reach(NamedTuple):
    """How far from 0 a range may go, and how narrow it may be."""

    farthest: float = 1e60
    narrowest: float = 1e-140

    def clamped(self, low: float, high: float) -> Range:
        """The range nearest to this one that a view can hold, about the same middle where that can be."""
        if not (low <= high or high <= low):  # one of them is no number
            return -self.farthest, self.farthest
        low, high, far = min(low, high), max(low, high), self.farthest
        low, high = min(max(low, -far), far), min(max(high, -far), far)
        least = max(self.narrowest, FINEST * max(abs(low), abs(high)))
        if high - low >= least:
            return low, high
        middle = low + (high - low) / 2
        return middle - least / 2, middle + least / 2


def cut_marks(x: Floats, y: Floats, area: tuple[Range, Range]) -> NDArray[np.bool_] | None:
    """Which of these places are not too far outside the view to be handed to Qt; None for all of them."""
    if _are_within(x, y, area):
        return None
    (x_low, x_high), (y_low, y_high) = map(_with_margin, area)
    return (x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high)


def cut_curve(x: Floats, y: Floats, area: tuple[Range, Range], pairs: bool) -> tuple[Floats, Floats] | None:
    """The curve through these points, without what is too far outside the view to be handed to Qt.

    None where all of it can be. Where it is interrupted there is a nan; with `pairs` each two points are a
    line of their own, before and after. The cuts are where the lines cross the border (Liang and Barsky,
    ACM Transactions on Graphics 3, 1984), so what is left lies where it was.
    """
    if _are_within(x, y, area):
        return None
    step = 2 if pairs else 1
    begins, ends = slice(0, max(0, len(x) - 1), step), slice(1, None, step)
    x0, y0, x1, y1 = x[begins], y[begins], x[ends], y[ends]
    with np.errstate(all="ignore"):
        enters, leaves = np.zeros(len(x0)), np.ones(len(x0))
        for start, end, span in ((x0, x1, area[0]), (y0, y1, area[1])):
            low, high = _with_margin(span)
            at_low, at_high = (low - start) / (end - start), (high - start) / (end - start)
            stands = start == end
            inside = stands & (start >= low) & (start <= high)
            first = np.where(inside, 0.0, np.where(stands, np.inf, np.minimum(at_low, at_high)))
            last = np.where(inside, 1.0, np.where(stands, -np.inf, np.maximum(at_low, at_high)))
            enters, leaves = np.maximum(enters, first), np.minimum(leaves, last)
        ends_x = [_between(x0, x1, at, _with_margin(area[0])) for at in (enters, leaves)]
        ends_y = [_between(y0, y1, at, _with_margin(area[1])) for at in (enters, leaves)]
    seen = np.flatnonzero((enters <= leaves) & np.isfinite(sum(ends_x) + sum(ends_y)))
    begin_x, end_x, begin_y, end_y = (each[seen] for each in (*ends_x, *ends_y))
    if pairs:
        return np.stack((begin_x, end_x), axis=1).ravel(), np.stack((begin_y, end_y), axis=1).ravel()
    goes_on = (np.diff(seen) == 1) & (leaves[seen[:-1]] == 1) & (enters[seen[1:]] == 0)
    anew = np.append(np.ones(min(1, len(seen)), dtype=bool), ~goes_on)
    needed = np.stack((anew & (np.arange(len(seen)) > 0), anew, np.ones(len(seen), dtype=bool)), axis=1)
    gap = np.full(len(seen), np.nan)
    x, y = (
        np.stack((gap, begin, end), axis=1)[needed] for begin, end in ((begin_x, end_x), (begin_y, end_y))
    )
    return x, y


def cut_place(x: float, y: float, area: tuple[Range, Range]) -> tuple[float, float]:
    """The place itself, or out of sight the nearest one that can be handed to Qt."""
    (x_low, x_high), (y_low, y_high) = area
    across, up = MARGIN * (x_high - x_low), MARGIN * (y_high - y_low)
    return min(max(x, x_low - across), x_high + across), min(max(y, y_low - up), y_high + up)


def _between(begin: Floats, end: Floats, at: Floats, span: Range) -> Floats:
    """The coordinate at this share of the way; both ends exactly as they are."""
    place = np.where(at == 0, begin, np.where(at == 1, end, begin + at * (end - begin)))
    return np.clip(place, *span)


def _are_within(x: Floats, y: Floats, area: tuple[Range, Range]) -> bool:
    """Whether no place is too far outside the view."""
    for values, (low, high) in zip((x, y), area, strict=True):
        if len(values):
            room = MARGIN * (high - low)
            least, most = np.fmin.reduce(values), np.fmax.reduce(values)
            if not (least >= low - room and most <= high + room):
                return False
    return True


def _with_margin(span: Range) -> Range:
    low, high = span
    return low - MARGIN * (high - low), high + MARGIN * (high - low)
