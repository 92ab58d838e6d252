"""How many points are out of view, said near where they are."""

from __future__ import annotations

import numpy as np

from gdgui.core import Dataset
from gdgui.experiment import ranges
from gdgui.ui.theme import Style
from gdgui.ui.views.placing import Room, nearest
from gdgui.ui.views.plot import Plot
from gdgui.words import plots

FARTHEST = 1e6  # pixels: where a point is that lies farther off makes no difference


class PointsBeyond:
    """A few words, with an arrow where all of these points are beyond the same edge."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._words = plot.text(7)
        self._middle: tuple[float, float] | None = None  # x and y among those beyond one edge
        self.count = 0

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._words.setFont(style.scale.font(0.9))
        self._words.setColor(style.theme.text)

    def look(self, dataset: Dataset) -> None:
        """Count those of these points; for others, and in another range, once more."""
        self.count, self._middle = ranges.out_of_view(dataset, self._plot.area), None
        if not self.count:
            return
        (left, right), (low, high) = self._plot.area
        x, y = dataset.x, dataset.y
        sides = {"above": y > high, "below": y < low, "left": x < left, "right": x > right}
        out = np.logical_or.reduce(list(sides.values()))
        side = next((name for name, there in sides.items() if there[out].all()), "")
        self._words.setText(plots.points_out_of_view(self.count, side))
        if side:
            self._middle = float(np.median(x[out])), float(np.median(y[out]))

    def say(self, room: Room) -> None:
        """Say it after all other words, where these points are nearest, else in the lower right corner: on
        the line rather than not at all.
        """
        if not self.count:
            self._words.hide()
            return
        to = room.size
        if self._middle is not None:
            across, down = np.clip(room.pixels(*np.array(self._middle)), -FARTHEST, FARTHEST)
            to = float(across), float(down)
        places = nearest(to, self._words.size, room.size)
        found = room.take(places)
        self._words.put(room, places[0] if found is None else found)
