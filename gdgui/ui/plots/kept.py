"""The runs that are kept, drawn beside the current one: each with its colour, its dashes and its number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from gdgui.core import Trace
from gdgui.core.samples import SamplesUsed
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.contours import path_epochs
from gdgui.ui.plots.geometry import Floats, segments_in_view, thinned
from gdgui.ui.plots.items import Curve, Label, Marks
from gdgui.ui.theme import Look, RunStyle

MOST_OF_A_CURVE = 600  # points of a curve that is drawn


@dataclass(frozen=True)
class KeptRun:
    """What the plots know of a kept run. Where the points are others by now, its MSE cannot be compared."""

    number: int
    words: str
    trace: Trace
    style: RunStyle
    on_other_points: bool = False
    in_step: bool = False

    @property
    def has_diverged(self) -> bool:
        return self.trace.outcome is not None and self.trace.outcome.reason == "diverged"

    @property
    def legend(self) -> str:
        """What the legend calls it."""
        return self.words + (" (on other points)" if self.on_other_points else "")

    def shown_at(self, cursor: int | None) -> int:
        """The epoch to show: that under the cursor, or the last one there is."""
        return self.trace.epochs if cursor is None else min(cursor, self.trace.epochs)

    def drawn_to(self, cursor: int | None) -> int:
        """The last epoch to draw: a run in step grows with the current one, any other is all there."""
        return self.shown_at(cursor) if self.in_step else self.trace.epochs


class _DashedCurve(Curve):
    """A curve in dashes, which are slow to paint: as a picture that is kept until something changes.

    The picture is of what is in view: a run that diverges, or a view that is zoomed in, may reach a million
    times as far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSegmentedLineMode("off")  # else the dashes begin anew at every point
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        whole, view = QRectF(super().boundingRect()), self.viewRect()
        return whole if view is None else whole & QRectF(view)


class Overlay:
    """A curve, a mark and a number for each kept run on one plot."""

    def __init__(self, plot: Canvas, z: float) -> None:
        self._plot, self._z = plot, z
        self.runs: tuple[KeptRun, ...] = ()
        self.cursor: int | None = None
        self._drawn: dict[int, int] = {}  # at which epoch each run stands
        self._items: dict[int, tuple[Curve, Marks, Label]] = {}

    def show(self, runs: Sequence[KeptRun], cursor: int | None, races: bool = False) -> None:
        """Show these runs, with the cursor at an epoch or at everyone's end.

        What is as it was is left alone: somebody may be starting one run after the other. While the
        current run `races`, those that need not keep step wait where they are.
        """
        before = {run.number: run for run in self.runs}
        self.runs, self.cursor = tuple(runs), cursor
        for number in before.keys() - {run.number for run in runs}:
            for item in self._items.pop(number):
                self._plot.removeItem(item)
        for run in self.runs:
            if run != before.get(run.number):
                self._style(run, self._plot.look)
                self._draw(run, True)
            elif self._drawn.get(run.number) != run.shown_at(cursor) and (run.in_step or not races):
                self._draw(run, False)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        for run in self.runs:
            self._style(run, look)
            self._draw(run, True)

    def _style(self, run: KeptRun, look: Look) -> None:
        if run.number not in self._items:
            self._items[run.number] = self._new_items(run)
        curve, mark, label = self._items[run.number]
        colour = self._colour(run, look)
        curve.setPen(look.pen(colour, 2 * look.scale.thin, dash=run.style.dash))
        mark.setSize(0.8 * look.scale.marker)
        mark.setBrush(colour)
        mark.setPen(look.pen(look.theme.canvas, 1.0))
        label.setFont(look.scale.font(0.9, bold=True))
        label.setColor(colour)

    def curve(self, number: int) -> Curve | None:
        """The curve of the run with this number, if it is shown."""
        return self._items[number][0] if number in self._items else None

    def redraw(self) -> None:
        """What is in view has changed."""
        for run in self.runs:
            self._draw(run, True)

    def _colour(self, run: KeptRun, look: Look) -> str:
        return run.style.colour

    def _new_items(self, run: KeptRun) -> tuple[Curve, Marks, Label]:
        curve = _DashedCurve()
        curve.setZValue(self._z)
        self._plot.addItem(curve)
        mark = self._plot.marks(self._z + 0.1)
        # odd numbers stand to the left, even ones to the right: two runs may end at one place
        label = Label(str(run.number), anchor=(0.9 if run.number % 2 else 0.1, 1.1))
        label.setZValue(self._z + 0.2)
        self._plot.addItem(label, ignoreBounds=True)
        return curve, mark, label

    def _put(self, run: KeptRun, curve: tuple[Floats, Floats] | None, at: tuple[Floats, Floats]) -> None:
        """A curve (None: as it is), and a mark with the number at one place or, where empty, none."""
        self._drawn[run.number] = run.shown_at(self.cursor)
        line, mark, label = self._items[run.number]
        if curve is not None:
            line.setData(*curve, connect="finite")
        mark.setData(x=at[0], y=at[1])
        label.setVisible(len(at[0]) > 0)
        if len(at[0]):
            label.setPos(float(at[0][0]), float(at[1][0]))

    @abstractmethod
    def _draw(self, run: KeptRun, anew: bool) -> None:
        """Put this run in its place; `anew` where more than the cursor has changed."""


class KeptLines(Overlay):
    """Their lines at the cursor's epoch, on the points."""

    def _draw(self, run: KeptRun, anew: bool) -> None:
        epoch = run.shown_at(self.cursor)
        which = slice(epoch, epoch + 1)
        ends = segments_in_view(run.trace.m[which], run.trace.b[which], *self._plot.view_range(), 0.0)
        tip = tuple(0.03 * end[:1] + 0.97 * end[1:2] for end in ends)
        self._put(run, ends, (tip[0], tip[1]))


class KeptPaths(Overlay):
    """Their paths on the loss surface, and where they are."""

    def _draw(self, run: KeptRun, anew: bool) -> None:
        m, b, epoch = run.trace.m, run.trace.b, run.shown_at(self.cursor)
        path = None
        if anew or run.in_step:
            epochs = path_epochs(run.drawn_to(self.cursor), MOST_OF_A_CURVE)
            path = m[epochs], b[epochs]
        self._put(run, path, (m[epoch : epoch + 1], b[epoch : epoch + 1]))


class KeptCurves(Overlay):
    """Their MSE after every epoch. The plot says how both axes are to be read, in `read_axes`."""

    def __init__(self, plot: Canvas, z: float) -> None:
        super().__init__(plot, z)
        self.x_of: Callable[[SamplesUsed, Floats], Floats] = lambda used, epochs: epochs
        self.y_of: Callable[[Floats], Floats] = lambda mse: mse
        self.as_excess = False
        self._thinned: dict[int, tuple[object, NDArray[np.int64], Floats]] = {}

    def heights(self, most_x: float) -> Floats:
        """All MSE (or excess) up to here that the axis should hold: not of runs that cannot be compared.

        Unless there is nothing that they could be compared with.
        """
        parts = [np.empty(0)]
        alone = self.cursor is None and all(run.on_other_points for run in self.runs)
        for run in self.runs:
            if (alone or not run.on_other_points) and not run.has_diverged:
                epochs, values = self._values(run, run.trace.epochs)
                inside = self.x_of(SamplesUsed.of(run.trace), epochs.astype(float)) <= most_x
                parts.append(values[inside])
        return np.concatenate(parts)

    def last_x(self) -> float:
        """Where the longest of them ends."""
        ends = [
            float(self.x_of(SamplesUsed.of(run.trace), np.array([float(run.trace.epochs)]))[0])
            for run in self.runs
        ]
        return max(ends, default=0.0)

    def _colour(self, run: KeptRun, look: Look) -> str:
        return look.theme.disabled if run.on_other_points else run.style.colour

    def _draw(self, run: KeptRun, anew: bool) -> None:
        used, curve = SamplesUsed.of(run.trace), None
        if anew or run.in_step:
            epochs, values = self._values(run, run.drawn_to(self.cursor))
            curve = self.x_of(used, epochs.astype(float)), self.y_of(values)
        at = np.array([run.shown_at(self.cursor)])
        height = self.y_of(run.trace.excess(at) if self.as_excess else run.trace.mse[at])
        seen = np.isfinite(height)
        self._put(run, curve, (self.x_of(used, at.astype(float))[seen], height[seen]))

    def _values(self, run: KeptRun, end: int) -> tuple[NDArray[np.int64], Floats]:
        """Epochs up to this one, not too many, and their MSE or excess."""
        what = end, self.as_excess, run.trace
        known = self._thinned.get(run.number)
        if known is None or known[0] != what:
            x, values = thinned(run.trace.mse[: end + 1], MOST_OF_A_CURVE)
            epochs = x.astype(np.int64)
            if self.as_excess:
                values = run.trace.excess(epochs)
            known = self._thinned[run.number] = what, epochs, values
        return known[1], known[2]

    def show(self, runs: Sequence[KeptRun], cursor: int | None, races: bool = False) -> None:
        numbers = {run.number for run in runs}
        self._thinned = {number: known for number, known in self._thinned.items() if number in numbers}
        super().show(runs, cursor, races)
