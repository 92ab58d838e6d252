"""Too many points to tell apart: how many there are at each place, as shades."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from gdgui.core import Dataset
from gdgui.ui.plots.geometry import Range

MOST_MARKS = 20_000  # points that are drawn one by one
CELL = 2  # pixels
FAINTEST = 70  # opacity of a single point, of 255


class Density(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Counts the points in cells of a few pixels; the logarithm of the count is the shade."""

    def __init__(self) -> None:
        super().__init__(axisOrder="col-major")
        self.counts: NDArray[np.int64] = np.zeros((0, 0), dtype=np.int64)
        self._colour = QColor()

    def set_colour(self, colour: str) -> None:
        """The colour of a place full of points."""
        self._colour = QColor(colour)

    def show_points(self, dataset: Dataset, x_range: Range, y_range: Range, size: tuple[int, int]) -> None:
        """Draw the points in this part of the plane, which is `size` pixels wide and high."""
        cells = max(1, size[0] // CELL), max(1, size[1] // CELL)
        self.counts = count(dataset, x_range, y_range, cells)
        most = self.counts.max()
        shades = np.log1p(self.counts) / np.log1p(max(1, most))
        image = np.empty((*cells, 4), dtype=np.uint8)
        image[:, :, :3] = self._colour.red(), self._colour.green(), self._colour.blue()
        image[:, :, 3] = np.where(self.counts > 0, FAINTEST + (255 - FAINTEST) * shades, 0)
        self.setImage(image, autoLevels=False, levels=(0, 255))
        (x_low, x_high), (y_low, y_high) = x_range, y_range
        self.setRect(QRectF(x_low, y_low, x_high - x_low, y_high - y_low))


def count(dataset: Dataset, x_range: Range, y_range: Range, cells: tuple[int, int]) -> NDArray[np.int64]:
    """How many points lie in each cell of a grid over these ranges; shape `cells`."""
    (x_low, x_high), (y_low, y_high) = x_range, y_range
    across = (dataset.x - x_low) * (cells[0] / (x_high - x_low))
    up = (dataset.y - y_low) * (cells[1] / (y_high - y_low))
    inside = (across >= 0) & (across < cells[0]) & (up >= 0) & (up < cells[1])
    place = across[inside].astype(np.int64) * cells[1] + up[inside].astype(np.int64)
    return np.bincount(place, minlength=cells[0] * cells[1]).reshape(cells)
