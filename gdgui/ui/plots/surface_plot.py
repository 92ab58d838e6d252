"""The MSE over (m, b): the bowl that the run walks down."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from gdgui.core.dataset import Moments
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.contours import heights, outline, path_epochs, valley
from gdgui.ui.plots.geometry import Floats, Range
from gdgui.ui.plots.items import Label
from gdgui.ui.plots.kept import KeptPaths
from gdgui.ui.plots.many import Cloud
from gdgui.ui.plots.surface_items import Bowl, NextStep, Place
from gdgui.ui.plots.view import CalmViewBox
from gdgui.ui.theme import Look
from gdgui.words.numbers import in_view, number

STEP = 1 / 100  # of the view, by an arrow key; a tenth of it with Shift
ROOM = 0.15  # share of the view that is left free around what is fitted
AROUND = 0.25  # of the contour through the start, as far as the view reaches beyond the minimum
FARTHEST = 1e60  # no view goes beyond


class SurfacePlot(Canvas):
    """Contours, the path of the run, where it is, where it started and the minimum.

    A click, a drag or the arrow keys choose the start: they become signals, nothing is changed here.
    """

    start_wanted = Signal(float, float)  # m and b

    def __init__(self, parent: QWidget | None = None) -> None:
        view = _SurfaceView(enableMenu=False)
        super().__init__("surfacePlot", "Loss surface", ("slope m", "intercept b"), parent, view)
        self._moments: Moments | None = None
        self._m, self._b = np.empty(0), np.empty(0)
        self._start = (0.0, 0.0)
        self._next_start: Place | None = None
        self._is_chosen = False  # whether somebody zoomed or panned: then the view is theirs
        self._bowl = Bowl()
        self.addItem(self._bowl, ignoreBounds=True)
        self._labels: list[Label] = []
        self._valley = self.curve(1)
        self._path = self.curve(2)
        self.kept = KeptPaths(self, 1.5)
        self.cloud = Cloud(self)
        self._steps = [NextStep(self, words) for words in ("−lr·gradient", "batch")]
        self._minimum_mark = self.marks(3)
        self._start_mark = self.marks(4)
        self._next_start_mark = self.marks(4)
        self._cursor = self.marks(5)
        self._pointer = Label(anchor=(0, 1))
        self._pointer.setZValue(6)
        self.addItem(self._pointer, ignoreBounds=True)
        self._pointer.hide()
        self._pointed_at: QPointF | None = None  # a place of the scene
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseClicked.connect(self._on_click)
        self.scene().sigMouseMoved.connect(self._on_hover)
        self.view.dragged_to.connect(self._want)
        self.view.sigRangeChangedManually.connect(self._on_manual_range)
        self.view.sigRangeChanged.connect(self._redraw_bowl)
        self.view.sigResized.connect(self._redraw_bowl)

    def apply(self, look: Look) -> None:
        super().apply(look)
        scale, theme = look.scale, look.theme
        rim = look.pen(theme.canvas, max(1.0, 0.5 * scale.thin))
        self._bowl.set_colours(theme.line, look.pen(theme.border, scale.thin))
        self._path.setPen(look.pen(theme.line, max(scale.thin, 0.5 * scale.line)))
        self._valley.setPen(look.pen(theme.text, scale.line, dash=(4, 3)))
        for marks, symbol, size, pen, brush in (
            (self._cursor, "o", 1.2, rim, theme.line),
            (self._start_mark, "o", 1.2, look.pen(theme.text, max(1.0, 0.6 * scale.line)), theme.canvas),
            (self._next_start_mark, "o", 1.2, look.pen(theme.faint_text, scale.thin, dash=(2, 1)), None),
            (self._minimum_mark, "+", 1.3, rim, theme.text),
        ):
            marks.setSymbol(symbol)
            marks.setSize(size * scale.marker)
            marks.setPen(pen)
            marks.setBrush(brush)
        for step, colour in zip(self._steps, (theme.residual, theme.text), strict=True):
            step.apply(look, colour)
        self._pointer.setFont(scale.font(0.9))
        self._pointer.setColor(theme.text)
        self.cloud.apply(look)
        self._redraw_bowl()

    def set_moments(self, moments: Moments | None) -> None:
        """The bowl of these points; None where there are none."""
        self._moments = moments
        has_one = moments is not None and moments.sxx > 0
        best = _best(moments) if moments is not None and has_one else None
        self._minimum_mark.setData(x=[best[0]] if best else [], y=[best[1]] if best else [])
        self._redraw_bowl()

    def show_path(self, m: Floats, b: Floats) -> None:
        """The run so far: from its start to where it is now."""
        cursor = len(m) - 1
        epochs = path_epochs(cursor)
        self._m, self._b = m[epochs], b[epochs]
        self._start = float(m[0]), float(b[0])
        self._path.setData(self._m, self._b, antialias=len(epochs) < 200)
        self._start_mark.setData(x=m[:1], y=b[:1])
        self._mark_next_start()
        self._cursor.setData(x=m[-1:], y=b[-1:])
        if not self._is_chosen and not self._is_in_view(float(m[-1]), float(b[-1])):
            self._show(m[-1:], b[-1:])

    def set_next_start(self, m: float, b: float) -> None:
        """Where the next run starts: another ring, unless the run shown started there too."""
        self._next_start = m, b
        self._mark_next_start()

    def _mark_next_start(self) -> None:
        elsewhere = self._next_start if self._next_start != self._start else None
        self._next_start_mark.setData(*((elsewhere[:1], elsewhere[1:]) if elsewhere else ()))

    def show_steps(self, full: Place | None, batch: Place | None) -> None:
        """Where the next epoch leads from here: over all points, and on its batch alone."""
        for step, to in zip(self._steps, (full, batch), strict=True):
            step.show(self.position if to else None, to)

    @property
    def steps(self) -> list[Place | None]:
        """Where the steps shown lead: over all points, and on the batch."""
        return [step.to for step in self._steps]

    def fit(self) -> None:
        """Bring the path and the minimum into view."""
        self._is_chosen = False
        m, b = self._m, self._b
        if self._moments is not None:
            best = _best(self._moments)
            half_m, half_b = self._surroundings(m, b)
            m = np.append(m, (best[0] - half_m, best[0] + half_m))
            b = np.append(b, (best[1] - half_b, best[1] + half_b))
        if len(m):
            self.view.setRange(xRange=_span(m), yRange=_span(b), padding=ROOM)

    def _surroundings(self, m: Floats, b: Floats) -> tuple[float, float]:
        """How far about the minimum to look: a share of the contour through the highest place of the path."""
        moments = self._moments
        if moments is None or moments.sxx <= 0 or not len(m):
            return 0.0, 0.0
        excess = moments.excess(np.clip(m, -FARTHEST, FARTHEST), np.clip(b, -FARTHEST, FARTHEST))
        far = math.sqrt(min(float(excess[0]), FARTHEST))
        return AROUND * far / math.sqrt(moments.sxx), AROUND * far * math.hypot(
            1.0, moments.x_mean / math.sqrt(moments.sxx)
        )

    def fit_unless_chosen(self) -> None:
        """The same, but a view that somebody zoomed or panned stays."""
        if not self._is_chosen:
            self.fit()

    def fit_if_needed(self) -> None:
        """The same, where the start or the minimum is out of view, or both are a speck in it."""
        if self._is_chosen or self._moments is None:
            return
        best = _best(self._moments)
        (m_low, m_high), (b_low, b_high) = self.view_range()
        apart = max(
            abs(best[0] - self._start[0]) / (m_high - m_low), abs(best[1] - self._start[1]) / (b_high - b_low)
        )
        if not (self._is_in_view(*best) and self._is_in_view(*self._start) and apart > 0.2):
            self.fit()

    def set_equal_axes(self, equal: bool) -> None:
        """One unit of m as long as one of b, or each axis as long as it needs."""
        self.view.setAspectLocked(equal)
        self.fit()

    @property
    def contours(self) -> list[tuple[float, Floats, Floats]]:
        """The contours drawn, the highest first: MSE, and m and b along each."""
        return self._bowl.contours

    @property
    def position(self) -> tuple[float, float]:
        """m and b where the run is."""
        return float(self._m[-1]), float(self._b[-1])

    @property
    def pointer_words(self) -> str:
        """What is said about the place under the pointer; empty where there is none."""
        return self._pointer.toPlainText() if self._pointer.isVisible() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        directions = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        direction = directions.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        (m_low, m_high), (b_low, b_high) = self.view_range()
        step_m, step_b = fine * STEP * (m_high - m_low), fine * STEP * (b_high - b_low)
        m, b = self._next_start or self._start
        self.start_wanted.emit(m + direction[0] * step_m, b + direction[1] * step_b)
        event.accept()

    def _on_click(self, event: Any) -> None:
        inside = QRectF(self.view.sceneBoundingRect()).contains(event.scenePos())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._want(event.scenePos())

    def _want(self, scene_position: QPointF) -> None:
        here = self.view.mapSceneToView(scene_position)
        self.start_wanted.emit(here.x(), here.y())

    def leaveEvent(self, event: Any) -> None:
        self._on_hover(None)
        super().leaveEvent(event)

    def _on_hover(self, scene_position: QPointF | None) -> None:
        self._pointed_at = scene_position
        self._say_pointer()

    def _say_pointer(self) -> None:
        """Of the place that is under the pointer now, after view or points may have moved."""
        at, moments = self._pointed_at, self._moments
        if at is None or moments is None or not self.view.sceneBoundingRect().contains(at):
            self._pointer.hide()
            return
        here = self.view.mapSceneToView(at)
        mse = moments.mse(here.x(), here.y())
        (m_low, m_high), (b_low, b_high) = self.view_range()
        m, b = in_view(here.x(), m_low, m_high), in_view(here.y(), b_low, b_high)
        self._pointer.show()
        self._pointer.setText(f"m {m}  b {b}  MSE {number(mse)}")
        self._pointer.setPos(m_low, b_low)

    def _on_manual_range(self, _: object) -> None:
        self._is_chosen = True

    def _is_in_view(self, m: float, b: float) -> bool:
        (m_low, m_high), (b_low, b_high) = self.view_range()
        return m_low <= m <= m_high and b_low <= b <= b_high

    def _show(self, m: Floats, b: Floats) -> None:
        """Widen the view to these places as well."""
        (m_low, m_high), (b_low, b_high) = self.view_range()
        wanted = _span(np.append(m, (m_low, m_high))), _span(np.append(b, (b_low, b_high)))
        self.view.setRange(xRange=wanted[0], yRange=wanted[1], padding=ROOM)

    def _redraw_bowl(self) -> None:
        m_range, b_range = self.view_range()
        contours = []
        if self._moments is not None:
            for excess in heights(self._moments, m_range, b_range):
                m, b = outline(self._moments, excess, m_range, b_range)
                if len(m):
                    contours.append((self._moments.minimum + excess, m, b))
            self._valley.setData(*valley(self._moments, m_range, b_range))
        else:
            self._valley.setData([], [])
        self._bowl.set_contours(contours, m_range, b_range)
        self._label_contours(m_range, b_range)
        self._say_pointer()

    def _label_contours(self, m_range: Range, b_range: Range) -> None:
        """Name the MSE of contours at the highest place where there is room for it."""
        scale, theme = self.look.scale, self.look.theme
        tall = 1.5 * scale.text * (b_range[1] - b_range[0]) / max(1.0, self.view.height())
        wide = 2.5 * scale.text * (m_range[1] - m_range[0]) / max(1.0, self.view.width())
        places: list[tuple[float, float, str]] = []
        for mse, m, b in self._bowl.contours:
            room = np.minimum(m - m_range[0], m_range[1] - m) >= wide
            room &= np.minimum(b - b_range[0], b_range[1] - b) >= tall
            top = int(np.where(room, b, -np.inf).argmax())
            if room[top] and all(abs(b[top] - other) >= tall for _, other, _ in places):
                places.append((float(m[top]), float(b[top]), number(mse, 3)))
        for label in self._labels[len(places) :]:
            self.removeItem(label)
        del self._labels[len(places) :]
        while len(self._labels) < len(places):
            label = Label(anchor=(0.5, 0.5))
            label.setZValue(1)
            self.addItem(label, ignoreBounds=True)
            self._labels.append(label)
        for label, (m_at, b_at, words) in zip(self._labels, places, strict=True):
            label.setFont(scale.font(0.8))
            label.setColor(theme.faint_text)
            label.fill = pg.mkBrush(_faint(theme.canvas))
            label.setText(words)
            label.setPos(m_at, b_at)


class _SurfaceView(CalmViewBox):
    """A drag with the left button chooses a place."""

    dragged_to = Signal(QPointF)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.dragged_to.emit(ev.scenePos())
        else:
            super().mouseDragEvent(ev, axis)


def _faint(colour: str) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(0.6)
    return faint


def _best(moments: Moments) -> tuple[float, float]:
    """The least-squares line; where all x are equal, the flattest of them."""
    return moments.slope, moments.y_mean - moments.slope * moments.x_mean


def _span(values: Floats) -> Range:
    values = np.clip(values[np.isfinite(values)], -FARTHEST, FARTHEST)
    low, high = float(values.min()), float(values.max())
    least = 1e-9 * max(abs(low), abs(high)) or 1e-9
    if high - low < least:
        half = max(0.5, 0.05 * abs(high))
        return low - half, high + half
    return low, high
