"""The points as marks or, where there are too many to tell apart, as a density; and which are selected."""

from __future__ import annotations

from gdgui.core import Dataset
from gdgui.experiment.edits import Positions
from gdgui.experiment.seen import Seen
from gdgui.ui.theme import Style
from gdgui.ui.views.data.density import MOST_MARKS, Density
from gdgui.ui.views.plot import Key, Plot

MOST_RIMS = 2000  # points whose marks have a rim, which tells neighbours apart
MOST_WIDE_RINGS = 40
MOST_RINGS = 2000  # of more points selected, only every so many has a ring


class PointsLayer:
    """Draws a dataset on a plot."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.density = Density()
        self.density.setZValue(3.5)
        plot.addItem(self.density)
        self._marks = plot.marks(4)
        self._rings = plot.marks(5)
        self._marks_seen, self._rings_seen, self._density_seen, self._rims_key = Seen(), Seen(), Seen(), Key()

    @property
    def size(self) -> float:
        """Diameter of a mark, in pixels."""
        return float(self._marks.opts["size"])

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._marks.setSize(style.scale.marker)
        self._marks.setBrush(style.theme.point)
        self._rings.setBrush(None)
        self.density.set_colour(style.theme.point)

    def draw(self, dataset: Dataset, selection: Positions) -> None:
        """These points, and a ring around those selected."""
        style, n = self._plot.current_style, len(dataset)
        many = n > MOST_MARKS
        if self._marks_seen.is_new(dataset, style):
            self._draw_marks(dataset, style, n)
        if self._rings_seen.is_new(len(selection) and dataset, selection, style):
            self._draw_rings(dataset, selection, style)
        if many and self._density_seen.is_new(dataset, self._plot.drawn_in):
            view = self._plot.view
            size = round(view.width()), round(view.height())
            self.density.show_points(dataset, *self._plot.area, size)

    def _draw_marks(self, dataset: Dataset, style: Style, n: int) -> None:
        rims, many = n <= MOST_RIMS, n > MOST_MARKS
        few = Dataset([], []) if many else dataset
        if self._rims_key.is_new(rims, style):
            rim = style.pen(style.theme.canvas, style.scale.rim) if rims else None
            self._marks.setPen(rim)
        self._marks.setData(x=few.x, y=few.y)
        self.density.setVisible(many)

    def _draw_rings(self, dataset: Dataset, selection: Positions, style: Style) -> None:
        """As long as they are few enough not to hide what they surround."""
        scale, many = style.scale, len(selection) > MOST_WIDE_RINGS
        ringed = selection[:: max(1, -(-len(selection) // MOST_RINGS))]
        ringed = ringed[ringed < len(dataset)]
        self._rings.setSize((1.4 if many else 2.1) * scale.marker)
        self._rings.setPen(style.pen(style.theme.selection, scale.thin if many else scale.line))
        self._rings.setData(x=dataset.x[ringed], y=dataset.y[ringed])
