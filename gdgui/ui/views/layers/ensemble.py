"""Many runs of SGD at once: where they are on the loss surface, and between which heights their MSE lies."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from gdgui.core.ensemble import Ensemble
from gdgui.core.samples import SamplesUsed
from gdgui.experiment.frame import Frame
from gdgui.experiment.trail import path_epochs
from gdgui.ui.theme import Style
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.items import Between
from gdgui.ui.views.loss_axes import LossAxes
from gdgui.ui.views.plot import Key, Plot

MOST_OF_A_CURVE = 600  # points of what is drawn
OPACITY = 0.75  # of a dot: where many lie over each other, it is darker


class EnsembleLayer:
    """A dot for every run at the cursor's epoch, their mean path and, beneath it, that of GD."""

    def __init__(self, plot: Plot) -> None:
        self._dots = plot.marks(1.8)
        self._gd = plot.curve(1.85)
        self._mean = plot.curve(1.9)
        self._is_shown = False
        self._key, self._gd_key = Key(), Key()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale, theme = style.scale, style.theme
        colour = QColor(theme.ensemble)
        colour.setAlphaF(OPACITY)
        self._dots.setSize(max(3.0, 0.4 * scale.marker))
        self._dots.setBrush(colour)
        self._dots.setPen(None)
        self._gd.setPen(style.pen(theme.border, 4 * scale.thin))
        self._mean.setPen(style.pen(theme.residual, 2 * scale.thin))

    def draw(self, frame: Frame) -> None:
        """The runs at this epoch, or none."""
        ensemble = frame.ensemble
        if ensemble is None:
            if self._is_shown:
                self._is_shown = False
                self._key, self._gd_key = Key(), Key()
                for item in (self._dots, self._gd, self._mean):
                    item.setData([], [])
            return
        self._is_shown = True
        if self._key.is_new(ensemble):
            kept = path_epochs(len(ensemble.epochs) - 1, MOST_OF_A_CURVE)
            self._mean.setData(ensemble.m[kept].mean(axis=1), ensemble.b[kept].mean(axis=1))
        if self._gd_key.is_new(ensemble.gd):
            epochs = path_epochs(ensemble.gd.epochs, MOST_OF_A_CURVE)
            self._gd.setData(ensemble.gd.m[epochs], ensemble.gd.b[epochs])
        self._dots.setData(*ensemble.at(frame.cursor))


class BandLayer:
    """The 10 % and the 90 % quantile of the runs' MSE, and what is between them."""

    def __init__(self, plot: Plot) -> None:
        self._low, self._high = plot.curve(0.5), plot.curve(0.5)
        self._between = Between(self._low, self._high)
        self._between.setZValue(0.4)
        plot.addItem(self._between)
        self._key, self._is_shown = Key(), False

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        colour = QColor(style.theme.ensemble)
        colour.setAlphaF(0.3)
        self._between.setBrush(colour)
        for edge in (self._low, self._high):
            edge.setPen(style.pen(style.theme.ensemble, style.scale.thin))

    @property
    def edges(self) -> tuple[Floats, Floats]:
        """The band's lower and upper edge as drawn; empty where there is none."""
        low, high = self._low.getData()[1], self._high.getData()[1]
        return (np.empty(0), np.empty(0)) if low is None else (low, high)

    def draw(self, ensemble: Ensemble | None, axes: LossAxes) -> None:
        """Draw it on these axes; None for none."""
        if ensemble is None and not self._is_shown:
            return
        if not self._key.is_new(ensemble, axes):
            return
        self._is_shown = ensemble is not None
        if ensemble is None:
            self._low.setData([], [])
            self._high.setData([], [])
            return
        kept = path_epochs(len(ensemble.epochs) - 1, MOST_OF_A_CURVE)
        used = SamplesUsed.by(ensemble.settings, len(ensemble.dataset))
        x = axes.x(used, ensemble.epochs[kept])
        low, high = (axes.y(edge[kept]) for edge in band_of(ensemble, axes))
        seen = np.isfinite(low) & np.isfinite(high)
        self._low.setData(x[seen], low[seen])
        self._high.setData(x[seen], high[seen])


def band_of(ensemble: Ensemble, axes: LossAxes) -> tuple[Floats, Floats]:
    """Both edges, as MSE or excess."""
    base = ensemble.dataset.moments.minimum if axes.excess else 0.0
    return ensemble.low - base, ensemble.high - base
