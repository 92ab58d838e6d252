"""The MSE after every epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.geometry import Extremes, Floats, thinned
from gdgui.ui.views.layers.ensemble import BandLayer, band_of
from gdgui.ui.views.layers.saved_runs import SavedCurves
from gdgui.ui.views.loss.marks import LevelsLayer, NotesLayer, levels_of
from gdgui.ui.views.loss.prediction import PredictionLayer
from gdgui.ui.views.loss_axes import LossAxes, end_of_axis
from gdgui.ui.views.placing import in_corners
from gdgui.ui.views.plot import Key, Plot
from gdgui.ui.views.view_box import SquaresViewBox
from gdgui.words import plots, spoken
from gdgui.words.numbers import number

FEW = 60  # up to this many epochs, each one gets a dot


class LossView(Plot):
    """The curve grows into axes that stand still: they widen in strides, and only when they must.

    The pointer is told what happened at the epoch under it; a click there asks for that epoch.
    """

    epoch_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        view = SquaresViewBox(enableMenu=False)
        names = plots.epoch_axis(), plots.mse_axis(excess=False)
        super().__init__("lossPlot", plots.mean_squared_error(), names, parent, view)
        self.getAxis("bottom").counts = True
        self.axes = LossAxes()
        self._range_key, self._words_key, self._axes_seen = Key(), Key(), Seen()
        self._curve_key, self._extremes = Key(), Extremes()
        self._pens: dict[bool, QPen] = {}  # of the curve, and of one that explodes
        self._curve = self.curve(2)
        self._dots = self.marks(3)
        self._cursor = self.marks(4)
        self.saved = SavedCurves(self, 1.5)
        self.band = BandLayer(self)
        self.prediction = PredictionLayer(self)
        self.levels = LevelsLayer(self)
        self.notes = NotesLayer(self)
        self.view.setMouseEnabled(False, False)
        self._pointer = self.text(5)
        self._room = self.room()
        self._pointed_at: QPointF | None = None  # a place of the scene
        self.scene().sigMouseMoved.connect(self._on_hover)
        self.scene().sigMouseClicked.connect(self._on_click)

    def dress(self, style: Style) -> None:
        scale, theme = style.scale, style.theme
        self._pens = {
            far: style.pen(theme.diverged if far else theme.line, 0.7 * scale.line) for far in (False, True)
        }
        for marks, size in ((self._dots, 0.55), (self._cursor, 1.0)):
            marks.setSize(size * scale.marker)
            marks.setBrush(theme.line)
            marks.setPen(style.pen(theme.canvas, scale.rim))
        self._pointer.setFont(scale.font(0.9))
        self._pointer.setColor(theme.text)
        self.band.apply(style)
        self.prediction.apply(style)
        super().dress(style)

    def depends_on(self, frame: Frame, options: ViewOptions) -> tuple[object, ...]:
        """Without samples to count, nothing of the settings but the start and the number of epochs."""
        known, settings = frame.forecast, frame.settings
        asked = settings.m, settings.b, settings.epochs, frame.target, options.by_samples and settings
        levels = known and known.noise_floor, known and known.settings.algorithm
        run = frame.trace, frame.cursor, frame.current, frame.saved, frame.ensemble, frame.explodes
        return options, frame.points, *asked, *levels, *run, frame.prediction, frame.is_concealed

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        if self._axes_seen.is_new(options):
            self._take_axes(LossAxes.of(options))
        axes = self.axes
        epochs, y = self._thinned(frame)
        if axes.excess and len(epochs):
            y = frame.excess(epochs)
        levels = levels_of(frame, options)
        end = self._right_end(frame)
        self._set_range(frame, end, y, [level.excess if axes.excess else level.mse for level in levels])
        self._draw_curve(frame, epochs, y)
        self._draw_cursor(frame)
        self.saved.draw(frame)
        self.band.draw(frame.ensemble, axes)
        self.prediction.draw(frame, axes, epochs, y)
        self.levels.draw(levels, axes)
        self.notes.draw(frame, axes)
        self._place_words()
        self._say_pointer()

    def _thinned(self, frame: Frame) -> tuple[NDArray[np.int64], Floats]:
        """Epochs and the MSE after them: as many as can be told apart.

        The same segments from the same start are the same curve, as far as it has come.
        """
        trace = frame.trace
        key = (trace.segments, float(trace.m[0]), float(trace.b[0])) if trace else ()
        if not trace or self._curve_key.is_new(*key):
            self._extremes = Extremes()
        epochs, values = thinned(frame.mse, max(200, 2 * round(self.view.width())), self._extremes)
        return epochs.astype(np.int64), values

    def describe(self, frame: Frame) -> str:
        if frame.errors is None or not len(frame.mse):
            return spoken.no_curve()
        epoch = spoken.epoch(frame.cursor, frame.epochs)
        here, start = float(frame.mse[frame.cursor]), float(frame.mse[0])
        return spoken.curve(here, start, frame.errors.minimum, epoch)

    @property
    def pointer_words(self) -> str:
        """What is said about the epoch under the pointer; empty where there is none."""
        return self._pointer.toPlainText() if self._pointer.isVisible() else ""

    def epoch_at(self, scene_position: QPointF) -> int:
        """The epoch done that is nearest to this place of the scene, −1 where there is none."""
        frame = self.frame
        if frame is None or not len(frame.mse) or not self.is_inside(scene_position):
            return -1
        place: float = self.view.mapSceneToView(scene_position).x()
        epoch = self.axes.epoch_at(frame.samples_used, place)
        return min(max(0, round(epoch)), len(frame.mse) - 1)

    def value_at(self, scene_position: QPointF) -> tuple[float, float]:
        """Epoch, perhaps not whole, and MSE at a place of the scene."""
        here = self.view.mapSceneToView(scene_position)
        if self.frame is None:
            return 0.0, 0.0
        height = 10.0 ** float(here.y()) if self.axes.logarithmic else float(here.y())
        return self.axes.epoch_at(self.frame.samples_used, float(here.x())), height

    def leaveEvent(self, event: QEvent) -> None:
        self._on_hover(None)
        super().leaveEvent(event)

    def _on_hover(self, scene_position: QPointF | None) -> None:
        self._pointed_at = scene_position
        self._say_pointer()

    def _say_pointer(self) -> None:
        """Of the epoch that is under the pointer now, after curve or axes may have moved."""
        epoch = -1 if self._pointed_at is None else self.epoch_at(self._pointed_at)
        if epoch < 0 or self.frame is None:
            self._pointer.hide()
        else:
            self._pointer.setText(plots.at_epoch(epoch, number(self.frame.mse[epoch], 6)))
            places = in_corners(self._pointer.size, self._room.size, ((1, 0), (0, 0), (1, 1), (0, 1)))
            found = self._room.find(places)
            self._pointer.put(self._room, places[0] if found is None else found)

    def _on_click(self, event: Any) -> None:
        epoch = self.epoch_at(event.scenePos())
        if epoch >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.epoch_wanted.emit(epoch)

    # What is drawn

    def _take_axes(self, axes: LossAxes) -> None:
        self.axes = self.saved.axes = axes
        self.name_axis("left", plots.mse_axis(axes.excess))
        self.name_axis("bottom", plots.epoch_axis(axes.by_samples))
        self.getAxis("left").setLogMode(False, axes.logarithmic)

    def _place_words(self) -> None:
        """Levels first, which have few places, then the notes; numbers find theirs around the marks."""
        room = self.room()
        room.avoid_curve(*self._curve.getData())
        x, y = self._cursor.getData()
        room.avoid_marks(x, y, self.current_style.scale.marker)
        self.prediction.keep_off(room)
        self.saved.keep_off(room)
        numbers = [saved.run.number for saved in self.saved.saved]
        lines = self.levels.key, self.notes.key
        if not self._words_key.is_new(room.key(), numbers, lines, self.current_style):
            return
        self._room = room
        self.levels.place_names(room)
        self.notes.place_names(room)
        self.saved.place_numbers(room)

    def _set_range(self, frame: Frame, end: float, values: Floats, levels: Sequence[float]) -> None:
        """Axes for the epochs asked for, and for all values that can be compared."""
        letter = self.current_style.scale.text / max(1.0, self.view.height())
        everything = np.concatenate((values, self._other_values(frame, end)))
        y_range = self.axes.y_range(everything, levels, letter)
        if self._range_key.is_new(end, y_range):
            pad = 0.035 * end
            self.set_view_range(((-pad, end + pad), y_range))

    def _right_end(self, frame: Frame) -> float:
        """Where the axis ends: with the current run, if there is one; of samples, with what used most."""
        foretold = frame.prediction is not None and (frame.prediction.is_open or frame.prediction.curve)
        last = frame.epochs if foretold else end_of_axis(frame.done, frame.epochs)
        end = float(self.axes.along(frame, np.array([last]))[0])
        if frame.current is not None and not self.axes.by_samples:
            return end
        for saved in frame.saved:
            trace = saved.run.trace
            end = max(end, float(self.axes.x_of(trace, np.array([trace.epochs]))[0]))
        return end

    def _other_values(self, frame: Frame, end: float) -> Floats:
        """What the axis should hold of saved runs and the ensemble: not of runs that cannot be compared.

        Unless there is nothing that they could be compared with.
        """
        parts = [self.prediction.wanted(frame, self.axes)]
        if not frame.saved and frame.ensemble is None:
            return parts[0]
        alone = frame.current is None and all(saved.on_other_points for saved in frame.saved)
        for saved in frame.saved:
            if (alone or not saved.on_other_points) and not saved.run.explodes:
                epochs, values = self.saved.values(saved)
                along = self.axes.x_of(saved.run.trace, epochs)
                parts.append(values[along <= end])
        if frame.ensemble is not None:
            parts += band_of(frame.ensemble, self.axes)
        return np.concatenate(parts)

    def _draw_curve(self, frame: Frame, epochs: NDArray[np.int64], values: Floats) -> None:
        self._curve.setPen(self._pens[frame.explodes])
        x, y = self.axes.along(frame, epochs), self.axes.y(values)
        seen = np.isfinite(y)  # a zero has no logarithm: the curve has a gap there
        if seen.any():
            # Smooth edges cost most where a noisy curve is a solid band, and show least there.
            smooth = len(epochs) == len(frame.mse)
            connect = "all" if seen.all() else "finite"  # “all” is much quicker to paint
            self._curve.setData(x, y, connect=connect, antialias=smooth)
        else:
            self._curve.setData([], [])
        dots = seen if len(frame.mse) <= FEW else np.zeros(len(x), dtype=bool)
        self._dots.setData(x=x[dots], y=y[dots])

    def _draw_cursor(self, frame: Frame) -> None:
        at = np.array([frame.cursor][: len(frame.mse)], dtype=np.int64)
        height = self.axes.y(frame.excess(at) if self.axes.excess and len(at) else frame.mse[at])
        seen = np.isfinite(height)
        self._cursor.setData(x=self.axes.along(frame, at)[seen], y=height[seen])
