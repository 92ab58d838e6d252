"""What part of the plane a canvas shows: a range of x and one of y, always such that it can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt

from gdgui.ui.views.geometry import Range
from gdgui.ui.views.limits import Reach


class CalmViewBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph is untyped
    """A view that a slip of the left button never moves, and that no hand moves beyond what can be drawn."""

    reach = Reach()

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """Only the middle button pans."""
        if ev.button() == Qt.MouseButton.MiddleButton:
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
        super().setRange(xRange=ranges[0], yRange=ranges[1], **options)

    def _both(self, ranges: list[Range | None]) -> list[Range | None]:
        given = 0 if ranges[1] is None else 1
        new, old, other = ranges[given], self.targetRange()[given], self.targetRange()[1 - given]
        assert new is not None
        factor, middle = (new[1] - new[0]) / (old[1] - old[0]), (other[0] + other[1]) / 2
        half = factor * (other[1] - other[0]) / 2
        both: list[Range | None] = [new, new]
        both[1 - given] = self.reach.clamped(middle - half, middle + half)
        return both


class SquaresViewBox(CalmViewBox):
    """A view of squares of what the plane holds, over a range that is neither far nor narrow."""

    reach = Reach(farthest=1e300, narrowest=1e-300)
