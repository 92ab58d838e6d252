"""Residuals and their squares: of the line shown, or of the step that is explained."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gdgui.core import Dataset
from gdgui.core.worked_step import WorkedStep
from gdgui.experiment.edits import Positions
from gdgui.experiment.explained import part_shown, points_worked, step_shown
from gdgui.experiment.frame import Frame, Line
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.data.squares import SquaresLayer
from gdgui.ui.views.geometry import Floats, segments_in_view
from gdgui.ui.views.plot import Key, Plot, Same

ALL = slice(None)


class _Shown(NamedTuple):
    """Of which points (those of `frame`) and to which line residuals and squares are drawn."""

    points: Positions | slice
    line: Line


class ResidualsLayer:
    """Dashed lines from the points to the line, and squares on them. What is pointed at stands out.

    The other line of the step that is explained is thin: the one it led from, or will lead to.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self.squares = SquaresLayer(plot, 1.6)
        self.lines = plot.curve(2, connect="pairs")
        self.lit_square = SquaresLayer(plot, 1.7)
        self.lit_line = plot.curve(2.1, connect="pairs")
        self._ring = plot.marks(5.2)
        self.other = plot.curve(5.8)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale, theme = style.scale, style.theme
        self.lines.setPen(style.pen(theme.residual, scale.thin, dash=(4, 2)))
        self.lit_line.setPen(style.pen(theme.residual, scale.line))
        self._ring.setSize(1.9 * scale.marker)
        self._ring.setBrush(None)
        self._ring.setPen(style.pen(theme.residual, 0.8 * scale.line))
        self.other.setPen(style.pen(theme.residual, 0.5 * scale.line))  # no dashes: those are of saved runs

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        """What of all this the options ask for."""
        part = part_shown(options)
        has_other = options.explains == "last" or part == "line"
        is_asked = options.residuals or options.squares or part or has_other or options.lit is not None
        if not is_asked:
            if self._key.is_new():
                self._clear(frame)
            return
        step = step_shown(frame, options)
        worked = step if isinstance(step, WorkedStep) and step.dataset == frame.dataset else None
        if worked is None:  # of a step on other points, or of none, no part can be shown on these
            part = None
        has_lines = options.residuals or part == "residuals"
        has_squares = options.squares or part in ("squares", "mean")
        line = worked.line if worked is not None else frame.line
        view = self._plot.area
        size = self._plot.view.width(), self._plot.view.height()
        key = Same(frame.dataset), Same(worked), line, has_lines, has_squares, options.lit, view, size
        if self._key.is_new(*key, part, options.explains, self._plot.current_style):
            shown = _Shown(points_worked(worked) if worked is not None else ALL, line)
            self._draw_lines(frame, shown if has_lines else None)
            self._draw_squares(frame, shown if has_squares else None)
            self._draw_lit(frame, line, options.lit if worked is not None else None)
            self._draw_other(worked, options, part == "line")

    def _clear(self, frame: Frame) -> None:
        """Nothing of all this is asked for, as most of the time."""
        self._draw_lines(frame, None)
        self._draw_squares(frame, None)
        self._draw_lit(frame, frame.line, None)
        self.other.setData([], [])

    def _draw_lines(self, frame: Frame, shown: _Shown | None) -> None:
        if shown is None or not len(frame.dataset):
            self.lines.setData([], [])
            return
        x, y = frame.dataset.x[shown.points], frame.dataset.y[shown.points]
        self.lines.setData(*self._to_line(x, y, shown.line))

    def _to_line(self, x: Floats, y: Floats, line: Line) -> tuple[Floats, Floats]:
        """From each point up or down to the line, as far as it is near the view."""
        _, (low, high) = self._plot.area
        with np.errstate(over="ignore"):
            on_line = np.clip(line[0] * x + line[1], 2 * low - high, 2 * high - low)
        return np.repeat(x, 2), np.stack((y, on_line), axis=1).ravel()

    def _draw_squares(self, frame: Frame, shown: _Shown | None) -> None:
        if shown is None:
            self._draw_on(self.squares, Dataset([], []), None)
            return
        counting = frame.dataset
        if isinstance(shown.points, np.ndarray):
            counting = Dataset(counting.x[shown.points], counting.y[shown.points])
        self._draw_on(self.squares, counting, shown.line)

    def _draw_lit(self, frame: Frame, line: Line, lit: int | None) -> None:
        at = slice(0, 0) if lit is None or lit >= len(frame.dataset) else slice(lit, lit + 1)
        x, y = frame.dataset.x[at], frame.dataset.y[at]
        self._ring.setData(x=x, y=y)
        self.lit_line.setData(*self._to_line(x, y, line))
        self._draw_on(self.lit_square, Dataset(x, y), line if len(x) else None)

    def _draw_on(self, layer: SquaresLayer, dataset: Dataset, line: Line | None) -> None:
        with np.errstate(all="ignore"):  # of a run that has left all bounds there is nothing to see
            layer.draw(dataset, line, self._plot.current_style.theme.residual)

    def _draw_other(self, worked: WorkedStep | None, options: ViewOptions, is_led_to: bool) -> None:
        """The line before the last step; of the next step that after it, once it has come to that."""
        other: Line | None = None
        if worked is not None and options.explains == "last":
            other = worked.line
        elif worked is not None and is_led_to:
            other = worked.line_after
        if other is None or not np.isfinite(other).all():
            self.other.setData([], [])
            return
        m, b = (np.array([each]) for each in other)
        self.other.setData(*segments_in_view(m, b, *self._plot.area, 0.05))
