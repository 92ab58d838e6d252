"""The points, the line, the trail of earlier lines, the residuals and the samples drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset
from gdgui.experiment import ranges
from gdgui.experiment.edits import Positions
from gdgui.experiment.explained import samples_ringed
from gdgui.experiment.frame import Frame
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.data.beyond import PointsBeyond
from gdgui.ui.views.data.hand import HandMarks
from gdgui.ui.views.data.invitation import Invitation
from gdgui.ui.views.data.my_line import MyLineLayer
from gdgui.ui.views.data.points import PointsLayer
from gdgui.ui.views.data.residuals import ResidualsLayer
from gdgui.ui.views.geometry import Floats, lines_in_view, segments_in_view
from gdgui.ui.views.items import Curve, Label
from gdgui.ui.views.layers.saved_runs import SavedLines
from gdgui.ui.views.placing import Room, boxes_at, in_corners
from gdgui.ui.views.plot import Key, Plot
from gdgui.words import plots, spoken
from gdgui.words import window as words

FEW_POINTS = 300  # up to this many, words keep off them where they can
FEW_LINES = 16  # a smooth line costs Qt a millisecond: a longer trail is drawn without smooth edges
FADES = (0.14, 0.18, 0.23, 0.3, 0.4, 0.55)  # opacity of the trail, oldest lines first


class DataView(Plot):
    """The canvas for the points. It changes nothing: zooming and panning ask for another range."""

    clicks_add_up = True
    range_wanted = Signal(object)  # a View
    removal_wanted = Signal(int)
    examples_wanted = Signal(QPoint)  # at this place of the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dataPlot", plots.points_and_line(), ("x", "y"), parent)
        self._pens: dict[bool, QPen] = {}  # of the line, and of one of a run that explodes
        self._range_key, self._grid_key = Key(), Key()
        self._points_seen, self._samples_seen, self._lines_seen = Seen(), Seen(), Seen()
        self._trail = [self.curve(1, connect="pairs") for _ in FADES]
        self.residuals = ResidualsLayer(self)
        self._samples = self.marks(3)  # a halo beneath the point
        self.points = PointsLayer(self)
        self._line = self.curve(6)
        self.saved = SavedLines(self, 5.5)
        self.mine = MyLineLayer(self)
        self._elsewhere = self.text(7)
        self.beyond = PointsBeyond(self)
        self._warning = self.text(8)
        self._warning.setText(words.diverging())
        self.hand = HandMarks(self)
        self.invitation = Invitation(self)
        self.invitation.button.clicked.connect(self._want_examples)
        self._is_line_seen = True
        self._has_words = False
        self._room: Room | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseClicked.connect(self._on_click)
        self.view.sigRangeChangedManually.connect(self._on_manual_range)

    def dress(self, style: Style) -> None:
        scale, theme = style.scale, style.theme
        for curve, alpha in zip(self._trail, FADES, strict=True):
            curve.setPen(style.pen(theme.line, scale.thin, alpha))
        self._pens = {
            far: style.pen(theme.diverged if far else theme.line, scale.line) for far in (False, True)
        }
        self.residuals.apply(style)
        self._samples.setSize(1.7 * scale.marker)
        self._samples.setPen(style.pen(theme.rim, scale.rim))
        self._samples.setBrush(theme.sample)
        self.points.apply(style)
        self.hand.apply(style)
        self.mine.apply(style)
        self.beyond.apply(style)
        self.invitation.apply(style)
        self._elsewhere.setFont(scale.font(bold=True))
        self._elsewhere.setColor(theme.line)
        self._warning.setFont(scale.font(1.2, bold=True))
        self._warning.setColor(theme.diverged)
        super().dress(style)

    def depends_on(self, frame: Frame, options: ViewOptions) -> tuple[object, ...]:
        """Without a step that is explained, nothing of the settings but the start."""
        start, explained = (frame.settings.m, frame.settings.b), options.explains and frame.settings
        run = frame.trace, frame.cursor, frame.current, frame.saved, frame.is_exploding
        mine = frame.my_line, frame.prediction, frame.is_concealed
        return options, frame.points, frame.selection, *start, explained, *run, *mine

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        self._set_range(frame, options)
        if self._grid_key.is_new(options.grid):
            self.show_grid(options.grid)
        if self._points_seen.is_new(frame.points, frame.selection, self.drawn_in):
            for side, name in zip(("bottom", "left"), frame.points.names, strict=True):
                self.name_axis(side, name)
            self.points.draw(frame.dataset, frame.selection)
            self.beyond.look(frame.dataset)
        run = frame.trace, frame.cursor, frame.settings.m, frame.settings.b, frame.is_exploding
        drawn = options.explains and (options, frame.settings)
        if drawn or self._samples_seen.is_new(frame.trace and frame.points, frame.trace, frame.cursor, drawn):
            at = samples_ringed(frame, options)
            self._samples.setData(x=frame.dataset.x[at], y=frame.dataset.y[at])
        if self._lines_seen.is_new(*run, self.drawn_in):
            self._draw_lines(frame)
        self.residuals.draw(frame, options)
        self.saved.draw(frame)
        self.mine.draw(frame, options)
        self._place_words(frame)

    def describe(self, frame: Frame) -> str:
        mse = frame.errors.mse if frame.errors else None
        epoch = spoken.epoch(frame.cursor, frame.epochs)
        parts = [spoken.points_and_line(len(frame.dataset), spoken.line(*frame.line), mse, epoch)]
        if self.beyond.count:
            parts.append(plots.points_out_of_view(self.beyond.count))
        if frame.is_exploding:
            parts.append(spoken.diverging())
        if frame.my_line is not None:
            parts.append(spoken.my_line(spoken.line(*frame.my_line)))
        if len(frame.selection):
            parts.append(spoken.selected(frame.dataset, frame.selection.tolist(), frame.points.names))
        return "; ".join(parts)

    # Places, as a hand on the canvas needs them

    @property
    def dataset(self) -> Dataset:
        """The points shown."""
        return self.frame.dataset if self.frame else Dataset([], [])

    @property
    def selection(self) -> Positions:
        """Ascending positions of the points that are ringed as selected."""
        return self.frame.selection if self.frame else np.empty(0, dtype=np.int64)

    @property
    def letter(self) -> float:
        """Height of ordinary text, in pixels."""
        return self.current_style.scale.text

    def value_at(self, scene_position: QPointF) -> tuple[float, float]:
        """x and y at a place of the scene."""
        here = self.view.mapSceneToView(scene_position)
        return float(here.x()), float(here.y())

    def scene_at(self, x: float, y: float) -> QPointF:
        """Where on the scene x and y are."""
        place: QPointF = self.view.mapViewToScene(QPointF(x, y))
        return place

    def point_at(self, scene_position: QPointF) -> int:
        """Position of the nearest point under this place of the scene, −1 where there is none."""
        distance = self._distances(scene_position)
        if not len(distance):
            return -1
        nearest = int(distance.argmin())
        reach = max(0.75 * self.current_style.scale.marker, 7.0)
        return nearest if distance[nearest] <= reach else -1

    @property
    def line_handles(self) -> dict[str, tuple[float, float]]:
        """x and y of the handles of somebody's own line: left, middle and right."""
        return self.mine.handles

    def handle_at(self, scene_position: QPointF) -> str:
        """The handle under this place of the scene; empty where there is none."""
        return self.mine.handle_at(scene_position)

    def points_near(self, scene_position: QPointF, radius: float) -> Positions:
        """Positions of the points within so many pixels of a place of the scene."""
        return np.flatnonzero(self._distances(scene_position) <= radius)

    def points_within(self, scene_rectangle: QRectF) -> Positions:
        """Positions of the points in a rectangle of the scene."""
        corners = (scene_rectangle.topLeft(), scene_rectangle.bottomRight())
        (x_low, y_high), (x_high, y_low) = map(self.value_at, corners)
        x, y = self.dataset.x, self.dataset.y
        return np.flatnonzero((x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high))

    def grid(self) -> tuple[float, float]:
        """Steps of the grid: those set by hand, else those of the lines drawn."""
        if self.options.grid_steps is not None:
            return self.options.grid_steps
        steps = []
        for side, (low, high) in zip(("bottom", "left"), self.view_range(), strict=True):
            axis = self.getAxis(side)
            length = axis.width() if side == "bottom" else axis.height()
            levels = axis.tickSpacing(low, high, max(1.0, length))
            steps.append(float(levels[min(1, len(levels) - 1)][0]))
        return steps[0], steps[1]

    def pan(self, dx: float, dy: float) -> None:
        """Move what is in view by so much of x and y."""
        (x_low, x_high), (y_low, y_high) = self.view_range()
        self.range_wanted.emit(((x_low + dx, x_high + dx), (y_low + dy, y_high + dy)))

    def _distances(self, scene_position: QPointF) -> Floats:
        """Of all points, in pixels."""
        (x, y), dataset = self.value_at(scene_position), self.dataset
        size_x, size_y = self.view.viewPixelSize()
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # zoomed in as far as it goes
            distances: Floats = np.hypot((dataset.x - x) / size_x, (dataset.y - y) / size_y)
            return distances

    def _on_manual_range(self, _: object) -> None:
        self.range_wanted.emit(self.area)

    def _on_click(self, event: Any) -> None:
        """Of the buttons that no tool takes."""
        hit = self.point_at(event.scenePos()) if self.is_inside(event.scenePos()) else -1
        if event.button() == Qt.MouseButton.RightButton and hit >= 0:
            self.removal_wanted.emit(hit)

    def _want_examples(self) -> None:
        button = self.invitation.button
        self.examples_wanted.emit(button.mapToGlobal(button.rect().bottomLeft()))

    # What is drawn

    def _set_range(self, frame: Frame, options: ViewOptions) -> None:
        wanted = ranges.of_data(frame, options)
        if self._range_key.is_new(wanted, options.equal_units, self.view.width(), self.view.height()):
            self.view.setAspectLocked(options.equal_units)
            self.set_view_range(wanted)

    def _draw_lines(self, frame: Frame) -> None:
        x_range, y_range = self.area
        epochs = np.append(frame.trail, frame.cursor)
        m, b = frame.m[epochs], frame.b[epochs]
        self._is_line_seen = len(segments_in_view(m[-1:], b[-1:], x_range, y_range, 0.0)[0]) > 0
        self._line.setPen(self._pens[frame.is_exploding])
        x, y, seen = lines_in_view(m, b, x_range, y_range, 0.05)
        n = len(m) - 1
        drawn: list[tuple[Curve, slice, dict[str, bool]]] = [(self._line, slice(n, None), {})]
        for k, curve in enumerate(reversed(self._trail)):  # the newest lines in the strongest shade
            which = slice(n - (n * (k + 1)) // len(FADES), n - (n * k) // len(FADES))
            drawn.append((curve, which, {"antialias": n <= FEW_LINES}))
        for curve, which, options in drawn:
            here = seen[which]
            curve.setData(x[which][here].ravel(), y[which][here].ravel(), **options)

    @property
    def taken(self) -> Room:
        """The room that line, points and words leave, as drawn last."""
        if self._room is None:
            self._room, dataset = self.room(), self.dataset
            self._room.avoid_curve(*self._line.getData())
            if len(dataset) <= FEW_POINTS:
                marker = self.current_style.scale.marker
                self._room.avoid_marks(dataset.x, dataset.y, marker, softly=True)
        return self._room

    def _place_words(self, frame: Frame) -> None:
        """The sign of a run that explodes, where the line is when it has left the view, and numbers."""
        is_empty = not len(frame.dataset)
        has_words = bool(frame.saved) or not self.mine.is_empty or frame.is_exploding
        has_words = has_words or is_empty or not self._is_line_seen or self.beyond.count > 0
        self._room, had_words = None, self._has_words
        self._has_words = has_words
        if not (has_words or had_words):
            return
        room = self.taken
        self.saved.keep_off(room)
        self.mine.place_names(room)
        if frame.is_exploding:
            left_first = ((0, 0), (0, 1), (1, 0), (1, 1))
            self._put(self._warning, room, in_corners(self._warning.size, room.size, left_first))
        else:
            self._warning.hide()
        if self._is_line_seen:
            self._elsewhere.hide()
        else:
            self._say_elsewhere(frame, room)
        self.saved.place_numbers(room)
        for curve in self._trail if is_empty else ():
            x, y = curve.getData()
            room.avoid_curve(x, y, softly=True)
        self.invitation.show(room, is_empty)
        self.beyond.say(room)

    def _say_elsewhere(self, frame: Frame, room: Room) -> None:
        (left, right), (_, high) = self.area
        above = frame.line[0] * (left + right) / 2 + frame.line[1] > high
        self._elsewhere.setText(plots.line_is_elsewhere(above))
        wide, tall = self._elsewhere.size
        middle, down = (room.size[0] - wide) / 2, room.size[1] - tall
        shares = (0.06, 0.15, 0.25) if above else (0.94, 0.85, 0.75)
        self._put(self._elsewhere, room, boxes_at([(middle, share * down) for share in shares], (wide, tall)))

    @staticmethod
    def _put(label: Label, room: Room, places: Floats) -> None:
        """What must be said is said at the first place if none is free."""
        found = room.take(places)
        label.put(room, places[0] if found is None else found)
