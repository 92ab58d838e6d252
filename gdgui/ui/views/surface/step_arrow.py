"""Where the next epoch leads, as an arrow with its name."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from gdgui.experiment.frame import Line
from gdgui.ui.theme import Style
from gdgui.ui.views.placing import Room, around
from gdgui.ui.views.plot import Plot

TURN = 5  # degrees between two pictures of a head


@lru_cache(maxsize=360 // TURN + 1)
def _head(degrees: int) -> QPainterPath:
    """A triangle whose tip is in the middle, and which points there."""
    path = QPainterPath(QPointF(0, 0))
    for x, y in ((-0.5, 0.2), (-0.5, -0.2)):
        path.lineTo(QPointF(x, y))
    path.closeSubpath()
    return QTransform().rotate(-degrees).map(path)


class StepArrow:
    """From one place of the loss surface to another; the head is where it leads."""

    def __init__(self, plot: Plot, words: str) -> None:
        self._plot = plot
        self._turned: int | None = None  # degrees from the right, counterclockwise
        self.to: Line | None = None
        self._shaft = plot.curve(2.5)
        self._head = plot.marks(2.6)
        self._name = plot.text(6)
        self._name.setText(words)

    def apply(self, style: Style, colour: str) -> None:
        """Take another scale or theme."""
        self._shaft.setPen(style.pen(colour, 0.6 * style.scale.line))
        self._head.setSize(2 * style.scale.marker)
        self._head.setBrush(colour)
        self._head.setPen(style.pen(style.theme.canvas, 1.0))
        self._name.setFont(style.scale.font(0.8))
        self._name.setColor(style.theme.text)  # to be read on any shade

    def name(self, words: str) -> None:
        """Call it so."""
        if words != self._name.toPlainText():
            self._name.setText(words)

    def draw(self, start: Line, to: Line | None) -> None:
        """Draw it from here to there; None for no arrow."""
        was, self.to = self.to, to
        if to is None:
            if was is not None:
                self._name.hide()
                self._shaft.setData([], [])
                self._head.setData(x=[], y=[])
            return
        self._shaft.setData([start[0], to[0]], [start[1], to[1]])
        across, up = self._plot.view.viewPixelSize()
        angle = math.degrees(math.atan2((to[1] - start[1]) / up, (to[0] - start[0]) / across))
        turned = round(angle / TURN) * TURN
        if turned != self._turned:
            self._turned = turned
            self._head.setSymbol(_head(turned))
        self._head.setData(x=[to[0]], y=[to[1]])

    def keep_off(self, room: Room) -> None:
        """Let no words lie on it."""
        room.avoid_curve(*self._shaft.getData())

    def place_name(self, room: Room, size: float) -> None:
        """Give its name a free place near its head, which is so large."""
        if self.to is not None:
            across, down = np.rint(room.pixels(*np.array(self.to)[:, None]))  # as the room knows it
            at = float(across[0]), float(down[0])
            order = around(at, self._name.size, size / 2)
            self._name.put(room, room.take(np.concatenate((order[4:5], order))))
