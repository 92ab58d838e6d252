"""Points at a glance, before they are taken."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.geometry import segments_in_view, span
from gdgui.ui.plots.point_marks import PointMarks
from gdgui.ui.theme import Look


class Preview(Canvas):
    """Nothing can be done with it but to look."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("preview", "Preview of the points", ("x", "y"), parent)
        self.view.setMouseEnabled(False, False)
        self._marks = PointMarks(self)
        self._line = self.curve(6)
        self._marks_dataset = Dataset([], [])
        self.view.sigResized.connect(self._marks.on_view)
        self.apply(look)
        self._marks.apply(look)
        self._line.setPen(look.pen(look.theme.line, look.scale.line))

    @property
    def dataset(self) -> Dataset:
        """The points shown."""
        return self._marks_dataset

    def show_points(self, dataset: Dataset, line: tuple[float, float] | None = None) -> None:
        """Show all of these points, and a line of slope and intercept."""
        self._marks_dataset = dataset
        if len(dataset):
            x_range, y_range = dataset.bounds
            self.view.setRange(xRange=span(*x_range), yRange=span(*y_range), padding=0.06)
        self._marks.show(dataset)
        m, b = (np.array([value]) for value in line) if line else (np.empty(0), np.empty(0))
        self._line.setData(*segments_in_view(m, b, *self.view_range(), 0.05))
