"""The MSE after every epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from gdgui.ui.plots.many import Band
from gdgui.ui.plots.view import SquaresViewBox
from gdgui.ui.theme import Look

ExcessOf = Callable[[NDArray[np.int64]], Floats]  # of these epochs

FEW = 60  # up to this many epochs, each one gets a dot
MOST_NOTES = 40
SMALLEST = 1e-300  # an MSE of zero has no logarithm: it is left out


@dataclass(frozen=True)
class Level:
    """A height to compare the curve with: as an MSE, and as an excess over the smallest one."""

    words: str
    mse: float
    excess: float


class LossPlot(Canvas):
    """The curve grows into axes that stand still: they widen in strides, and only when they must.

    The pointer is told what happened at the epoch under it; a click there becomes a signal.
    """

    epoch_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        view = SquaresViewBox(enableMenu=False)
        super().__init__("lossPlot", "Mean squared error", ("epoch", "MSE"), parent, view)
        self._mse, self._epochs = np.empty(0), 1
        self._marked = 0
        self._end = 10  # the epoch at the right end of the axis
        self._logarithmic = False
        self._excess = False
        self._excess_of: ExcessOf = _zeros
        self._used = EPOCHS
        self._by_samples = False
        self._levels: tuple[Level, ...] = ()
        self._level_lines: list[pg.InfiniteLine] = []
        self._notes: list[pg.InfiniteLine] = []
        self._noted: tuple[tuple[int, str], ...] = ()
        self._curve = self.curve(2)
        self._dots = self.marks(3)
        self._cursor = self.marks(4)
        self.kept = KeptCurves(self, 1.5)
        self.kept.x_of, self.kept.y_of = self._x_of, self._on_axis
        self._band = Band(self)
        self.view.setMouseEnabled(False, False)
        self.view.sigResized.connect(self._fit_anew)
        self._pointer = Label(anchor=(1, 0))
        self._pointer.setZValue(5)
        self._pointer.hide()
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
        self.kept.apply(look)
        self._band.apply(look)
        noted = self._noted
        self.show_notes(())
        self.show_notes(noted)
        self._draw_levels()

    def begin(self) -> None:
        """Forget the run shown; the next one finds its own axes."""
        self.forget_axes()
        self._pointer.hide()
        self.show_notes(())
        for item in (self._curve, self._dots, self._cursor):
            item.setData([], [])

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
        height = self._on_axis(excess_of(at) if self._excess else mse[at])
        seen = np.isfinite(height)
        self._cursor.setData(x=self._x(at)[seen], y=height[seen])

    def _show_curve(self, mse: Floats, epochs: int, excess_of: ExcessOf) -> None:
        begins = len(self._mse) == 0 or epochs < self._epochs
        end = _end_of_axis(len(mse) - 1, epochs)
        self._mse, self._epochs, self._excess_of = mse, epochs, excess_of
        x, y = thinned(mse, most=max(200, 2 * round(self.view.width())))
        if self._excess:
            y = excess_of(x.astype(np.int64))
        if begins or end != self._end or not self._holds(y):
            self._end = end
            self._set_range(self._wanted_range(y, begins))
        shown = self._on_axis(y)
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
        place: float = self.view.mapSceneToView(scene_position).x()
        epoch = float(self._used.epochs_at(np.array([place]))[0]) if self._by_samples else place
        return min(max(0, round(epoch)), len(self._mse) - 1)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.hide()
        super().leaveEvent(event)

    def _on_hover(self, scene_position: QPointF) -> None:
        epoch = self.epoch_at(scene_position)
        self._pointer.setVisible(epoch >= 0)
        if epoch >= 0:
            self._pointer.setText(f"epoch {epoch:,}  MSE {self._mse[epoch]:.6g}")
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

    def show_kept(self, runs: Sequence[KeptRun], cursor: int | None, races: bool = False) -> None:
        """Show kept runs beside the current one, which may be racing."""
        changed = tuple(runs) != self.kept.runs or (cursor is None) != (self.kept.cursor is None)
        self.kept.show(runs, cursor, races)
        if changed:
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
        def x_of(ensemble: Ensemble, epochs: Floats) -> Floats:
            return self._x_of(SamplesUsed.by(ensemble.settings, len(ensemble.dataset)), epochs)

        self._band.draw(x_of, self._on_axis, self._excess)

    def set_by_samples(self, by_samples: bool) -> None:
        """Count along the axis the samples that were used, or the epochs."""
        self._by_samples = by_samples
        self.name_axis("bottom", "samples used" if by_samples else "epoch")
        self._fit_anew()
        self.kept.redraw()
        self._draw_band()
        noted = self._noted
        self.show_notes(())
        self.show_notes(noted)

    def _x(self, epochs: NDArray[Any]) -> Floats:
        return self._x_of(self._used, epochs.astype(float))

    def _x_of(self, used: SamplesUsed, epochs: Floats) -> Floats:
        return used.at(epochs) if self._by_samples else epochs

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Switch the MSE axis between linear and logarithmic."""
        self._logarithmic = logarithmic
        self._change_axis()

    def set_excess(self, excess: bool) -> None:
        """Switch to the MSE above the smallest one, always in powers of ten."""
        self._excess = excess
        self.name_axis("left", "MSE − minimum" if excess else "MSE")
        self._change_axis()

    def show_levels(self, levels: tuple[Level, ...]) -> None:
        """Show these heights as labelled lines."""
        if levels != self._levels:
            self._levels = levels
            self._draw_levels()

    @property
    def levels(self) -> tuple[tuple[str, float], ...]:
        """The lines shown: words, and height in the units of the axis."""
        return tuple((line.label.format, float(line.value())) for line in self._level_lines)

    def _change_axis(self) -> None:
        self.getAxis("left").setLogMode(False, self._in_powers)
        self.kept.as_excess = self._excess
        self._fit_anew()
        self.kept.redraw()
        self._draw_band()
        self._draw_levels()

    def _fit_anew(self) -> None:
        """Axes for what is shown, as if it had just come."""
        mse = self._mse
        self.forget_axes()
        if len(mse):
            used, self._used = self._used, EPOCHS
            self.show_mse(mse, self._epochs, self._excess_of, self._marked, used)
        else:
            self._set_range(self._wanted_range(mse, begins=True))

    @property
    def _in_powers(self) -> bool:
        return self._logarithmic or self._excess

    def _draw_levels(self) -> None:
        for line in self._level_lines:
            self.removeItem(line)
        self._level_lines = []
        for level in self._levels:
            height = self._on_axis(np.array([level.excess if self._excess else level.mse]))[0]
            if np.isfinite(height):
                second = bool(self._level_lines)
                self._level_lines.append(self._level_line(level.words, float(height), second))

    def _level_line(self, words: str, height: float, second: bool) -> pg.InfiniteLine:
        theme, scale = self.look.theme, self.look.scale
        # Two levels may lie close: the first is named below its right end, the second above its left.
        anchor, position = ((0, 1), 0.02) if second else ((1, 0), 0.98)
        options = {"color": theme.text, "position": position, "anchors": [anchor, anchor]}
        pen = self.look.pen(theme.text, scale.thin, dash=(6, 3))
        line = pg.InfiniteLine(height, angle=0, movable=False, pen=pen, label=words, labelOpts=options)
        line.label.setFont(scale.font(0.9))
        line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        line.setZValue(1)
        self.addItem(line)
        return line

    def show_notes(self, notes: tuple[tuple[int, str], ...]) -> None:
        """Mark epochs after which something was changed, with what it was; the newest ones."""
        notes = notes[-MOST_NOTES:]
        if notes == self._noted:
            return
        kept = {note: line for note, line in zip(self._noted, self._notes, strict=True) if note in notes}
        for line in self._notes:
            if line not in kept.values():
                self.removeItem(line)
        self._noted = notes
        self._notes = [kept.get(note) or self._note(*note) for note in notes]
        self._space_out_notes()

    def _space_out_notes(self) -> None:
        """Of marks that stand close together, only the last is labelled."""
        room = 0.05 * self._right_end
        for line, after in pairwise((*self._notes, None)):
            line.label.setVisible(after is None or after.value() - line.value() >= room)

    def _note(self, epoch: int, words: str) -> pg.InfiniteLine:
        theme, scale = self.look.theme, self.look.scale
        options = {"color": theme.text, "rotateAxis": (1, 0), "position": 0.97, "anchors": [(1, 0), (1, 1)]}
        pen = self.look.pen(theme.change, scale.thin, dash=(3, 3))
        at = float(self._x(np.array([epoch]))[0])
        line = pg.InfiniteLine(at, angle=90, movable=False, pen=pen, label=words, labelOpts=options)
        line.label.setFont(scale.font(0.9))
        line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        line.setZValue(1)
        self.addItem(line)
        return line

    def _on_axis(self, mse: Floats) -> Floats:
        if not self._in_powers:
            return mse
        shown = np.full(len(mse), np.nan)
        positive = mse > SMALLEST
        shown[positive] = np.log10(mse[positive])
        return shown

    def _holds(self, mse: Floats) -> bool:
        _, (low, high) = self.view_range()
        shown = self._on_axis(mse)
        shown = shown[np.isfinite(shown)]
        return bool(np.all((shown >= low) & (shown <= high)))

    def _wanted_range(self, mse: Floats, begins: bool) -> tuple[float, float]:
        """What the curve needs, together with what is in view already unless a run begins."""
        others = self.kept.heights(self._right_end), self._band.heights(self._excess)
        mse = np.concatenate((mse, *others))
        mse = mse if len(mse) else np.ones(1)
        positive = mse[mse > SMALLEST]
        least = float(positive.min()) if len(positive) else 1.0
        levels = [level.excess if self._excess else level.mse for level in self._levels]
        least = min([least, *(level for level in levels if level > SMALLEST)])
        if self._excess:
            most = max([float(mse.max()), *levels])
            low, high = self._y_range(least, max(least, most))
        else:
            low, high = self._y_range(least, max(least, float(mse.max())))
        if begins:
            return low, high
        _, (old_low, old_high) = self.view_range()
        return min(low, old_low), max(high, old_high)

    def _y_range(self, least: float, most: float) -> tuple[float, float]:
        if self._in_powers:
            return np.floor(np.log10(least) - 0.05), np.ceil(np.log10(most) + 0.05)
        most = max(most, SMALLEST)
        stride = 10.0 ** np.floor(np.log10(most)) / 2
        words = 1.4 * self.look.scale.text / max(1.0, self.view.height())  # of a level just above 0
        return -max(0.02, min(0.25, words)) * most, stride * np.ceil(1.02 * most / stride)

    @property
    def _right_end(self) -> float:
        """Where the axis ends: with the current run, if there is one; of samples, with what used most."""
        end = float(self._x(np.array([self._end]))[0])
        return max(end, self.kept.last_x()) if self._by_samples or self.kept.cursor is None else end

    def _set_range(self, y_range: tuple[float, float]) -> None:
        end = self._right_end
        pad = 0.035 * end
        self._pointer.hide()  # its place is another now
        self.view.setRange(xRange=(-pad, end + pad), yRange=y_range, padding=0)
        self._space_out_notes()


def _is_same(mse: Floats, shown: Floats) -> bool:
    """Whether both are the same stretch of one trace."""
    return len(mse) == len(shown) and mse.base is not None and mse.base is shown.base


def _zeros(epochs: NDArray[np.int64]) -> Floats:
    return np.zeros(len(epochs))


def _end_of_axis(done: int, asked_for: int) -> int:
    """The axis grows in strides, 10, 20, 50, 100 …, up to all epochs asked for, and then with the run."""
    if done >= asked_for:
        return max(1, done)
    decade = int(10 ** (len(str(max(10, done))) - 1))
    stride = next(factor * decade for factor in (1, 2, 5, 10, 20) if done <= 0.96 * factor * decade)
    return min(asked_for, stride)
