"""Many runs of SGD at once: where they are on the loss surface, and between which heights their MSE lies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from gdgui.core import train
from gdgui.core.ensemble import Ensemble
from gdgui.core.samples import SamplesUsed
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.contours import path_epochs
from gdgui.ui.plots.geometry import Floats
from gdgui.ui.plots.loss_axes import LossAxes
from gdgui.ui.theme import Look

MOST_OF_A_BAND = 600  # points of its edges that are drawn


class Cloud:
    """A dot for every run at the cursor's epoch, their mean path and, beneath it, that of GD."""

    def __init__(self, plot: Canvas) -> None:
        self._dots = plot.marks(1.8)
        self._gd = plot.curve(1.85)
        self._mean = plot.curve(1.9)
        self._shown: tuple[Ensemble | None, int] = None, -1
        self._gd_of: Ensemble | None = None  # whose path of GD is drawn

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        scale, theme = look.scale, look.theme
        colour = QColor(theme.sample)
        colour.setAlphaF(0.55)
        self._dots.setSize(max(3.0, 0.4 * scale.marker))
        self._dots.setBrush(colour)
        self._dots.setPen(None)
        self._gd.setPen(look.pen(theme.faint_text, 4 * scale.thin, 0.5))
        self._mean.setPen(look.pen(theme.residual, 2 * scale.thin))

    @property
    def positions(self) -> tuple[Floats, Floats]:
        """m and b of the dots."""
        m, b = self._dots.getData()
        return m, b

    @property
    def mean_path(self) -> tuple[Floats, Floats]:
        """m and b along the mean path."""
        m, b = self._mean.getData()
        return (np.empty(0), np.empty(0)) if m is None else (m, b)

    def show(self, ensemble: Ensemble | None, cursor: int) -> None:
        """The runs at this epoch; None for none."""
        if ensemble is None:
            for item in (self._dots, self._gd, self._mean):
                item.setData([], [])
            self._shown = None, -1
            self._gd_of = None
            return
        if self._shown != (ensemble, ensemble.done):
            self._shown = ensemble, ensemble.done
            self._draw_paths(ensemble)
        self._dots.setData(*ensemble.at(cursor))

    def _draw_paths(self, ensemble: Ensemble) -> None:
        kept = path_epochs(len(ensemble.epochs) - 1, MOST_OF_A_BAND)
        self._mean.setData(ensemble.m[kept].mean(axis=1), ensemble.b[kept].mean(axis=1))
        if self._gd_of is ensemble:
            return
        self._gd_of = ensemble
        gd = train(ensemble.dataset, replace(ensemble.settings, algorithm="gd"))
        epochs = path_epochs(gd.epochs, MOST_OF_A_BAND)
        self._gd.setData(gd.m[epochs], gd.b[epochs])


class Band:
    """The 10 % and the 90 % quantile of the runs' MSE, and what is between them."""

    def __init__(self, plot: Canvas) -> None:
        self.low, self.high = plot.curve(0.5), plot.curve(0.5)
        self._between = pg.FillBetweenItem(self.low, self.high)
        self._between.setZValue(0.4)
        plot.addItem(self._between, ignoreBounds=True)
        self.ensemble: Ensemble | None = None

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        colour = QColor(look.theme.sample)
        colour.setAlphaF(0.3)
        self._between.setBrush(colour)
        for edge in (self.low, self.high):
            edge.setPen(look.pen(look.theme.sample, look.scale.thin))

    def heights(self, as_excess: bool) -> Floats:
        """The MSE (or excess) that the axis should hold."""
        if self.ensemble is None:
            return np.empty(0)
        base = self.ensemble.dataset.moments.minimum if as_excess else 0.0
        return np.concatenate((self.ensemble.low, self.ensemble.high)) - base

    def draw(self, axes: LossAxes) -> None:
        """Draw it on these axes."""
        if self.ensemble is None:
            self.low.setData([], [])
            self.high.setData([], [])
            return
        ensemble = self.ensemble
        kept = path_epochs(len(ensemble.epochs) - 1, MOST_OF_A_BAND)
        base = ensemble.dataset.moments.minimum if axes.as_excess else 0.0
        x = axes.x(SamplesUsed.by(ensemble.settings, len(ensemble.dataset)), ensemble.epochs[kept])
        low, high = axes.y(ensemble.low[kept] - base), axes.y(ensemble.high[kept] - base)
        seen = np.isfinite(low) & np.isfinite(high)
        self.low.setData(x[seen], low[seen])
        self.high.setData(x[seen], high[seen])
