"""The saved runs, drawn beside the current one: each with its colour, its dashes and its number."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from functools import partial
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform

from gdgui.core import Trace
from gdgui.experiment.frame import Frame, SavedRun
from gdgui.experiment.trail import path_epochs
from gdgui.ui.theme import RunStyle
from gdgui.ui.views.dashes import strokes
from gdgui.ui.views.geometry import Floats, segments_in_view, thinned
from gdgui.ui.views.loss_axes import LossAxes
from gdgui.ui.views.pixels import Pixels
from gdgui.ui.views.placing import Room
from gdgui.ui.views.plot import Key, Memo, Plot
from gdgui.ui.views.shapes import renew_clip

RIM = 0.3  # of the height of ordinary text: around a number, half of it within
MOST_OF_A_CURVE = 600  # points of a curve that is drawn

Curve = tuple[Floats, Floats]
Values = tuple[NDArray[np.int64], Floats]  # epochs, and what was reached after each


class _Shown(NamedTuple):
    """A run as it is drawn: its curve, where its mark is, and its colour and dashes."""

    saved: SavedRun
    curve: Curve
    mark: Curve
    look: RunStyle


class SavedLayer(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """A curve, a mark and a number for each saved run on one plot.

    What is painted was found when words kept off it, in the same drawing. The pixels of a curve are kept as
    long as run, style and view are the same.
    """

    stays = True  # whether a curve stays as it is while the cursor moves: then its pixels are kept

    def __init__(self, plot: Plot, z: float) -> None:
        super().__init__()
        self._plot = plot
        self.saved: tuple[SavedRun, ...] = ()
        self._pixels: dict[int, Pixels] = {}
        self._curves: dict[int, Memo[Curve]] = {}  # both by the number of the run
        self._shown: list[_Shown] = []  # as when words were placed
        self._numbers: dict[int, tuple[float, ...]] = {}  # boxes of those that are shown
        self._font = QFont()  # of the numbers
        self._drawn = Key()
        self.setZValue(z)
        self.hide()
        plot.addItem(self)

    def draw(self, frame: Frame) -> None:
        """The runs of this frame, each where it stands."""
        if not frame.saved and not self.saved:
            return
        self.saved = frame.saved
        if not self._drawn.is_new(self.saved, self.drawn_in()):
            return
        pixels, curves, self._pixels, self._curves = self._pixels, self._curves, {}, {}
        for each in self.saved:
            number = each.run.number
            self._pixels[number] = pixels.get(number) or Pixels()
            self._curves[number] = curves.get(number) or Memo()
        self.setVisible(bool(self.saved))
        self.update()

    def keep_off(self, room: Room) -> None:
        """Let no words lie on the marks, nor on the curves where they need not."""
        if not self.saved and not self._shown:
            return
        diameter = 0.8 * self._plot.current_style.scale.marker
        self._shown = []
        for saved in self.saved:
            curve = self.curve_of(saved)
            mark = self.place_of(saved, curve)
            self._shown.append(_Shown(saved, curve, mark, self.look_of(saved)))
            room.avoid_marks(*mark, diameter)
            room.avoid_curve(*curve, softly=True)

    def place_numbers(self, room: Room) -> None:
        """Give each number a free place near its mark, as several runs may end at one place."""
        numbers: dict[int, tuple[float, ...]] = {}
        style, metrics = self._plot.current_style, None
        if self._shown:
            self._font = style.scale.font(0.9, bold=True)
            metrics = QFontMetricsF(self._font)
        for saved, _, mark, _ in self._shown:
            number = saved.run.number
            across, down = np.rint(room.pixels(*mark))  # as the room knows it
            if metrics and len(across):
                size = metrics.horizontalAdvance(str(number)) + 2, metrics.capHeight() + 2
                at, reach = (float(across[0]), float(down[0])), 0.4 * style.scale.marker + 1
                box = room.take_near(at, size, reach, left_first=number % 2 == 1)
                if box is not None:
                    numbers[number] = tuple(box.tolist())
        if numbers != self._numbers:
            self._numbers = numbers
            self.update()

    @property
    def numbers(self) -> dict[int, tuple[float, ...]]:
        """Left, top, right and bottom of the numbers shown, in pixels from the top left of the axes."""
        return dict(self._numbers)

    def drawn_in(self) -> tuple[object, ...]:
        """What all of them depend on besides the runs."""
        return (self._plot.drawn_in,)

    def curve(self, number: int) -> Curve | None:
        """x and y along the curve of the run with this number, if it is shown."""
        return next((self.curve_of(each) for each in self.saved if each.run.number == number), None)

    def place(self, number: int) -> Curve | None:
        """x and y where the mark of the run with this number is, if it is shown; perhaps empty."""
        found = (each for each in self.saved if each.run.number == number)
        return next((self.place_of(each, self.curve_of(each)) for each in found), None)

    def curve_of(self, saved: SavedRun) -> Curve:
        """x and y along the curve of a run that is shown."""
        return self._curves[saved.run.number].get(partial(self.find_curve, saved), *self.key(saved))

    @abstractmethod
    def find_curve(self, saved: SavedRun) -> Curve:
        """x and y along the curve of a run, found anew."""

    @abstractmethod
    def place_of(self, saved: SavedRun, curve: Curve) -> Curve:
        """x and y where the mark of a run with this curve is; empty where there is none."""

    def key(self, saved: SavedRun) -> tuple[object, ...]:
        """All that the curve of a run depends on, in the units of the plot."""
        return saved.run.trace, saved.drawn_to

    def look_of(self, saved: SavedRun) -> RunStyle:
        """Colour and dashes of a run."""
        return self._plot.current_style.theme.runs[saved.run.style]

    def boundingRect(self) -> QRectF:
        return self._plot.in_view

    def paint(self, painter: QPainter, *_: object) -> None:
        style, area = self._plot.current_style, self._plot.in_view
        renew_clip(painter)
        for shown in self._shown:
            painted = partial(self._paint_curve, shown)
            if self.stays:
                key = (self.key(shown.saved), shown.look, style)
                self._pixels[shown.saved.run.number].draw(painter, area, key, painted)
            else:
                painter.save()
                painted(painter)
                painter.restore()
        to_pixels = painter.transform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shown in self._shown:
            at = in_pixels(to_pixels, shown.mark)
            if len(at):
                self._paint_mark(painter, shown.look.colour, QPointF(*at[0]))
        painter.translate(to_pixels.mapRect(area).topLeft())
        self._paint_numbers(painter)

    def _paint_curve(self, shown: _Shown, painter: QPainter) -> None:
        style, to_pixels = self._plot.current_style, painter.transform()
        view = to_pixels.mapRect(self._plot.in_view)
        corners = in_pixels(to_pixels, shown.curve) - (view.left(), view.top())
        pen = style.stroke(shown.look.colour, style.scale.saved_line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = [pen.widthF() * length for length in shown.look.dash]
        found = strokes(corners, (view.width(), view.height()), pattern)
        lines = [QLineF(*ends) for ends in found.tolist()]
        painter.resetTransform()
        painter.translate(view.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        if lines:
            painter.drawLines(lines)

    def _paint_mark(self, painter: QPainter, colour: str, at: QPointF) -> None:
        style = self._plot.current_style
        painter.setPen(style.stroke(style.theme.canvas, 1.0))
        painter.setBrush(QColor(colour))
        radius = 0.4 * style.scale.marker
        painter.drawEllipse(at, radius, radius)

    def _paint_numbers(self, painter: QPainter) -> None:
        style = self._plot.current_style
        rim = style.stroke(style.theme.canvas, RIM * style.scale.text)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setFont(self._font)
        for saved, _, _, look in self._shown:
            box = self._numbers.get(saved.run.number)
            if box is not None:
                at, words = QPointF(box[0] + 1, box[3] - 1), str(saved.run.number)
                path = QPainterPath()
                path.addText(at, self._font, words)
                painter.strokePath(path, rim)  # it may have to stand on the curve of another run
                painter.setPen(QColor(look.colour))
                painter.drawText(at, words)


class SavedLines(SavedLayer):
    """Their lines at the cursor's epoch, on the points."""

    stays = False

    def key(self, saved: SavedRun) -> tuple[object, ...]:
        return saved.run.trace, saved.epoch, self._plot.area

    def find_curve(self, saved: SavedRun) -> Curve:
        trace, which = saved.run.trace, slice(saved.epoch, saved.epoch + 1)
        return segments_in_view(trace.m[which], trace.b[which], *self._plot.area, 0.0)

    def place_of(self, saved: SavedRun, curve: Curve) -> Curve:
        x, y = curve
        return 0.97 * x[:1] + 0.03 * x[1:2], 0.97 * y[:1] + 0.03 * y[1:2]


class SavedPaths(SavedLayer):
    """Their paths on the loss surface, and where they are."""

    def find_curve(self, saved: SavedRun) -> Curve:
        trace, epochs = saved.run.trace, path_epochs(saved.drawn_to, MOST_OF_A_CURVE)
        return trace.m[epochs], trace.b[epochs]

    def place_of(self, saved: SavedRun, curve: Curve) -> Curve:
        trace, which = saved.run.trace, slice(saved.epoch, saved.epoch + 1)
        return trace.m[which], trace.b[which]


class SavedCurves(SavedLayer):
    """Their MSE after every epoch, on the axes of the current run."""

    def __init__(self, plot: Plot, z: float) -> None:
        self.axes = LossAxes()
        self._values = defaultdict[int, Memo[Values]](Memo)  # by the number of the run
        super().__init__(plot, z)

    def draw(self, frame: Frame) -> None:
        if len(self._values) > len(frame.saved):
            numbers = {saved.run.number for saved in frame.saved}
            for number in self._values.keys() - numbers:
                del self._values[number]
        super().draw(frame)

    def drawn_in(self) -> tuple[object, ...]:
        return *super().drawn_in(), self.axes

    def values(self, saved: SavedRun) -> Values:
        """Epochs of the whole run, not too many, and their MSE or excess."""
        trace, excess = saved.run.trace, self.axes.excess
        return self._values[saved.run.number].get(partial(_values_of, trace, excess), trace, excess)

    def look_of(self, saved: SavedRun) -> RunStyle:
        look = super().look_of(saved)
        if saved.on_other_points:
            return look._replace(colour=self._plot.current_style.theme.disabled)
        return look

    def key(self, saved: SavedRun) -> tuple[object, ...]:
        return *super().key(saved), self.axes

    def find_curve(self, saved: SavedRun) -> Curve:
        trace, axes = saved.run.trace, self.axes
        if saved.drawn_to < trace.epochs:  # it grows in step with the current run
            epochs, values = _values_of(trace.head(saved.drawn_to), axes.excess)
        else:
            epochs, values = self.values(saved)
        return axes.x_of(trace, epochs), axes.y(values)

    def place_of(self, saved: SavedRun, curve: Curve) -> Curve:
        trace, axes, at = saved.run.trace, self.axes, np.array([saved.epoch])
        height = axes.y(axes.values(trace, at))
        seen = np.isfinite(height)
        return axes.x_of(trace, at)[seen], height[seen]


def in_pixels(to_pixels: QTransform, curve: Curve) -> Floats:
    """Where a curve is when it is painted: shape (n, 2). Views are neither turned nor sheared."""
    x, y = curve
    with np.errstate(over="ignore"):
        return np.stack((x * to_pixels.m11() + to_pixels.dx(), y * to_pixels.m22() + to_pixels.dy()), axis=1)


def _values_of(trace: Trace, excess: bool) -> Values:
    x, values = thinned(trace.mse, MOST_OF_A_CURVE)
    epochs = x.astype(np.int64)
    return epochs, trace.excess(epochs) if excess else values
