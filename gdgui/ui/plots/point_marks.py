"""The points as marks or, where there are too many to tell apart, as a density; and which are selected."""

from __future__ import annotations

import numpy as np

from gdgui.core import Dataset
from gdgui.experiment.edits import Positions
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.density import MOST_MARKS, Density
from gdgui.ui.theme import Look

MOST_RIMS = 2000  # points whose marks have a rim, which tells neighbours apart
MOST_WIDE_RINGS = 40
MOST_RINGS = 2000  # of more points selected, only every so many has a ring


class PointMarks:
    """Draws a dataset; the plot says when the view has moved."""

    def __init__(self, plot: Canvas) -> None:
        self._plot = plot
        self.density = Density()
        self.density.setZValue(3.5)
        plot.addItem(self.density, ignoreBounds=True)
        self._marks = plot.marks(4)
        self._rings = plot.marks(5)
        self._dataset = Dataset([], [])
        self._look = Look()
        self._styled: tuple[bool, ...] = ()
        self._selection: Positions = np.empty(0, dtype=np.int64)

    @property
    def are_many(self) -> bool:
        """Whether they are shown as a density."""
        return len(self._dataset) > MOST_MARKS

    @property
    def size(self) -> float:
        """Diameter of a mark, in pixels."""
        return float(self._marks.opts["size"])

    @property
    def rings(self) -> int:
        """How many points have a ring."""
        return len(self._rings.data)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self._look = look
        self._styled = ()
        self._marks.setSize(look.scale.marker)
        self._marks.setBrush(look.theme.point)
        self._rings.setBrush(None)
        self.density.set_colour(look.theme.point)
        self.show(self._dataset)

    def _style(self) -> None:
        """Rims and rings, as long as they are few enough not to hide what they surround."""
        styled = len(self._dataset) > MOST_RIMS, len(self._selection) > MOST_WIDE_RINGS
        if styled == self._styled:
            return
        self._styled = styled
        look, scale, theme = self._look, self._look.scale, self._look.theme
        self._marks.setPen(None if styled[0] else look.pen(theme.canvas, max(1.0, 0.5 * scale.thin)))
        self._rings.setSize((1.4 if styled[1] else 2.1) * scale.marker)
        self._rings.setPen(look.pen(theme.selection, scale.thin if styled[1] else scale.line))

    def show(self, dataset: Dataset) -> None:
        """Draw these points."""
        self._dataset = dataset
        few = Dataset([], []) if self.are_many else dataset
        self._style()
        self._marks.setData(x=few.x, y=few.y)
        self.density.setVisible(self.are_many)
        self.on_view()
        self.select(self._selection)

    def select(self, selection: Positions) -> None:
        """Ring the points at these positions."""
        self._selection = selection
        self._style()
        ringed = selection[:: max(1, -(-len(selection) // MOST_RINGS))]
        ringed = ringed[ringed < len(self._dataset)]
        self._rings.setData(x=self._dataset.x[ringed], y=self._dataset.y[ringed])

    def on_view(self) -> None:
        """Another part of the plane is in view, or it is larger."""
        if self.are_many:
            view = self._plot.view
            size = round(view.width()), round(view.height())
            self.density.show_points(self._dataset, *self._plot.view_range(), size)
