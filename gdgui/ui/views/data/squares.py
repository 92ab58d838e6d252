"""The residuals of a line as real squares: the mean of their areas is its MSE."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gdgui.core import Dataset
from gdgui.experiment.explained import MOST_SHOWN
from gdgui.experiment.frame import Line
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.plot import Key, Plot, Same
from gdgui.ui.views.shapes import in_pixels

SHADE = 0.12  # opacity of what is within
MARGIN = 2.0  # views beside the view, beyond which no painter is asked to go


class SquaresLayer(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """A square at every point, as high as its residual, on the side where the line does not cross it."""

    def __init__(self, plot: Plot, z: float) -> None:
        super().__init__()
        self._plot = plot
        self._key = Key()
        self._colour = "#000000"
        self.squares: Floats = np.empty((0, 4))  # left, low, right, high of each, in the units of the plot
        self.setZValue(z)
        self.hide()
        plot.addItem(self)

    def draw(self, dataset: Dataset, line: Line | None, colour: str) -> None:
        """Those of this line on these points, in this colour; None for none."""
        plot = self._plot
        view, size = plot.area, (plot.view.width(), plot.view.height())
        if not self._key.is_new(Same(dataset), line, view, size, colour, plot.current_style):
            return
        across, up = (span / max(1.0, pixels) for span, pixels in zip(map(_width, view), size, strict=True))
        self.squares = np.empty((0, 4)) if line is None else squares(dataset, line, across / up)
        self._colour = colour
        self.setVisible(len(self.squares) > 0)
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        (x_low, x_high), (y_low, y_high) = self._plot.area
        return QRectF(x_low, y_low, x_high - x_low, y_high - y_low)

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: object) -> None:
        (x_low, x_high), (y_low, y_high) = self._plot.area
        far = MARGIN * np.array([x_high - x_low, y_high - y_low] * 2)
        low, high = np.array([x_low, y_low] * 2) - far, np.array([x_high, y_high] * 2) + far
        style, shade = self._plot.current_style, QColor(self._colour)
        shade.setAlphaF(SHADE)
        with in_pixels(painter) as to_pixels:
            painter.setPen(style.stroke(self._colour, style.scale.thin))
            painter.setBrush(shade)
            for left, bottom, right, top in np.clip(self.squares, low, high).tolist():
                if left < right and bottom < top:
                    painter.drawRect(to_pixels.mapRect(QRectF(left, bottom, right - left, top - bottom)))


def squares(dataset: Dataset, line: Line, ratio: float) -> Floats:
    """Left, low, right and high of the squares of this line's residuals, shape (n, 4), the largest first.

    `ratio` is how many units of x are as long on the screen as one unit of y. A point below a rising line has
    its square at its right, where the line is higher still.
    """
    m, b = line
    x, y = dataset.x, dataset.y
    on_line = m * x + b
    residual = y - on_line
    sizes = np.abs(residual)
    largest = (
        np.argpartition(-sizes, MOST_SHOWN)[:MOST_SHOWN] if len(sizes) > MOST_SHOWN else np.arange(len(sizes))
    )
    order = largest[np.argsort(-sizes[largest], kind="stable")]
    x, y, on_line, residual = x[order], y[order], on_line[order], residual[order]
    aside = x - np.sign(residual) * (1 if m >= 0 else -1) * np.abs(residual) * ratio
    return np.stack(
        (np.minimum(x, aside), np.minimum(y, on_line), np.maximum(x, aside), np.maximum(y, on_line)), axis=1
    )


def _width(span: tuple[float, float]) -> float:
    return span[1] - span[0]
