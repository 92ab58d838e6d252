"""The MSE after every epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gdgui.core.ensemble import Ensemble
from gdgui.core.samples import EPOCHS, SamplesUsed
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.geometry import Floats, thinned
from gdgui.ui.plots.items import Label
from gdgui.ui.plots.kept import KeptCurves, KeptRun
from gdgui.ui.plots.loss_axes import SMALLEST, LossAxes, end_of_axis
from gdgui.ui.plots.loss_marks import Level, level_line, note_line
from gdgui.ui.plots.many import Band
from gdgui.ui.plots.view import SquaresViewBox
from gdgui.ui.theme import Look
from gdgui.words.numbers import number, whole

ExcessOf = Callable[[NDArray[np.int64]], Floats]  # of these epochs

FEW = 60  # up to this many epochs, each one gets a dot
MOST_NOTES = 40


class LossPlot(Canvas):
    """The curve grows into axes that stand still: they widen in strides, and only when they must.

    The pointer is told what happened at the epoch under it; a click there becomes a signal.
    """

    epoch_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        view = SquaresViewBox(enableMenu=False)
        super().__init__("lossPlot", "Mean squared error", ("epoch", "MSE"), parent, view)
        self.getAxis("bottom").counts = True
        self._mse, self._epochs = np.empty(0), 1
        self._marked = 0
        self._end = 10  # the epoch at the right end of the axis
        self._axes_are = LossAxes()
        self._excess_of: ExcessOf = _zeros
        self._used = EPOCHS
        self._levels: tuple[Level, ...] = ()
        self._level_lines: list[pg.InfiniteLine] = []
        self._notes: list[pg.InfiniteLine] = []
        self._noted: tuple[tuple[int, str], ...] = ()
        self._curve = self.curve(2)
        self._dots = self.marks(3)
        self._cursor = self.marks(4)
        self.kept = KeptCurves(self, 1.5)
        self._fitted: object = ([], True)  # kept runs for which the axes were found
        self._band = Band(self)
        self.view.setMouseEnabled(False, False)
        self.view.sigResized.connect(self._fit_anew)
        self._pointer = Label(anchor=(1, 0))
        self._pointer.setZValue(5)
        self._pointer.hide()
        self._pointed_at: QPointF | None = None  # a place of the scene
        self.addItem(self._pointer, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._on_hover)
        self.scene().sigMouseClicked.connect(self._on_click)

    def apply(self, look: Look) -> None:
        super().apply(look)
        scale, theme = look.scale, look.theme
        self._curve.setPen(look.pen(theme.line, 0.7 * scale.line))
        for marks, size in ((self._dots, 0.55), (self._cursor, 1.0)):
            marks.setSize(size * scale.marker)
            marks.setBrush(theme.line)
            marks.setPen(look.pen(theme.canvas, max(1.0, 0.5 * scale.thin)))
        self._pointer.setFont(scale.font(0.9))
        self._pointer.setColor(theme.text)
        self._band.apply(look)
        noted = self._noted
        self.show_notes(())
        self.show_notes(noted)
        self._draw_levels()

    def begin(self) -> None:
        """Forget the run shown; the next one finds its own axes."""
        self.forget_axes()
        self.show_notes(())
        for item in (self._curve, self._dots, self._cursor):
            item.setData([], [])
        self._say_pointer()

    def show_mse(
        self, mse: Floats, epochs: int, excess_of: ExcessOf, cursor: int = -1, used: SamplesUsed = EPOCHS
    ) -> None:
        """The MSE of the epochs 0 … k, of `epochs` to come in all, with a mark at one of them, the last.

        `excess_of` gives their excess, `used` the samples they took.
        """
        if not (_is_same(mse, self._mse) and epochs == self._epochs and used == self._used):
            self._used = used
            self._show_curve(mse, epochs, excess_of)
        self._marked = cursor if cursor >= 0 else len(mse) - 1
        at = np.array([self._marked])
        height = self._axes_are.y(excess_of(at) if self._axes_are.as_excess else mse[at])
        seen = np.isfinite(height)
        self._cursor.setData(x=self._x(at)[seen], y=height[seen])
        self._say_pointer()

    def _show_curve(self, mse: Floats, epochs: int, excess_of: ExcessOf) -> None:
        begins = len(self._mse) == 0 or epochs < self._epochs
        end = end_of_axis(len(mse) - 1, epochs)
        self._mse, self._epochs, self._excess_of = mse, epochs, excess_of
        x, y = thinned(mse, most=max(200, 2 * round(self.view.width())))
        if self._axes_are.as_excess:
            y = excess_of(x.astype(np.int64))
        if begins or end != self._end or not self._holds(y):
            self._end = end
            self._set_range(self._wanted_range(y, begins))
        shown = self._axes_are.y(y)
        seen = np.isfinite(shown)  # a zero has no logarithm: the curve has a gap there
        if seen.any():
            # Smooth edges cost most where a noisy curve is a solid band, and show least there.
            smooth = len(mse) == len(x)
            connect = "all" if seen.all() else "finite"  # “all” is much quicker to paint
            self._curve.setData(self._x(x), shown, connect=connect, antialias=smooth)
        else:
            self._curve.setData([], [])
        dots = seen if len(mse) <= FEW else slice(0)
        self._dots.setData(x=self._x(x)[dots], y=shown[dots])

    def forget_axes(self) -> None:
        """Fit the axes anew to what is shown next."""
        self._mse = np.empty(0)

    @property
    def marked(self) -> int:
        """The epoch that the mark is at."""
        return self._marked

    @property
    def pointer_words(self) -> str:
        """What is said about the epoch under the pointer; empty where there is none."""
        return self._pointer.toPlainText() if self._pointer.isVisible() else ""

    def epoch_at(self, scene_position: QPointF) -> int:
        """The epoch done that is nearest to this place of the scene, −1 where there is none."""
        if not len(self._mse) or not self.view.sceneBoundingRect().contains(scene_position):
            return -1
        epoch = self._axes_are.epoch_at(self._used, float(self.view.mapSceneToView(scene_position).x()))
        return min(max(0, round(epoch)), len(self._mse) - 1)

    def leaveEvent(self, event: QEvent) -> None:
        self._on_hover(None)
        super().leaveEvent(event)

    def _on_hover(self, scene_position: QPointF | None) -> None:
        self._pointed_at = scene_position
        self._say_pointer()

    def _say_pointer(self) -> None:
        """Of the epoch that is under the pointer now, after curve or axes may have moved."""
        epoch = -1 if self._pointed_at is None else self.epoch_at(self._pointed_at)
        self._pointer.setVisible(epoch >= 0)
        if epoch >= 0:
            self._pointer.setText(f"epoch {whole(epoch)}  MSE {number(self._mse[epoch], 6)}")
            (_, right), (_, top) = self.view_range()
            self._pointer.setPos(right, top)

    def _on_click(self, event: Any) -> None:
        epoch = self.epoch_at(event.scenePos())
        if epoch >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.epoch_wanted.emit(epoch)

    @property
    def notes(self) -> tuple[tuple[int, str], ...]:
        """The marks shown: epoch and words."""
        return self._noted

    def curve_data(self) -> tuple[Floats, Floats]:
        """What is drawn of the curve: epochs, and MSE or its logarithm to base 10."""
        x, y = self._curve.getData()
        return x, y

    def show_kept(self, runs: Sequence[KeptRun], cursor: int | None) -> None:
        """Show kept runs beside the current one."""
        self.kept.show(runs, cursor)
        fitted = [(run, run.trace.epochs) for run in runs], cursor is None
        if fitted != self._fitted:
            self._fitted = fitted
            self._fit_anew()

    def show_band(self, ensemble: Ensemble | None) -> None:
        """Show between which heights the MSE of these runs lies; None for none."""
        if ensemble is not None or self._band.ensemble is not None:
            self._band.ensemble = ensemble
            self._draw_band()
            self._fit_anew()

    @property
    def band(self) -> tuple[Floats, Floats]:
        """The band's lower and upper edge as drawn; empty where there is none."""
        low, high = self._band.low.getData()[1], self._band.high.getData()[1]
        return (np.empty(0), np.empty(0)) if low is None else (low, high)

    def _draw_band(self) -> None:
        self._band.draw(self._axes_are)

    def set_by_samples(self, by_samples: bool) -> None:
        """Count along the axis the samples that were used, or the epochs."""
        self.name_axis("bottom", "samples used" if by_samples else "epoch")
        self._change_axes(replace(self._axes_are, by_samples=by_samples))
        noted = self._noted
        self.show_notes(())
        self.show_notes(noted)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Switch the MSE axis between linear and logarithmic."""
        self._change_axes(replace(self._axes_are, logarithmic=logarithmic))

    def set_excess(self, excess: bool) -> None:
        """Switch to the MSE above the smallest one, always in powers of ten."""
        self.name_axis("left", "MSE − minimum" if excess else "MSE")
        self._change_axes(replace(self._axes_are, as_excess=excess))

    def _change_axes(self, axes: LossAxes) -> None:
        self._axes_are = axes
        self.getAxis("left").setLogMode(False, axes.in_powers)
        self.kept.set_axes(axes)
        self._fit_anew()
        self._draw_band()
        self._draw_levels()

    def _x(self, epochs: NDArray[Any]) -> Floats:
        return self._axes_are.x(self._used, epochs)

    def show_levels(self, levels: tuple[Level, ...]) -> None:
        """Show these heights as labelled lines."""
        if levels != self._levels:
            self._levels = levels
            self._draw_levels()

    @property
    def levels(self) -> tuple[tuple[str, float], ...]:
        """The lines shown: words, and height in the units of the axis."""
        return tuple((line.label.format, float(line.value())) for line in self._level_lines)

    def _fit_anew(self) -> None:
        """Axes for what is shown, as if it had just come."""
        mse = self._mse
        self.forget_axes()
        if len(mse):
            used, self._used = self._used, EPOCHS
            self.show_mse(mse, self._epochs, self._excess_of, self._marked, used)
        else:
            self._set_range(self._wanted_range(mse, begins=True))

    def _draw_levels(self) -> None:
        for line in self._level_lines:
            self.removeItem(line)
        self._level_lines = []
        for level in self._levels:
            height = self._axes_are.y(self._heights_of(level))[0]
            if np.isfinite(height):
                line = level_line(self.look, level.words, float(height), second=bool(self._level_lines))
                self._level_lines.append(line)
                self.addItem(line)

    def show_notes(self, notes: tuple[tuple[int, str], ...]) -> None:
        """Mark epochs after which something was changed, with what it was; the newest ones."""
        notes = notes[-MOST_NOTES:]
        if notes == self._noted:
            return
        kept = {note: line for note, line in zip(self._noted, self._notes, strict=True) if note in notes}
        for line in self._notes:
            if line not in kept.values():
                self.removeItem(line)
        self._noted, self._notes = notes, []
        for epoch, words in notes:
            line = kept.get((epoch, words))
            if line is None:
                line = note_line(self.look, words, float(self._x(np.array([epoch]))[0]))
                self.addItem(line)
            self._notes.append(line)
        self._space_out_notes()

    def _space_out_notes(self) -> None:
        """Of marks that stand close together, only the last is labelled."""
        room = 0.05 * self._right_end
        for line, after in pairwise((*self._notes, None)):
            line.label.setVisible(after is None or after.value() - line.value() >= room)

    def _holds(self, mse: Floats) -> bool:
        _, (low, high) = self.view_range()
        shown = self._axes_are.y(mse)
        shown = shown[np.isfinite(shown)]
        return bool(np.all((shown >= low) & (shown <= high)))

    def _wanted_range(self, mse: Floats, begins: bool) -> tuple[float, float]:
        """What the curve needs, together with what is in view already unless a run begins."""
        others = self.kept.heights(self._right_end), self._band.heights(self._axes_are.as_excess)
        mse = np.concatenate((mse, *others))
        mse = mse if len(mse) else np.ones(1)
        positive = mse[mse > SMALLEST]
        levels = [float(height) for level in self._levels for height in self._heights_of(level)]
        least = float(positive.min()) if len(positive) else 1.0
        least = min([least, *(level for level in levels if level > SMALLEST)])
        most = max([float(mse.max()), least, *(levels if self._axes_are.as_excess else ())])
        words = 1.4 * self.look.scale.text / max(1.0, self.view.height())
        low, high = self._axes_are.heights(least, most, words)
        if begins:
            return low, high
        _, (old_low, old_high) = self.view_range()
        return min(low, old_low), max(high, old_high)

    def _heights_of(self, level: Level) -> Floats:
        return np.array([level.excess if self._axes_are.as_excess else level.mse])

    @property
    def _right_end(self) -> float:
        """Where the axis ends: with the current run, if there is one; of samples, with what used most."""
        end = float(self._x(np.array([self._end]))[0])
        return max(end, self.kept.last_x()) if self._axes_are.by_samples or self.kept.cursor is None else end

    def _set_range(self, y_range: tuple[float, float]) -> None:
        end = self._right_end
        pad = 0.035 * end
        self.view.setRange(xRange=(-pad, end + pad), yRange=y_range, padding=0)
        self._space_out_notes()
        self._say_pointer()


def _is_same(mse: Floats, shown: Floats) -> bool:
    """Whether both are the same stretch of one trace."""
    return len(mse) == len(shown) and mse.base is not None and mse.base is shown.base


def _zeros(epochs: NDArray[np.int64]) -> Floats:
    return np.zeros(len(epochs))
