"""The runs that are kept, drawn beside the current one: each with its colour, its dashes and its number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTransform

from gdgui.core import Trace
from gdgui.core.samples import SamplesUsed
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.contours import path_epochs
from gdgui.ui.plots.dashes import strokes
from gdgui.ui.plots.geometry import Floats, segments_in_view, thinned
from gdgui.ui.plots.loss_axes import LossAxes
from gdgui.ui.plots.pixels import Pixels
from gdgui.ui.theme import RunStyle

MOST_OF_A_CURVE = 600  # points of a curve that is drawn
BESIDE = 0.4  # of the width of a number, by which it stands to the left or to the right of its mark

Curve = tuple[Floats, Floats]


@dataclass(frozen=True)
class KeptRun:
    """What the plots know of a kept run. Where the points are others by now, its MSE cannot be compared."""

    number: int
    words: str
    trace: Trace
    style: RunStyle
    on_other_points: bool = False
    in_step: bool = False

    @property
    def has_diverged(self) -> bool:
        return self.trace.outcome is not None and self.trace.outcome.reason == "diverged"

    @property
    def legend(self) -> str:
        """What the legend calls it."""
        return self.words + (" (on other points)" if self.on_other_points else "")

    def shown_at(self, cursor: int | None) -> int:
        """The epoch to show: that under the cursor, or the last one there is."""
        return self.trace.epochs if cursor is None else min(cursor, self.trace.epochs)

    def drawn_to(self, cursor: int | None) -> int:
        """The last epoch to draw: a run in step grows with the current one, any other is all there."""
        return self.shown_at(cursor) if self.in_step else self.trace.epochs


class Overlay(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """A curve, a mark and a number for each kept run on one plot.

    It keeps the runs, the cursor and nothing of what was drawn: all of it is found anew when it is painted,
    but for the pixels of a curve, which are kept for as long as run, style and view are the same.
    """

    stays = True  # whether a curve stays as it is while the cursor moves: then its pixels are kept

    def __init__(self, plot: Canvas, z: float) -> None:
        super().__init__()
        self._plot = plot
        self.runs: tuple[KeptRun, ...] = ()
        self.cursor: int | None = None
        self._pixels: dict[int, Pixels] = {}
        self.setZValue(z)
        plot.addItem(self, ignoreBounds=True)

    def show(self, runs: Sequence[KeptRun], cursor: int | None) -> None:
        """Show these runs, with the cursor at an epoch or at everyone's end."""
        self.runs, self.cursor = tuple(runs), cursor
        self._pixels = {run.number: self._pixels.get(run.number) or Pixels() for run in self.runs}
        self.update()

    def curve(self, number: int) -> Curve | None:
        """x and y along the curve of the run with this number, if it is shown."""
        return next((self._curve(run) for run in self.runs if run.number == number), None)

    @abstractmethod
    def _curve(self, run: KeptRun) -> Curve:
        """x and y along the curve of a run."""

    @abstractmethod
    def _place(self, run: KeptRun) -> Curve:
        """x and y where the mark of a run is; empty where there is none."""

    def _key(self, run: KeptRun) -> tuple[object, ...]:
        """All that the curve of a run depends on, in the units of the plot."""
        return run.trace, run.drawn_to(self.cursor)

    def _colour(self, run: KeptRun) -> str:
        """What a run is drawn in."""
        return run.style.colour

    def boundingRect(self) -> QRectF:
        (x_low, x_high), (y_low, y_high) = self._plot.view_range()
        return QRectF(x_low, y_low, x_high - x_low, y_high - y_low)

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: object) -> None:
        look, area = self._plot.look, self.boundingRect()
        for run in self.runs:
            painted = partial(self._paint_curve, run)
            if self.stays:
                key = (self._key(run), self._colour(run), run.style.dash, look)
                self._pixels[run.number].draw(painter, area, key, painted)
            else:
                painter.save()
                painted(painter)
                painter.restore()
        to_pixels = painter.transform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for run in self.runs:
            at = in_pixels(to_pixels, self._place(run))
            if len(at):
                self._paint_mark(painter, run, QPointF(*at[0]))

    def _paint_curve(self, run: KeptRun, painter: QPainter) -> None:
        look, to_pixels = self._plot.look, painter.transform()
        view = to_pixels.mapRect(self.boundingRect())
        corners = in_pixels(to_pixels, self._curve(run)) - (view.left(), view.top())
        pen = look.pen(self._colour(run), 2 * look.scale.thin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = [pen.widthF() * length for length in run.style.dash]
        found = strokes(corners, (view.width(), view.height()), pattern)
        lines = [QLineF(*ends) for ends in found.tolist()]
        painter.resetTransform()
        painter.translate(view.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        if lines:
            painter.drawLines(lines)

    def _paint_mark(self, painter: QPainter, run: KeptRun, at: QPointF) -> None:
        """A disc, and the number above it: to the left where it is odd, as two runs may end at one place."""
        look, colour = self._plot.look, QColor(self._colour(run))
        painter.setPen(look.pen(look.theme.canvas, 1.0))
        painter.setBrush(colour)
        radius = 0.4 * look.scale.marker
        painter.drawEllipse(at, radius, radius)
        font = look.scale.font(0.9, bold=True)
        metrics, words = QFontMetricsF(font), str(run.number)
        width = metrics.horizontalAdvance(words)
        left = at.x() - width / 2 + (-BESIDE if run.number % 2 else BESIDE) * (width + 2 * radius)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(left, at.y() - 2 * radius - metrics.descent()), words)


class KeptLines(Overlay):
    """Their lines at the cursor's epoch, on the points."""

    stays = False

    def _curve(self, run: KeptRun) -> Curve:
        which = slice(run.shown_at(self.cursor), run.shown_at(self.cursor) + 1)
        return segments_in_view(run.trace.m[which], run.trace.b[which], *self._plot.view_range(), 0.0)

    def _place(self, run: KeptRun) -> Curve:
        x, y = self._curve(run)
        return 0.97 * x[:1] + 0.03 * x[1:2], 0.97 * y[:1] + 0.03 * y[1:2]


class KeptPaths(Overlay):
    """Their paths on the loss surface, and where they are."""

    def _curve(self, run: KeptRun) -> Curve:
        epochs = path_epochs(run.drawn_to(self.cursor), MOST_OF_A_CURVE)
        return run.trace.m[epochs], run.trace.b[epochs]

    def _place(self, run: KeptRun) -> Curve:
        epoch = run.shown_at(self.cursor)
        return run.trace.m[epoch : epoch + 1], run.trace.b[epoch : epoch + 1]


class KeptCurves(Overlay):
    """Their MSE after every epoch, on axes that are counted as the plot says."""

    def __init__(self, plot: Canvas, z: float) -> None:
        self.axes = LossAxes()
        self._thinned: dict[int, tuple[object, NDArray[np.int64], Floats]] = {}
        super().__init__(plot, z)

    def show(self, runs: Sequence[KeptRun], cursor: int | None) -> None:
        numbers = {run.number for run in runs}
        self._thinned = {number: known for number, known in self._thinned.items() if number in numbers}
        super().show(runs, cursor)

    def set_axes(self, axes: LossAxes) -> None:
        """Count along the axes like this."""
        self.axes = axes
        self.update()

    def heights(self, most_x: float) -> Floats:
        """All MSE (or excess) up to here that the axis should hold: not of runs that cannot be compared.

        Unless there is nothing that they could be compared with.
        """
        parts = [np.empty(0)]
        alone = self.cursor is None and all(run.on_other_points for run in self.runs)
        for run in self.runs:
            if (alone or not run.on_other_points) and not run.has_diverged:
                epochs, values = self._values(run, run.trace.epochs)
                inside = self.axes.x(SamplesUsed.of(run.trace), epochs) <= most_x
                parts.append(values[inside])
        return np.concatenate(parts)

    def last_x(self) -> float:
        """Where the longest of them ends."""
        ends = [
            float(self.axes.x(SamplesUsed.of(run.trace), np.array([run.trace.epochs]))[0])
            for run in self.runs
        ]
        return max(ends, default=0.0)

    def _colour(self, run: KeptRun) -> str:
        return self._plot.look.theme.disabled if run.on_other_points else run.style.colour

    def _curve(self, run: KeptRun) -> Curve:
        epochs, values = self._values(run, run.drawn_to(self.cursor))
        return self.axes.x(SamplesUsed.of(run.trace), epochs), self.axes.y(values)

    def _place(self, run: KeptRun) -> Curve:
        at = np.array([run.shown_at(self.cursor)])
        height = self.axes.y(run.trace.excess(at) if self.axes.as_excess else run.trace.mse[at])
        seen = np.isfinite(height)
        return self.axes.x(SamplesUsed.of(run.trace), at)[seen], height[seen]

    def _key(self, run: KeptRun) -> tuple[object, ...]:
        return *super()._key(run), self.axes

    def _values(self, run: KeptRun, end: int) -> tuple[NDArray[np.int64], Floats]:
        """Epochs up to this one, not too many, and their MSE or excess."""
        what = end, self.axes.as_excess, run.trace
        known = self._thinned.get(run.number)
        if known is None or known[0] != what:
            x, values = thinned(run.trace.mse[: end + 1], MOST_OF_A_CURVE)
            epochs = x.astype(np.int64)
            if self.axes.as_excess:
                values = run.trace.excess(epochs)
            known = self._thinned[run.number] = what, epochs, values
        return known[1], known[2]


def in_pixels(to_pixels: QTransform, curve: Curve) -> Floats:
    """Where a curve is when it is painted: shape (n, 2). Views are neither turned nor sheared."""
    x, y = curve
    with np.errstate(over="ignore"):
        return np.stack((x * to_pixels.m11() + to_pixels.dx(), y * to_pixels.m22() + to_pixels.dy()), axis=1)
