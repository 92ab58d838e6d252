"""Where the next epoch leads, as an arrow with its name."""

from __future__ import annotations

import numpy as np

from gdgui.experiment.frame import Line
from gdgui.ui.theme import Style
from gdgui.ui.views.placing import Room, around
from gdgui.ui.views.plot import Plot


class StepArrow:
    """From one place of the loss surface to another; the head is where it leads."""

    def __init__(self, plot: Plot, words: str) -> None:
        self.to: Line | None = None
        self._shaft = plot.curve(2.5)
        self._head = plot.marks(2.6)
        self._name = plot.text(6)
        self._name.setText(words)

    def apply(self, style: Style, colour: str) -> None:
        """Take another scale or theme."""
        self._shaft.setPen(style.pen(colour, 0.6 * style.scale.line))
        self._head.setSymbol("d")
        self._head.setSize(0.8 * style.scale.marker)
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
        self.to = to
        if to is None:
            self._name.hide()
            self._shaft.setData([], [])
            self._head.setData(x=[], y=[])
            return
        self._shaft.setData([start[0], to[0]], [start[1], to[1]])
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
