"""The MSE over (m, b): the bowl that the run walks down."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gdgui.experiment.explained import steps_shown
from gdgui.experiment.frame import Frame, Line, best_line
from gdgui.experiment.seen import Seen
from gdgui.experiment.trail import path_epochs
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.items import Marks
from gdgui.ui.views.layers.ensemble import EnsembleLayer
from gdgui.ui.views.layers.saved_runs import SavedPaths
from gdgui.ui.views.placing import in_corners
from gdgui.ui.views.plot import Key, Plot
from gdgui.ui.views.surface.contours_layer import ContoursLayer
from gdgui.ui.views.surface.gradient import GradientLayer
from gdgui.ui.views.surface.my_marks import MyMarks
from gdgui.ui.views.surface.step_arrow import StepArrow
from gdgui.ui.views.view_box import CalmViewBox
from gdgui.words import plots, spoken
from gdgui.words.numbers import in_view, number

STEP = 1 / 100  # of the view, by an arrow key; a tenth of it with Shift
LARGEST_MARK, RING = 1.3, 0.6  # markers across, and how thick the ring of the start is, in lines
FEW = 200  # epochs of a path that is drawn with smooth edges

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class SurfaceView(Plot):
    """Contours, the path of the run, where it is, where it started and the minimum.

    A click, a drag or the arrow keys choose the start, or the end that is foretold: they become signals,
    nothing is changed here.
    """

    start_wanted = Signal(float, float)  # m and b
    end_wanted = Signal(float, float)  # the same, while somebody foretells where the run ends
    start_taken = Signal()  # button or key has been let go: the next one is another
    range_wanted = Signal(object)  # a View

    def __init__(self, parent: QWidget | None = None) -> None:
        view = _SurfaceViewBox(enableMenu=False)
        axes = plots.slope(), plots.intercept()
        super().__init__("surfacePlot", plots.loss_surface(), axes, parent, view)
        for side, symbol in zip(("bottom", "left"), plots.SYMBOLS, strict=True):
            self.getAxis(side).symbol = symbol
        self._range_key, self._words_key = Key(), Key()
        self._valley_seen, self._path_seen, self._steps_seen = Seen(), Seen(), Seen()
        self.contours = ContoursLayer(self)
        self._path = self.curve(2)
        self.saved = SavedPaths(self, 1.5)
        self.ensemble = EnsembleLayer(self)
        self.full_step = StepArrow(self, plots.full_step())
        self.own_step = StepArrow(self, plots.next_epoch())
        self.gradient = GradientLayer(self)
        self.mine = MyMarks(self)
        self._minimum = self.marks(3)
        self._start = self.marks(4)
        self._next_start = self.marks(4)
        self._cursor = self.marks(5)
        self._pointer = self.text(6)
        self._room = self.room()
        self._pointed_at: QPointF | None = None  # a place of the scene
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseClicked.connect(self._on_click)
        self.scene().sigMouseMoved.connect(self._on_hover)
        view.dragged_to.connect(self._want)
        view.sigRangeChangedManually.connect(self._on_manual_range)

    def dress(self, style: Style) -> None:
        scale, theme = style.scale, style.theme
        rim = style.pen(theme.canvas, scale.rim)
        self._path.setPen(style.pen(theme.line, max(scale.thin, 0.5 * scale.line)))
        for marks, symbol, size, pen, brush in (
            (self._cursor, "o", 1.2, rim, theme.line),
            (self._start, "o", 1.2, style.pen(theme.text, max(1.0, RING * scale.line)), theme.canvas),
            (self._next_start, "o", 1.2, style.pen(theme.faint_text, scale.thin, dash=(2, 1)), None),
            (self._minimum, "+", LARGEST_MARK, rim, theme.text),
        ):
            marks.setSymbol(symbol)
            marks.setSize(size * scale.marker)
            marks.setPen(pen)
            marks.setBrush(brush)
        self.full_step.apply(style, theme.residual)
        self.own_step.apply(style, theme.text)
        self.gradient.apply(style)
        self._pointer.setFont(scale.font(0.9))
        self._pointer.setColor(theme.text)
        self.ensemble.apply(style)
        self.mine.apply(style)
        super().dress(style)

    def depends_on(self, frame: Frame, options: ViewOptions) -> tuple[object, ...]:
        """Without a step that is shown, nothing of the settings but the start."""
        run = frame.trace, frame.cursor, frame.current, frame.saved, frame.ensemble
        start, stepped = (frame.settings.m, frame.settings.b), options.next_step or options.explains
        mine = frame.my_line, frame.prediction, frame.is_concealed
        return options, frame.points, *start, stepped and frame.settings, *run, *mine

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        wanted = options.surface_range
        if self._range_key.is_new(wanted, options.equal_axes, self.view.width(), self.view.height()):
            self.view.setAspectLocked(options.equal_axes)
            self.set_view_range(wanted)
        run = frame.trace, frame.cursor, frame.settings.m, frame.settings.b
        if self._valley_seen.is_new(frame.points, frame.is_concealed, self.drawn_in):
            self._draw_valley(frame)
        if self._path_seen.is_new(*run, self.drawn_in):
            self._draw_path(frame)
        stepped = (options.next_step or options.explains) and (*run, frame.points, frame.settings)
        if stepped or self._steps_seen.is_new(stepped, options, self.drawn_in):
            self._draw_steps(frame, options)
        self.saved.draw(frame)
        self.mine.draw(frame, options)
        self.ensemble.draw(frame)
        self._place_words()
        self._say_pointer()

    def describe(self, frame: Frame) -> str:
        path = spoken.path(frame.line, frame.start, spoken.epoch(frame.cursor, frame.epochs))
        best = best_line(frame)
        if best is None or frame.errors is None or frame.errors.minimum is None:
            return path
        place = (best.m, best.b) if best.unique else None
        return "; ".join((path, spoken.valley(place, frame.errors.minimum)))

    @property
    def pointer_words(self) -> str:
        """What is said about the place under the pointer; empty where there is none."""
        return self._pointer.toPlainText() if self._pointer.isVisible() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = DIRECTIONS.get(Qt.Key(event.key()))
        if direction is None or self.frame is None:
            super().keyPressEvent(event)
            return
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        (m_low, m_high), (b_low, b_high) = self.view_range()
        step_m, step_b = fine * STEP * (m_high - m_low), fine * STEP * (b_high - b_low)
        said, settings = self.frame.prediction, self.frame.settings
        m, b = (said.end if said and said.is_open else None) or (settings.m, settings.b)
        self._choose(m + direction[0] * step_m, b + direction[1] * step_b)
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.start_taken.emit()

    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        self.start_taken.emit()

    def leaveEvent(self, event: Any) -> None:
        self._on_hover(None)
        super().leaveEvent(event)

    def _draw_valley(self, frame: Frame) -> None:
        """What depends on the points: the contours, and the minimum where it is one place."""
        best = best_line(frame)
        self.contours.draw(frame.dataset.moments if best else None)
        self._put(self._minimum, [(best.m, best.b)] if best and best.unique else [])

    def _draw_steps(self, frame: Frame, options: ViewOptions) -> None:
        """Where the next epoch leads or the last one led to, and what of it is explained."""
        begin, step = steps_shown(frame, options)
        if step is not None:
            self.full_step.name(plots.full_step(step.own is None))
            self.own_step.name(plots.last_epoch() if options.explains == "last" else plots.next_epoch())
        self.full_step.draw(begin, step.full if step else None)
        self.own_step.draw(begin, step.own if step else None)
        self.gradient.draw(frame, options)

    def _draw_path(self, frame: Frame) -> None:
        """The run so far, from its start to where it is; and where the next one starts, if elsewhere."""
        m, b = frame.m, frame.b
        epochs = path_epochs(frame.cursor)
        self._path.setData(m[epochs], b[epochs], antialias=len(epochs) < FEW)
        self._put(self._start, [frame.start])
        self._put(self._cursor, [frame.line])
        wanted = frame.settings.m, frame.settings.b
        self._put(self._next_start, [wanted] if wanted != frame.start else [])

    def _place_words(self) -> None:
        """What speaks of the run comes first; the contours have many places for theirs."""
        room, scale = self.room(), self.current_style.scale
        size = scale.marker
        room.avoid_curve(*self._path.getData())
        marks = self._cursor, self._start, self._next_start, self._minimum
        m, b = np.concatenate([each.getData() for each in marks], axis=1)
        room.avoid_marks(m, b, LARGEST_MARK * size + RING * scale.line)
        self.saved.keep_off(room)
        self.mine.keep_off(room, scale)
        arrows = [each for each in (self.full_step, self.own_step) if each.to is not None]
        for arrow in arrows:
            arrow.keep_off(room)
        if self.gradient.is_lit:
            self.gradient.keep_off(room)
        numbers = [saved.run.number for saved in self.saved.saved]
        key = room.key(), numbers, self.contours.drawn, self.current_style
        if not self._words_key.is_new(*key):
            return
        self._room = room
        for arrow in arrows:
            arrow.place_name(room, size)
        if self.gradient.is_lit:
            self.gradient.place_names(room, size)
        self.saved.place_numbers(room)
        self.contours.place_labels(room)

    @staticmethod
    def _put(marks: Marks, places: list[Line]) -> None:
        marks.setData(*zip(*places, strict=True))

    def _on_click(self, event: Any) -> None:
        if self.is_inside(event.scenePos()) and event.button() == Qt.MouseButton.LeftButton:
            self._want(event.scenePos())

    def _want(self, scene_position: QPointF) -> None:
        here = self.view.mapSceneToView(scene_position)
        self._choose(here.x(), here.y())

    def _choose(self, m: float, b: float) -> None:
        """The start or, while somebody foretells the run, its end."""
        said = self.frame.prediction if self.frame else None
        (self.end_wanted if said and said.is_open else self.start_wanted).emit(m, b)

    def _on_hover(self, scene_position: QPointF | None) -> None:
        self._pointed_at = scene_position
        self._say_pointer()

    def _say_pointer(self) -> None:
        """Of the place that is under the pointer now, after view or points may have moved."""
        at, dataset = self._pointed_at, self.frame.dataset if self.frame else None
        if at is None or dataset is None or not len(dataset) or not self.is_inside(at):
            self._pointer.hide()
            return
        here = self.view.mapSceneToView(at)
        hidden = self.frame is not None and self.frame.is_concealed  # who tries many places finds the lowest
        mse = "" if hidden else number(dataset.moments.mse(here.x(), here.y()))
        (m_low, m_high), (b_low, b_high) = self.area
        m, b = in_view(here.x(), m_low, m_high), in_view(here.y(), b_low, b_high)
        self._pointer.setText(plots.at_place(m, b, mse))
        places = in_corners(self._pointer.size, self._room.size, ((0, 1), (0, 0), (1, 0), (1, 1)))
        found = self._room.find(places)
        self._pointer.put(self._room, places[0] if found is None else found)

    def _on_manual_range(self, _: object) -> None:
        self.range_wanted.emit(self.area)


class _SurfaceViewBox(CalmViewBox):
    """A drag with the left button chooses a place."""

    dragged_to = Signal(QPointF)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.dragged_to.emit(ev.scenePos())
        else:
            super().mouseDragEvent(ev, axis)
