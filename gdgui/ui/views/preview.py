"""Points at a glance, before they are taken."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset
from gdgui.experiment import ranges
from gdgui.ui.theme import Style
from gdgui.ui.views.data.points import PointsLayer
from gdgui.ui.views.geometry import segments_in_view
from gdgui.ui.views.plot import Plot
from gdgui.words.plots import preview_of_points


class Preview(Plot):
    """Nothing can be done with it but to look."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__("preview", preview_of_points(), ("x", "y"), parent)
        self.view.setMouseEnabled(False, False)
        self._marks = PointsLayer(self)
        self._line = self.curve(6)
        self._marks_dataset = Dataset([], [])
        self._shown_line: tuple[float, float] | None = None
        self.view.sigResized.connect(self._draw_points)
        self.apply(style)

    def apply(self, style: Style) -> None:
        super().apply(style)
        self._draw_points()

    def dress(self, style: Style) -> None:
        super().dress(style)
        self._marks.apply(style)
        self._line.setPen(style.pen(style.theme.line, style.scale.line))

    @property
    def dataset(self) -> Dataset:
        """The points shown."""
        return self._marks_dataset

    def show_points(self, dataset: Dataset, line: tuple[float, float] | None = None) -> None:
        """Show all of these points, and a line of slope and intercept."""
        self._marks_dataset = dataset
        self._shown_line = line
        if len(dataset):
            x_range, y_range = dataset.bounds
            self.set_view_range((ranges.span(*x_range), ranges.span(*y_range)), 0.06)
        self._draw_points()

    def _draw_points(self) -> None:
        line = self._shown_line
        self._marks.draw(self._marks_dataset, np.empty(0, dtype=np.int64))
        m, b = (np.array([value]) for value in line) if line else (np.empty(0), np.empty(0))
        self._line.setData(*segments_in_view(m, b, *self.view_range(), 0.05))
