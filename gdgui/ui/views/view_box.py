"""What part of the plane a canvas shows: a range of x and one of y, always such that it can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal

from gdgui.ui.views.geometry import Range
from gdgui.ui.views.limits import Reach

CLOSE, CLEARLY = 1e-9, 1e-6  # shares of a range: up to the one pyqtgraph takes two for the same


class CalmViewBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph is untyped
    """A view that a slip of the left button never moves, and that no hand moves beyond what can be drawn."""

    about_to_move = Signal()  # by a hand: from wherever it is then
    reach = Reach()

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        self.about_to_move.emit()
        super().wheelEvent(ev, axis)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """Only the middle button pans."""
        if ev.button() == Qt.MouseButton.MiddleButton:
            self.about_to_move.emit()
            super().mouseDragEvent(ev, axis)
        else:
            ev.ignore()

    def setRange(
        self,
        rect: QRectF | None = None,
        xRange: Sequence[float] | None = None,  # noqa: N803  # as pyqtgraph calls them
        yRange: Sequence[float] | None = None,  # noqa: N803
        **options: Any,
    ) -> None:
        """Show these ranges, or the nearest that can be drawn: every way to another view leads through here.

        With equal axes a new range of one axis is shown with one of the other that is as many times as wide.
        """
        wanted = [xRange, yRange]
        if rect is not None:
            wanted = [(rect.left(), rect.right()), (rect.top(), rect.bottom())]
        ranges = [None if each is None else self.reach.clamped(*each) for each in wanted]
        if self.state["aspectLocked"] is not False and (ranges[0] is None) != (ranges[1] is None):
            ranges = self._both(ranges)
        before = self.viewRange()
        super().setRange(xRange=ranges[0], yRange=ranges[1], **options)
        now = self.viewRange()
        if any(one != other and _are_close(one, other) for one, other in zip(before, now, strict=True)):
            # pyqtgraph tells nobody of a change in the last digits, and would draw some of it in either
            for across, down in ([_wider(each) for each in now], now):
                super().setRange(xRange=across, yRange=down, padding=0.0)

    def _both(self, ranges: list[Range | None]) -> list[Range | None]:
        given = 0 if ranges[1] is None else 1
        new, old, other = ranges[given], self.targetRange()[given], self.targetRange()[1 - given]
        assert new is not None
        factor, middle = (new[1] - new[0]) / (old[1] - old[0]), (other[0] + other[1]) / 2
        half = factor * (other[1] - other[0]) / 2
        both: list[Range | None] = [new, new]
        both[1 - given] = self.reach.clamped(middle - half, middle + half)
        return both


def _are_close(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether what is between these ranges is nothing to what they hold."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= CLOSE * (other[1] - other[0])


def _wider(values: Sequence[float]) -> Range:
    return values[0] - CLEARLY * (values[1] - values[0]), values[1]


class SquaresViewBox(CalmViewBox):
    """A view of squares of what the plane holds, over a range that is neither far nor narrow."""

    reach = Reach(farthest=1e300, narrowest=1e-300)
