"""The points, the line, the trail of earlier lines, the residuals and the samples drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from gdgui.core import Dataset
from gdgui.experiment.edits import Positions
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.crosshair import Words
from gdgui.ui.plots.geometry import Floats, Range, segments_in_view, span, trail_epochs
from gdgui.ui.plots.items import Label
from gdgui.ui.plots.kept import KeptLines
from gdgui.ui.plots.keyboard import Keyboard
from gdgui.ui.plots.point_marks import PointMarks
from gdgui.ui.plots.tools import HINTS, TOOLS, Tool
from gdgui.ui.theme import Look

FEW_LINES = 16  # a smooth line costs Qt a millisecond: a longer trail is drawn without smooth edges
FADES = (0.14, 0.18, 0.23, 0.3, 0.4, 0.55)  # opacity of the trail, oldest lines first


class DataPlot(Canvas):
    """The canvas for the points. What mouse and keys do becomes signals; nothing here changes a dataset.

    A gesture is an `edit_tried` or more, and then `edit_settled` or `edit_reverted`.
    """

    point_wanted = Signal(float, float)
    removal_wanted = Signal(int)
    selection_wanted = Signal(object)  # ascending positions
    edit_tried = Signal(object, str)  # an Edit, and what it is called
    edit_settled = Signal()
    edit_reverted = Signal()
    tool_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dataPlot", "Points and line", ("x", "y"), parent)
        self._dataset = Dataset([], [])
        self._m, self._b = np.empty(0), np.empty(0)
        self._samples: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._show_residuals = False
        self.selection: Positions = np.empty(0, dtype=np.int64)
        self.snaps = False
        self.is_chosen = False  # whether somebody zoomed, panned or set a range: then the view is theirs
        self.steps: tuple[float, float] | None = None  # of the grid that points snap to, set by hand
        self._trail = [self.curve(1, connect="pairs") for _ in FADES]
        self._residuals = self.curve(2, connect="pairs")
        self._sample_marks = self.marks(3)  # a halo beneath the point
        self.point_marks = PointMarks(self)
        self._line = self.curve(6)
        self.kept = KeptLines(self, 5.5)
        self._elsewhere = Label(anchor=(0.5, 0.5))
        self._elsewhere.setZValue(7)
        self.addItem(self._elsewhere, ignoreBounds=True)
        self.keyboard = Keyboard(self)
        self._tools = {name: kind(self) for name, kind in TOOLS.items()}
        self.tool: Tool = self._tools["add"]
        self.is_pressed = False  # whether the left button is held on it
        self._place = Words(self, 9)  # of the point that is dragged
        self._band = QGraphicsRectItem()
        self._band.setZValue(9)
        self._band.hide()
        self.scene().addItem(self._band)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._widened: tuple[tuple[Range, Range], tuple[Range, Range]] | None = None  # from, to
        self.scene().sigMouseClicked.connect(self._on_click)
        self.view.sigRangeChanged.connect(self._redraw_lines)
        self.view.sigRangeChanged.connect(self.point_marks.on_view)
        self.view.sigResized.connect(self.point_marks.on_view)
        self.view.sigRangeChangedManually.connect(self._on_manual_range)
        self.fit()

    def apply(self, look: Look) -> None:
        super().apply(look)
        scale, theme = look.scale, look.theme
        for curve, alpha in zip(self._trail, FADES, strict=True):
            curve.setPen(look.pen(theme.line, scale.thin, alpha))
        self._line.setPen(look.pen(theme.line, scale.line))
        self._residuals.setPen(look.pen(theme.residual, scale.thin, dash=(4, 2)))
        self._sample_marks.setSize(1.7 * scale.marker)
        self._sample_marks.setPen(look.pen(theme.rim, scale.thin))
        self._sample_marks.setBrush(theme.sample)
        self.point_marks.apply(look)
        self.keyboard.crosshair.apply(look)
        self._place.apply(look)
        self._band.setPen(look.pen(theme.accent, scale.thin, dash=(4, 3)))
        self._show_reach()
        self._elsewhere.setFont(scale.font(bold=True))
        self._elsewhere.setColor(theme.line)
        self.set_dataset(self._dataset)

    def set_dataset(self, dataset: Dataset) -> None:
        """Show these points; samples of other points are gone."""
        if dataset is not self._dataset:
            self._samples = self._samples[:0]
            self._dataset = dataset
        self.point_marks.show(dataset)
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
        return self.point_marks.size

    def show_residuals(self, shown: bool) -> None:
        """Switch the residuals on or off: from each point straight to the line."""
        self._show_residuals = shown
        self._redraw_residuals()

    def fit(self) -> None:
        """Bring all points into view: the unit square where they (or none) lie in it."""
        self.is_chosen = False
        x_range, y_range = self._dataset.bounds if len(self._dataset) else ((0.0, 1.0), (0.0, 1.0))
        if min(x_range[0], y_range[0]) >= 0 and max(x_range[1], y_range[1]) <= 1:
            self.view.setRange(xRange=(0, 1), yRange=(0, 1), padding=0.03)
        else:
            self.view.setRange(xRange=span(*x_range), yRange=span(*y_range), padding=0.06)

    def set_range(self, x_range: Sequence[float], y_range: Sequence[float]) -> None:
        """Show just this part of the plane."""
        self._widened = None
        self.is_chosen = True
        self.view.setRange(xRange=tuple(x_range), yRange=tuple(y_range), padding=0)

    def bring_into_view(self, x: float, y: float) -> None:
        """Move the view so that this place is in its middle, unless it is in view already."""
        (x_low, x_high), (y_low, y_high) = self.view_range()
        if not (x_low <= x <= x_high and y_low <= y <= y_high):
            middle = self.middle()
            self.view.translateBy(x=x - middle[0], y=y - middle[1])

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
        if not len(self._dataset):
            return 0
        (x_low, x_high), (y_low, y_high) = self.view_range()
        x_range, y_range = self._dataset.bounds
        if x_low <= x_range[0] <= x_range[1] <= x_high and y_low <= y_range[0] <= y_range[1] <= y_high:
            return 0
        x, y = self._dataset.x, self._dataset.y
        return int(np.sum((x < x_low) | (x > x_high) | (y < y_low) | (y > y_high)))

    @property
    def dataset(self) -> Dataset:
        """The points shown."""
        return self._dataset

    def select(self, selection: Positions) -> None:
        """Ring the points at these positions."""
        self.selection = selection
        self.point_marks.select(selection)

    @property
    def hint(self) -> str:
        """What the tool does."""
        return HINTS[type(self.tool)]

    def take_tool(self, name: str) -> None:
        """What the left button does from now on: one of `TOOLS`."""
        self.cancel()
        self.tool = self._tools[name]
        self._show_reach()
        self.tool_taken.emit()

    # Places

    def value_at(self, scene_position: QPointF) -> tuple[float, float]:
        """x and y at a place of the scene."""
        here = self.view.mapSceneToView(scene_position)
        return float(here.x()), float(here.y())

    def scene_at(self, x: float, y: float) -> QPointF:
        """Where on the scene x and y are."""
        place: QPointF = self.view.mapViewToScene(QPointF(x, y))
        return place

    def middle(self) -> tuple[float, float]:
        """x and y in the middle of the view."""
        (x_low, x_high), (y_low, y_high) = self.view_range()
        return (x_low + x_high) / 2, (y_low + y_high) / 2

    def point_at(self, scene_position: QPointF) -> int:
        """Position of the nearest point under this place of the scene, −1 where there is none."""
        if not len(self._dataset):
            return -1
        distance = self._distances(scene_position)
        nearest = int(distance.argmin())
        reach = max(0.75 * self.look.scale.marker, 7.0)
        return nearest if distance[nearest] <= reach else -1

    def points_near(self, scene_position: QPointF, radius: float) -> Positions:
        """Positions of the points within so many pixels of a place of the scene."""
        return np.flatnonzero(self._distances(scene_position) <= radius)

    def points_within(self, scene_rectangle: QRectF) -> Positions:
        """Positions of the points in a rectangle of the scene."""
        corners = (scene_rectangle.topLeft(), scene_rectangle.bottomRight())
        (x_low, y_high), (x_high, y_low) = map(self.value_at, corners)
        x, y = self._dataset.x, self._dataset.y
        return np.flatnonzero((x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high))

    def _distances(self, scene_position: QPointF) -> Floats:
        """Of all points, in pixels."""
        x, y = self.value_at(scene_position)
        size_x, size_y = self.view.viewPixelSize()
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # zoomed in as far as it goes
            return self._hypotenuses(x, y, size_x, size_y)

    def _hypotenuses(self, x: float, y: float, size_x: float, size_y: float) -> Floats:
        distances: Floats = np.hypot((self._dataset.x - x) / size_x, (self._dataset.y - y) / size_y)
        return distances

    # The grid

    @property
    def grid(self) -> tuple[float, float]:
        """Steps of the grid: those set by hand, else those of the lines drawn."""
        if self.steps is not None:
            return self.steps
        steps = []
        for side, (low, high) in zip(("bottom", "left"), self.view_range(), strict=True):
            axis = self.getAxis(side)
            length = axis.width() if side == "bottom" else axis.height()
            levels = axis.tickSpacing(low, high, max(1.0, length))
            steps.append(float(levels[min(1, len(levels) - 1)][0]))
        return steps[0], steps[1]

    def set_grid(self, steps: tuple[float, float] | None) -> None:
        """Set the steps of the grid that points snap to; None for those of the lines drawn."""
        self.steps = steps

    def show_grid(self, shown: bool) -> None:
        """Draw the lines of the grid or not."""
        self.getPlotItem().showGrid(x=shown, y=shown, alpha=0.2)

    def snapped(self, x: float, y: float) -> tuple[float, float]:
        """The nearest crossing of the grid if points snap to it, else x and y as they are."""
        if not self.snaps:
            return x, y
        across, up = self.grid
        return _multiple(x, across), _multiple(y, up)

    def set_equal_units(self, equal: bool) -> None:
        """One unit of x as long as one of y, or each axis as long as it needs."""
        self.view.setAspectLocked(equal)

    # Mouse and keys

    def say_place(self, place: tuple[float, float] | None) -> None:
        """Say where the point is that is dragged; None where there is none."""
        if place is None:
            self._place.hide()
        else:
            self._place.show(*place)

    @property
    def place_words(self) -> str:
        """What is said about the point dragged or the crosshair; empty where there is nothing."""
        return self._place.text or self.keyboard.crosshair.words.text

    def _on_manual_range(self, _: object) -> None:
        self.is_chosen = True

    def show_band(self, scene_rectangle: QRectF | None) -> None:
        """Draw a rubber band, or none."""
        self._band.setVisible(scene_rectangle is not None)
        if scene_rectangle is not None:
            self._band.setRect(scene_rectangle)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._place_of(event)
        if self.is_pressed:  # another button amid a gesture means nothing
            event.accept()
            return
        if event.button() != Qt.MouseButton.LeftButton or not self._is_inside(at):
            super().mousePressEvent(event)
            return
        self.keyboard.leave()
        self.is_pressed = True
        self.tool.press(at, event.modifiers())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_pressed:
            self.tool.move(self._place_of(event))
            event.accept()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_pressed and event.button() == Qt.MouseButton.LeftButton:
            self.is_pressed = False
            self.tool.release(self._place_of(event))
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_pressed:  # by the mouse
            if event.key() == Qt.Key.Key_Escape:
                self.let_go()
            event.accept()
        elif not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks the points, and leaves the plot after the last."""
        return self.keyboard.walk(forwards) or bool(super().focusNextPrevChild(forwards))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard.enter()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.let_go()  # a dialog may have come between
        self.keyboard.leave()
        super().focusOutEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        self.cancel()
        super().hideEvent(event)

    def cancel(self) -> None:
        """Call off what mouse or keys have begun."""
        self.let_go()
        self.keyboard.end_nudge()

    def let_go(self) -> None:
        """The button, or the key that stands for it, counts as up; what it had begun is called off."""
        if self.is_pressed or self.keyboard.is_pressed:
            self.is_pressed = self.keyboard.is_pressed = False
            self.tool.cancel()

    def _place_of(self, event: QMouseEvent) -> QPointF:
        place: QPointF = self.mapToScene(event.position().toPoint())
        return place

    def _is_inside(self, scene_position: QPointF) -> bool:
        return QRectF(self.view.sceneBoundingRect()).contains(scene_position)

    def _show_reach(self) -> None:
        """A circle around the pointer for a tool that reaches so far."""
        radius = round(self.tool.radius)
        if radius:
            picture = QPixmap(2 * radius + 1, 2 * radius + 1)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.look.pen(self.look.theme.accent, self.look.scale.thin))
            painter.drawEllipse(QPoint(radius, radius), radius - 2, radius - 2)
            painter.end()
            self.viewport().setCursor(QCursor(picture))
        elif self.tool is self._tools["hand"]:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def _on_click(self, event: Any) -> None:
        """Of the buttons that no tool takes."""
        hit = self.point_at(event.scenePos()) if self._is_inside(event.scenePos()) else -1
        if event.button() == Qt.MouseButton.RightButton and hit >= 0:
            self.removal_wanted.emit(hit)

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


def _multiple(value: float, step: float) -> float:
    """The multiple of the step that is nearest, in the digits of the step: 0.3, not 0.30000000000000004."""
    count = value / step
    if not abs(count) < 1e15:  # the steps are closer together than numbers are
        return value
    return round(round(count) * step, 3 - math.floor(math.log10(step)))
