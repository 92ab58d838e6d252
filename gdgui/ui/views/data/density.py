"""Too many points to tell apart: how many there are at each place, as shades."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from gdgui.core import Dataset
from gdgui.ui.views.geometry import Range
from gdgui.ui.views.shapes import RASTER, in_pixels

MOST_MARKS = 20_000  # points that are drawn one by one
CELL = 2  # pixels
FAINTEST = 70  # opacity of a single point, of 255
STEPS = 12  # shades where they are drawn as shapes


class Density(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """Counts the points in cells of a few pixels; the logarithm of the count is the shade.

    That is done when it is painted, however often points and view have changed before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._dataset = Dataset([], [])
        self._colour = QColor()
        self._image: QImage | None = None
        self._shades: NDArray[np.uint32] = np.empty((0, 0), dtype=np.uint32)  # what the image shows
        self._rectangle = QRectF()
        self._cells = (1, 1)

    def set_colour(self, colour: str) -> None:
        """The colour of a place full of points."""
        self._colour = QColor(colour)
        self._image = None
        self.update()

    def show_points(self, dataset: Dataset, x_range: Range, y_range: Range, size: tuple[int, int]) -> None:
        """Draw the points in this part of the plane, which is `size` pixels wide and high."""
        self.prepareGeometryChange()
        (x_low, x_high), (y_low, y_high) = x_range, y_range
        self._dataset = dataset
        self._cells = max(1, size[0] // CELL), max(1, size[1] // CELL)
        self._rectangle = QRectF(x_low, y_low, x_high - x_low, y_high - y_low)
        self._image = None
        self.update()

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many points each cell holds, from the lower left; shape (cells up, cells across)."""
        area = self._rectangle
        x_range, y_range = (area.left(), area.right()), (area.top(), area.bottom())
        return count(self._dataset, x_range, y_range, self._cells)

    def boundingRect(self) -> QRectF:
        return self._rectangle

    def paint(self, painter: QPainter, *_: Any) -> None:
        if painter.paintEngine().type() != RASTER:
            self._paint_shapes(painter)
            return
        if self._image is None:
            self._image = self._drawn()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self._rectangle, self._image)

    def _paint_shapes(self, painter: QPainter) -> None:
        """One area over the other, the faintest first: together they are as dark as the image."""
        opacity = self._opacity()
        area, (up, across) = self._rectangle, opacity.shape
        cells = QTransform.fromTranslate(area.left(), area.top()).scale(
            area.width() / across, area.height() / up
        )
        colour, below = QColor(self._colour), 0.0
        with in_pixels(painter) as to_pixels:
            for least in np.linspace(FAINTEST / 255, 1.0, STEPS):
                colour.setAlphaF((least - below) / (1 - below))
                painter.fillPath((cells * to_pixels).map(_outline(opacity >= least - 1e-9)), colour)
                below = float(least)

    def _opacity(self) -> NDArray[np.float64]:
        """Of each cell, from 0 to 1; shape (up, across)."""
        counts = self.counts
        shades = np.log1p(counts) / np.log1p(max(1, counts.max()))
        shown: NDArray[np.float64] = np.where(counts > 0, FAINTEST + (255 - FAINTEST) * shades, 0) / 255
        return shown

    def _drawn(self) -> QImage:
        alpha = np.rint(255 * self._opacity()).astype(np.uint32)
        colour = np.uint32(self._colour.rgb() & 0xFFFFFF)
        self._shades = np.bitwise_or(alpha << np.uint32(24), colour, dtype=np.uint32)
        height, width = alpha.shape
        return QImage(self._shades.data, width, height, 4 * width, QImage.Format.Format_ARGB32)


def count(dataset: Dataset, x_range: Range, y_range: Range, cells: tuple[int, int]) -> NDArray[np.int64]:
    """How many points lie in each of (across, up) cells over these ranges; shape (up, across)."""
    (x_low, x_high), (y_low, y_high) = x_range, y_range
    if not len(dataset):
        return np.zeros(cells[::-1], dtype=np.int64)
    across = (dataset.x - x_low) * (cells[0] / (x_high - x_low))
    up = (dataset.y - y_low) * (cells[1] / (y_high - y_low))
    if not (_are_within(across, cells[0]) and _are_within(up, cells[1])):
        inside = (across >= 0) & (across < cells[0]) & (up >= 0) & (up < cells[1])
        across, up = across[inside], up[inside]
    place = up.astype(np.int32) * cells[0] + across.astype(np.int32)
    return np.bincount(place, minlength=cells[0] * cells[1]).reshape(cells[::-1])


def _outline(cells: NDArray[np.bool_]) -> QPainterPath:
    """The area of these cells, each one unit wide and high: stretches of them side by side."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    edges = np.diff(np.pad(cells, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    begins, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    for (up, left), (_, right) in zip(begins.tolist(), ends.tolist(), strict=True):
        path.addRect(left, up, right - left, 1)
    return path


def _are_within(values: NDArray[np.float64], most: int) -> bool:
    return bool(values.min() >= 0 and values.max() < most)
