"""The points, the line, the trail of earlier lines, the residuals and the samples drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.geometry import Floats, Range, segments_in_view, trail_epochs
from gdgui.ui.plots.kept import KeptLines
from gdgui.ui.theme import Look

FEW_LINES = 16  # a smooth line costs Qt a millisecond: a longer trail is drawn without smooth edges
FADES = (0.14, 0.18, 0.23, 0.3, 0.4, 0.55)  # opacity of the trail, oldest lines first


class DataPlot(Canvas):
    """The canvas for the points. Clicks become signals; nothing here changes a dataset."""

    point_wanted = Signal(float, float)
    removal_wanted = Signal(int)
    selected = Signal(int)  # position of the selected point, −1 for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dataPlot", "Points and line", ("x", "y"), parent)
        self._dataset = Dataset([], [])
        self._m, self._b = np.empty(0), np.empty(0)
        self._samples: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._selection = -1
        self._show_residuals = False
        self._trail = [self.curve(1, connect="pairs") for _ in FADES]
        self._residuals = self.curve(2, connect="pairs")
        self._sample_marks = self.marks(3)  # a halo beneath the point
        self._points = self.marks(4)
        self._selection_mark = self.marks(5)
        self._line = self.curve(6)
        self.kept = KeptLines(self, 5.5)
        self._elsewhere = pg.TextItem(anchor=(0.5, 0.5))
        self._elsewhere.setZValue(7)
        self.addItem(self._elsewhere, ignoreBounds=True)
        self._widened: tuple[tuple[Range, Range], tuple[Range, Range]] | None = None  # from, to
        self.scene().sigMouseClicked.connect(self._on_click)
        self.view.sigRangeChanged.connect(self._redraw_lines)
        self.view.sigRangeChanged.connect(self.kept.redraw)
        self.fit()

    def apply(self, look: Look) -> None:
        super().apply(look)
        scale, theme = look.scale, look.theme
        for curve, alpha in zip(self._trail, FADES, strict=True):
            curve.setPen(look.pen(theme.line, scale.thin, alpha))
        self._line.setPen(look.pen(theme.line, scale.line))
        self._residuals.setPen(look.pen(theme.residual, scale.thin, dash=(4, 2)))
        rim = look.pen(theme.canvas, max(1.0, 0.5 * scale.thin))
        self._style(self._points, scale.marker, rim, theme.point)
        self._style(self._sample_marks, 1.7 * scale.marker, look.pen(theme.rim, scale.thin), theme.sample)
        self._style(self._selection_mark, 2.1 * scale.marker, look.pen(theme.selection, scale.line), None)
        self._elsewhere.setFont(scale.font(bold=True))
        self._elsewhere.setColor(theme.line)
        self.kept.apply(look)
        self.set_dataset(self._dataset)

    def set_dataset(self, dataset: Dataset) -> None:
        """Show these points; a selection or samples of other points are gone."""
        if dataset is not self._dataset:
            self._samples = self._samples[:0]
            self._dataset = dataset
            self.select(-1)
        self._points.setData(x=dataset.x, y=dataset.y)
        self._show_samples()
        self._redraw_residuals()

    def show_lines(self, m: Floats, b: Floats) -> None:
        """Show the line of the last (m, b), and those before it as its trail."""
        cursor = len(m) - 1
        trail = trail_epochs(cursor)
        self._m, self._b = np.append(m[trail], m[cursor]), np.append(b[trail], b[cursor])
        self._redraw_lines()

    def show_samples(self, drawn: NDArray[np.int64]) -> None:
        """Highlight the points at these positions: those that SGD just drew."""
        self._samples = drawn
        self._show_samples()

    @property
    def samples(self) -> NDArray[np.int64]:
        """Positions of the points that are highlighted."""
        return self._samples

    def line_width(self) -> float:
        """Width of the fitted line, in pixels."""
        return float(self._line.opts["pen"].widthF())

    def marker_size(self) -> float:
        """Diameter of a point, in pixels."""
        return float(self._points.opts["size"])

    def show_residuals(self, shown: bool) -> None:
        """Switch the residuals on or off: from each point straight to the line."""
        self._show_residuals = shown
        self._redraw_residuals()

    def fit(self) -> None:
        """Bring all points into view: the unit square where they (or none) lie in it."""
        x, y = self._dataset.x, self._dataset.y
        if np.all((x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)):
            self.view.setRange(xRange=(0, 1), yRange=(0, 1), padding=0.03)
        else:
            self.view.setRange(xRange=_span(x), yRange=_span(y), padding=0.06)

    def bring_line_into_view(self) -> None:
        """Widen the view upwards and downwards to the line, until `leave_line` takes it back."""
        if not self._line_is_elsewhere():
            return
        before = x_range, y_range = self.view_range()
        ends = self._m[-1] * np.array(x_range) + self._b[-1]
        wider = min(y_range[0], float(ends.min())), max(y_range[1], float(ends.max()))
        self.view.setRange(yRange=wider, padding=0.03)
        self._widened = before, self.view_range()

    def leave_line(self) -> None:
        """Go back to the view before `bring_line_into_view`, unless somebody has moved it since."""
        if self._widened is not None and self._widened[1] == self.view_range():
            x_range, y_range = self._widened[0]
            self.view.setRange(xRange=x_range, yRange=y_range, padding=0)
        self._widened = None

    def out_of_view(self) -> int:
        """How many points are out of view."""
        (x_low, x_high), (y_low, y_high) = self.view_range()
        x, y = self._dataset.x, self._dataset.y
        return int(np.sum((x < x_low) | (x > x_high) | (y < y_low) | (y > y_high)))

    @property
    def selection(self) -> int:
        """Position of the selected point, −1 for none."""
        return self._selection

    def select(self, position: int) -> None:
        """Select the point at this position, −1 for none."""
        self._selection = position
        at = [] if position < 0 else [position]
        self._selection_mark.setData(x=self._dataset.x[at], y=self._dataset.y[at])
        self.selected.emit(position)

    def point_at(self, scene_position: QPointF) -> int:
        """Position of the nearest point under this place of the scene, −1 where there is none."""
        if not len(self._dataset):
            return -1
        here = self.view.mapSceneToView(scene_position)
        size_x, size_y = self.view.viewPixelSize()
        distance = np.hypot((self._dataset.x - here.x()) / size_x, (self._dataset.y - here.y()) / size_y)
        nearest = int(distance.argmin())
        reach = max(0.75 * self.look.scale.marker, 7.0)
        return nearest if distance[nearest] <= reach else -1

    def _on_click(self, event: Any) -> None:
        place = event.scenePos()
        if not QRectF(self.view.sceneBoundingRect()).contains(place):
            return
        hit = self.point_at(place)
        if event.button() == Qt.MouseButton.RightButton and hit >= 0:
            self.removal_wanted.emit(hit)
        elif event.button() == Qt.MouseButton.LeftButton and hit >= 0:
            self.select(hit)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.select(-1)
            here = self.view.mapSceneToView(place)
            self.point_wanted.emit(here.x(), here.y())

    def _redraw_lines(self) -> None:
        x_range, y_range = self.view_range()
        self._line.setData(*self._cut(slice(-1, None), x_range, y_range))
        self._say_elsewhere(x_range, y_range)
        trail = len(self._m) - 1
        for k, curve in enumerate(reversed(self._trail)):  # the newest lines in the strongest shade
            newest, oldest = (trail * k) // len(FADES), (trail * (k + 1)) // len(FADES)
            ends = self._cut(slice(trail - oldest, trail - newest), x_range, y_range)
            curve.setData(*ends, antialias=trail <= FEW_LINES)
        self._redraw_residuals()

    def _line_is_elsewhere(self) -> bool:
        """Whether there is a line, but none of it in view."""
        return len(self._m) > 0 and len(self._cut(slice(-1, None), *self.view_range(), 0.0)[0]) == 0

    def _say_elsewhere(self, x_range: Range, y_range: Range) -> None:
        """Where the line is when it has left the view."""
        elsewhere = self._line_is_elsewhere()
        self._elsewhere.setVisible(elsewhere)
        if elsewhere:
            middle, (low, high) = sum(x_range) / 2, y_range
            above = self._m[-1] * middle + self._b[-1] > high
            self._elsewhere.setText("▲ the line is above" if above else "▼ the line is below")
            self._elsewhere.setPos(middle, high - 0.06 * (high - low) if above else low + 0.06 * (high - low))

    def _cut(
        self, which: slice, x_range: Range, y_range: Range, margin: float = 0.05
    ) -> tuple[Floats, Floats]:
        return segments_in_view(self._m[which], self._b[which], x_range, y_range, margin)

    def _redraw_residuals(self) -> None:
        if not (self._show_residuals and len(self._m) and len(self._dataset)):
            self._residuals.setData([], [])
            return
        x, y = self._dataset.x, self._dataset.y
        (_, (low, high)) = self.view_range()
        on_line = np.clip(self._m[-1] * x + self._b[-1], 2 * low - high, 2 * high - low)
        self._residuals.setData(np.repeat(x, 2), np.stack((y, on_line), axis=1).ravel())

    def _show_samples(self) -> None:
        x, y = self._dataset.x[self._samples], self._dataset.y[self._samples]
        self._sample_marks.setData(x=x, y=y)

    @staticmethod
    def _style(marks: pg.ScatterPlotItem, size: float, pen: Any, brush: str | None) -> None:
        marks.setSize(size)
        marks.setPen(pen)
        marks.setBrush(brush)


def _span(values: Floats) -> Range:
    low, high = float(values.min()), float(values.max())
    least = 1e-9 * max(abs(low), abs(high)) or 1.0
    if high - low < least:  # one value, or as good as one
        half = max(0.5, 0.05 * abs(high))
        return low - half, high + half
    return low, high
