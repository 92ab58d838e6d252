"""The MSE after every epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.geometry import Floats, thinned
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
    """The curve grows into axes that stand still: they widen in strides, and only when they must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lossPlot", "Mean squared error", ("epoch", "MSE"), parent)
        self._mse, self._epochs = np.empty(0), 1
        self._end = 10  # the epoch at the right end of the axis
        self._logarithmic = False
        self._excess = False
        self._excess_of: ExcessOf = _zeros
        self._levels: tuple[Level, ...] = ()
        self._level_lines: list[pg.InfiniteLine] = []
        self._notes: list[pg.InfiniteLine] = []
        self._noted: tuple[tuple[int, str], ...] = ()
        self._curve = self.curve(2)
        self._dots = self.marks(3)
        self._cursor = self.marks(4)
        self.view.setMouseEnabled(False, False)
        self.view.sigResized.connect(self._fit_anew)

    def apply(self, look: Look) -> None:
        super().apply(look)
        scale, theme = look.scale, look.theme
        self._curve.setPen(look.pen(theme.line, 0.7 * scale.line))
        for marks, size in ((self._dots, 0.55), (self._cursor, 1.0)):
            marks.setSize(size * scale.marker)
            marks.setBrush(theme.line)
            marks.setPen(look.pen(theme.canvas, max(1.0, 0.5 * scale.thin)))
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

    def show_mse(self, mse: Floats, epochs: int, excess_of: ExcessOf) -> None:
        """The MSE of the epochs 0 … k, of `epochs` to come in all; `excess_of` gives their excess."""
        begins = len(self._mse) == 0
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
            self._curve.setData(x, shown, connect=connect, antialias=smooth)
        else:
            self._curve.setData([], [])
        dots, last = (seen[:-1] if len(mse) <= FEW else slice(0)), seen[-1:]
        self._dots.setData(x=x[:-1][dots], y=shown[:-1][dots])
        self._cursor.setData(x=x[-1:][last], y=shown[-1:][last])

    def forget_axes(self) -> None:
        """Fit the axes anew to what is shown next."""
        self._mse = np.empty(0)

    @property
    def notes(self) -> tuple[tuple[int, str], ...]:
        """The marks shown: epoch and words."""
        return self._noted

    def curve_data(self) -> tuple[Floats, Floats]:
        """What is drawn of the curve: epochs, and MSE or its logarithm to base 10."""
        x, y = self._curve.getData()
        return x, y

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
        self._fit_anew()
        self._draw_levels()

    def _fit_anew(self) -> None:
        """Axes for what is shown, as if it had just come."""
        mse = self._mse
        self.forget_axes()
        if len(mse):
            self.show_mse(mse, self._epochs, self._excess_of)

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
        room = 0.05 * self._end
        for line, after in pairwise((*self._notes, None)):
            line.label.setVisible(after is None or after.value() - line.value() >= room)

    def _note(self, epoch: int, words: str) -> pg.InfiniteLine:
        theme, scale = self.look.theme, self.look.scale
        options = {"color": theme.text, "rotateAxis": (1, 0), "position": 0.97, "anchors": [(1, 0), (1, 1)]}
        pen = self.look.pen(theme.change, scale.thin, dash=(3, 3))
        line = pg.InfiniteLine(epoch, angle=90, movable=False, pen=pen, label=words, labelOpts=options)
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
        positive = mse[mse > SMALLEST]
        least = float(positive.min()) if len(positive) else 1.0
        if not self._excess:
            least = min([least, *(level.mse for level in self._levels if level.mse > SMALLEST)])
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

    def _set_range(self, y_range: tuple[float, float]) -> None:
        pad = 0.035 * self._end
        self.view.setRange(xRange=(-pad, self._end + pad), yRange=y_range, padding=0)
        self._space_out_notes()


def _zeros(epochs: NDArray[np.int64]) -> Floats:
    return np.zeros(len(epochs))


def _end_of_axis(done: int, asked_for: int) -> int:
    """The axis grows in strides, 10, 20, 50, 100 …, up to all epochs asked for, and then with the run."""
    if done >= asked_for:
        return max(1, done)
    decade = int(10 ** (len(str(max(10, done))) - 1))
    stride = next(factor * decade for factor in (1, 2, 5, 10, 20) if done <= 0.96 * factor * decade)
    return min(asked_for, stride)
