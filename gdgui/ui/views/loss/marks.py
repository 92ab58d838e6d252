"""Heights to compare the MSE curve with, and epochs after which something was changed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from gdgui.experiment.frame import Frame
from gdgui.ui.views.loss_axes import LossAxes
from gdgui.ui.views.plot import Key, Plot
from gdgui.words.plots import minimum_mse, settles_here
from gdgui.words.report import what_changed

MOST_NOTES = 40
APART = 0.05  # of the axis, by which notes are apart that are both labelled


@dataclass(frozen=True)
class Level:
    """A height: as an MSE, and as an excess over the smallest one."""

    words: str
    mse: float
    excess: float

    def value(self, axes: LossAxes) -> float:
        """That which these axes show."""
        return self.excess if axes.excess else self.mse


def levels_of(frame: Frame) -> tuple[Level, ...]:
    """The smallest possible MSE and, where there is noise, where it will settle."""
    forecast = frame.forecast
    if forecast is None:
        return ()
    minimum = forecast.problem.moments.minimum
    of_now = frame.errors is not None and frame.errors.then is not None  # beside a curve of other points
    levels = [Level(minimum_mse(of_now), minimum, 0.0)]
    floor = forecast.noise_floor
    if 0 < floor < math.inf:
        levels.append(Level(settles_here(forecast.algorithm), minimum + floor, floor))
    return tuple(levels)


class LevelsLayer:
    """Levels as labelled, dashed lines."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self._lines: list[pg.InfiniteLine] = []

    @property
    def shown(self) -> tuple[tuple[str, float], ...]:
        """The lines drawn: words, and height in the units of the axis."""
        return tuple((line.label.format, float(line.value())) for line in self._lines)

    def draw(self, levels: Sequence[Level], axes: LossAxes) -> None:
        """Draw these."""
        if not self._key.is_new(tuple(levels), axes, self._plot.current_style):
            return
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = []
        for level in levels:
            height = axes.height(level.value(axes))
            if math.isfinite(height):
                self._lines.append(self._line(level.words, height, second=bool(self._lines)))

    def _line(self, words: str, height: float, second: bool) -> pg.InfiniteLine:
        style = self._plot.current_style
        # Two levels may lie close: the first is named below its right end, the second above its left.
        anchor, position = ((0, 1), 0.02) if second else ((1, 0), 0.98)
        options = {"color": style.theme.text, "position": position, "anchors": [anchor, anchor]}
        pen = style.pen(style.theme.text, style.scale.thin, dash=(6, 3))
        return _added(self._plot, pg.InfiniteLine(height, angle=0, pen=pen, label=words, labelOpts=options))


class NotesLayer:
    """Upright lines, with what was changed; where they stand close together, only the last is labelled."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self._lines: list[pg.InfiniteLine] = []

    @property
    def shown(self) -> tuple[tuple[int, str], ...]:
        """The lines drawn: where on the axis, and their words."""
        return tuple((round(line.value()), line.label.format) for line in self._lines)

    def draw(self, frame: Frame, axes: LossAxes, right_end: float) -> None:
        """Those of this frame, the newest ones."""
        notes = tuple(
            (float(axes.x(frame.samples_used, np.array([epoch]))[0]), what_changed(old, new))
            for epoch, old, new in frame.notes[-MOST_NOTES:]
        )
        if not self._key.is_new(notes, right_end, self._plot.current_style):
            return
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = [self._line(at, words) for at, words in notes]
        for line, after in pairwise((*self._lines, None)):
            line.label.setVisible(after is None or after.value() - line.value() >= APART * right_end)

    def _line(self, at: float, words: str) -> pg.InfiniteLine:
        style = self._plot.current_style
        options = {
            "color": style.theme.text, "rotateAxis": (1, 0), "position": 0.97, "anchors": [(1, 0), (1, 1)],
        }  # fmt: skip
        pen = style.pen(style.theme.change, style.scale.thin, dash=(3, 3))
        return _added(self._plot, pg.InfiniteLine(at, angle=90, pen=pen, label=words, labelOpts=options))


def _added(plot: Plot, line: pg.InfiniteLine) -> pg.InfiniteLine:
    """The line, on the plot: it is looked at, and takes no mouse button."""
    line.label.setFont(plot.current_style.scale.font(0.9))
    line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    line.setZValue(1)
    plot.addItem(line)
    return line
