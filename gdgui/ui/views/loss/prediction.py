"""The curve that somebody foretold, and what lies between it and the one that came."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gdgui.experiment.frame import Frame
from gdgui.experiment.prediction import Prediction
from gdgui.ui.theme import Style
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.items import Between
from gdgui.ui.views.loss_axes import LossAxes
from gdgui.ui.views.placing import Room
from gdgui.ui.views.plot import Plot

FINE = 240  # places of the curve that are drawn: straight in the MSE, it is bent in its powers of ten
HEADROOM, DECADES = 1.6, (0.001, 10.0)  # times the start's MSE: what can be drawn into
SHADE = 0.25


class PredictionLayer:
    """Dashed, with knots while it is drawn; the gap is shaded as far as the run has come."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.curve = plot.curve(2.4)
        self.curve.setSegmentedLineMode("off")  # else its dashes begin anew at every piece
        self._knots, self._in_hand = plot.marks(4.4), plot.marks(4.5)
        self._foretold, self._real = plot.curve(0.45), plot.curve(0.45)
        self._gap = Between(self._foretold, self._real)
        self._gap.setZValue(0.45)
        plot.addItem(self._gap)
        self._is_empty = True

    @property
    def gap(self) -> tuple[Floats, Floats, Floats]:
        """Along, foretold and real heights of what is shaded; empty where nothing is."""
        (x, low), (_, high) = self._foretold.getData(), self._real.getData()
        return (np.empty(0), np.empty(0), np.empty(0)) if x is None else (x, low, high)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale, mine = style.scale, style.theme.mine
        self.curve.setPen(style.pen(mine, 0.7 * scale.line, dash=(3, 2)))
        shade = QColor(mine)
        shade.setAlphaF(SHADE)
        self._gap.setBrush(shade)
        for edge in (self._foretold, self._real):
            edge.setPen(None)
        for marks, size, inside in ((self._knots, 0.9, style.theme.canvas), (self._in_hand, 1.5, mine)):
            marks.setSize(size * scale.marker)
            marks.setPen(style.pen(mine, 2 * scale.thin))
            marks.setBrush(inside)

    def draw(self, frame: Frame, axes: LossAxes, epochs: NDArray[np.int64], values: Floats) -> None:
        """What was foretold, beside the curve through these values after these epochs."""
        said = frame.prediction
        if said is None or not said.curve:
            self._clear()
            return
        self._is_empty = False
        along = np.linspace(0.0, said.curve[-1][0], FINE)
        self.curve.setData(*self._places(frame, axes, along, said.at(along)))
        knots = np.array(said.curve if said.knot is not None else (), dtype=float).reshape(-1, 2)
        self._knots.setData(*self._places(frame, axes, *knots.T))
        held = knots[said.knot : said.knot + 1] if said.knot is not None else knots[:0]
        self._in_hand.setData(*self._places(frame, axes, *held.T))
        self._shade(frame, axes, said, epochs, values)

    def _clear(self) -> None:
        if not self._is_empty:
            self._is_empty = True
            for item in (self.curve, self._knots, self._in_hand, self._foretold, self._real):
                item.setData([], [])

    def keep_off(self, room: Room) -> None:
        """Let words lie beside the curve where they can."""
        if not self._is_empty:
            x, y = self.curve.getData()
            room.avoid_curve(x, y, softly=True)

    def wanted(self, frame: Frame, axes: LossAxes) -> Floats:
        """Values that the axis is to hold: what was foretold, and room to draw."""
        said = frame.prediction
        if said is None:
            return np.empty(0)
        values = [height for _, height in said.curve]
        if said.is_open and len(frame.mse):
            start = float(frame.mse[0])
            values += [start * factor for factor in (DECADES if axes.logarithmic else (HEADROOM,))]
        return np.array(values)

    def _shade(
        self, frame: Frame, axes: LossAxes, said: Prediction, epochs: NDArray[np.int64], values: Floats
    ) -> None:
        is_seen = frame.trace is not None and not axes.excess and not said.is_open
        seen = np.isfinite(axes.y(values)) & is_seen
        x = epochs[seen].astype(float)
        self._foretold.setData(*self._places(frame, axes, x, said.at(x)))
        self._real.setData(*self._places(frame, axes, x, values[seen]))

    @staticmethod
    def _places(frame: Frame, axes: LossAxes, along: Floats, values: Floats) -> tuple[Floats, Floats]:
        return axes.along(frame, along), axes.y(values)
