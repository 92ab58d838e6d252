"""Somebody's own line with its handles and its squares, and the lines that it is compared with."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF

from gdgui.experiment.frame import Frame, Line, best_line
from gdgui.experiment.view_options import View, ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.data.squares import SquaresLayer
from gdgui.ui.views.geometry import Floats, segments_in_view
from gdgui.ui.views.items import Curve, Label
from gdgui.ui.views.placing import Room, around
from gdgui.ui.views.plot import Key, Plot
from gdgui.words import my_line as words

SHARES = {"left": 0.12, "middle": 0.5, "right": 0.88}  # where the handles are on what is in view of the line
INSIDE = 0.05  # share of the view that a handle keeps from its edge where the line is out of view
DASH, SAVED, FORETOLD, BEST = (5.0, 2.0), (1.0, 2.0), (3.0, 3.0), (10.0, 4.0)
Place = tuple[float, float]


class MyLineLayer:
    """Dashed, in a colour of its own. Handles are at both ends (which turn it) and in the middle."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.squares = SquaresLayer(plot, 2.5)
        self.best, self.saved, self.foretold, self.line = (plot.curve(z) for z in (5.6, 5.7, 5.75, 5.8))
        self._handles = plot.marks(7.5)
        self._names: list[tuple[Curve, Label]] = []
        for curve, text in (
            (self.line, words.my_line()),
            (self.foretold, words.foretold()),
            (self.saved, words.saved()),
            (self.best, words.best()),
        ):
            name = plot.text(7)
            name.setText(text)
            self._names.append((curve, name))
        self.handles: dict[str, Place] = {}
        self._key = Key()
        self.is_empty = True  # whether no line is shown

    @property
    def names(self) -> list[str]:
        """The words that stand beside the lines."""
        return [name.toPlainText() for _, name in self._names if name.isVisible()]

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale, mine = style.scale, style.theme.mine
        self.line.setPen(style.pen(mine, scale.line, dash=DASH))
        self.saved.setPen(style.pen(mine, 2 * scale.thin, dash=SAVED))
        self.foretold.setPen(style.pen(mine, 2 * scale.thin, dash=FORETOLD))
        self.best.setPen(style.pen(style.theme.text, 2 * scale.thin, dash=BEST))
        self._handles.setSize(1.4 * scale.marker)
        self._handles.setSymbol("s")
        self._handles.setPen(style.pen(mine, 2 * scale.thin))
        self._handles.setBrush(style.theme.canvas)
        for curve, name in self._names:
            name.setFont(scale.font(0.9, bold=True))
            name.setColor(style.theme.text if curve is self.best else mine)

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        """Those of this frame."""
        line = frame.my_line
        if self.is_empty and not (line or options.saved_line or frame.prediction):
            return
        view = self._plot.area
        best = best_line(frame) if line and options.shows_best else None
        said = frame.prediction.end if frame.prediction else None
        lines = line, options.saved_line, said, (best.m, best.b) if best else None
        if self._key.is_new(lines, view):
            self._draw_lines(*lines, view)
        if options.my_squares or self.squares.isVisible():
            colour = self._plot.current_style.theme.mine
            self.squares.draw(frame.dataset, line if options.my_squares else None, colour)

    def _draw_lines(
        self, line: Line | None, saved: Line | None, said: Line | None, best: Line | None, view: View
    ) -> None:
        """Each where it is in view; of two in the same place the one that can be moved."""
        for curve, shown in (
            (self.line, line),
            (self.saved, saved if saved != line else None),
            (self.foretold, said if said != line else None),
            (self.best, best),
        ):
            curve.setData(*_in_view(shown, view))
        self.handles = handles_of(line, view) if line else {}
        self._handles.setData(*zip(*self.handles.values(), strict=True))
        self.is_empty = not (line or saved or said or best)
        for _, name in self._names if self.is_empty else ():
            name.hide()

    def place_names(self, room: Room) -> None:
        """Each line's name near its right end, where there is room."""
        if self.is_empty:
            return
        for curve, _ in self._names:
            x, y = curve.getData()
            room.avoid_curve(x, y, softly=curve is not self.line)
        x, y = self._handles.getData()
        room.avoid_marks(x, y, 1.4 * self._plot.current_style.scale.marker)
        for curve, name in self._names:
            x, y = curve.getData()
            if x is None or len(x) < 2:
                name.hide()
                continue
            end = [np.array([0.8 * each[1] + 0.2 * each[0]]) for each in (x, y)]
            across, down = room.pixels(*end)
            at = float(across[0]), float(down[0])
            name.put(room, room.take(around(at, name.size, 6.0)))

    def handle_at(self, scene_position: QPointF) -> str:
        """The handle under this place of the scene; empty where there is none."""
        reach = max(12.0, self._plot.current_style.scale.target / 2)
        found, nearest = "", reach
        for name, place in self.handles.items():
            apart = self._plot.view.mapViewToScene(QPointF(*place)) - scene_position
            distance = math.hypot(apart.x(), apart.y())
            if distance <= nearest:
                found, nearest = name, distance
        return found


def handles_of(line: Line, view: View) -> dict[str, Place]:
    """Where the handles of a line are: on it or, where it is out of view, at the edge that it is beyond."""
    x, y = _in_view(line, view)
    if len(x):
        return {
            name: (float(x[0] + share * (x[1] - x[0])), float(y[0] + share * (y[1] - y[0])))
            for name, share in SHARES.items()
        }
    (left, right), (low, high) = view
    edge = INSIDE * (high - low)
    places = {}
    for name, share in SHARES.items():
        along = left + share * (right - left)
        places[name] = along, min(max(line[0] * along + line[1], low + edge), high - edge)
    return places


def _in_view(line: Line | None, view: View) -> tuple[Floats, Floats]:
    """Both ends of what is in view of a line; nothing where it is nowhere."""
    m, b = (np.array([value]) for value in line) if line else (np.empty(0), np.empty(0))
    return segments_in_view(m, b, *view, 0.0)
