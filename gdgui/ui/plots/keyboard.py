"""The points by keyboard alone: a crosshair instead of the pointer, Enter instead of the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gdgui.experiment.edits import Place
from gdgui.experiment.report import counted
from gdgui.ui.plots.crosshair import Crosshair

if TYPE_CHECKING:
    from gdgui.ui.plots.data_plot import DataPlot

STEP = 1 / 100  # of the view, by an arrow key
FINE, COARSE = 1 / 10, 10  # of that: with Shift, with Ctrl

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Keyboard:
    """Arrows move the crosshair or, where points are selected, nudge them; Alt makes it the crosshair always.

    Enter (or Space) is the left button at the crosshair: held, with arrows, it drags. Tab walks the points
    from left to right.
    """

    def __init__(self, plot: DataPlot) -> None:
        self._plot = plot
        self.crosshair = Crosshair(plot, 8)
        self.is_pressed = False  # whether a key is held that stands for the left button
        self._nudges = False
        self._walk: tuple[object, list[int]] = (None, [])  # a dataset, and its positions from left to right

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down; whether it meant anything."""
        which = Qt.Key(event.key())
        if which in DIRECTIONS:
            self._go(DIRECTIONS[which], event.modifiers())
        elif which in PRESSES and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not event.isAutoRepeat():
                self._press(event.modifiers())
        elif which == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """A key goes up; whether it meant anything."""
        which = Qt.Key(event.key())
        if event.isAutoRepeat() or which not in (*DIRECTIONS, *PRESSES):
            return which in (*DIRECTIONS, *PRESSES)
        if which in PRESSES and self.is_pressed:
            self.is_pressed = False
            self._plot.tool.release(self._here())
        elif self._nudges:
            self._end_nudge()
        return True

    def leave(self) -> None:
        """The focus goes elsewhere."""
        self._end_nudge()
        if self.is_pressed:
            self._plot.let_go()
        self.crosshair.hide()

    def walk(self, forwards: bool) -> bool:
        """Select the next point, from left to right, or the one before; False where there is none."""
        dataset, selection = self._plot.dataset, self._plot.selection
        if self._walk[0] is not dataset:
            self._walk = dataset, np.lexsort((dataset.y, dataset.x)).tolist()
        order = self._walk[1]
        if len(selection) == 1:
            at = order.index(int(selection[0])) + (1 if forwards else -1)
        elif self.crosshair.is_visible:  # from there on
            left = int(np.sum(dataset.x < self.crosshair.position[0]))
            at = left if forwards else left - 1
        else:
            at = 0 if forwards else len(order) - 1
        if not 0 <= at < len(order):
            return False
        self._plot.selection_wanted.emit(np.array([order[at]]))
        x, y = float(dataset.x[order[at]]), float(dataset.y[order[at]])
        self.crosshair.move_to(x, y)
        return True

    def _go(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        always = modifiers & Qt.KeyboardModifier.AltModifier
        dx, dy = self._step(direction, modifiers)
        if len(self._plot.selection) and not (self.is_pressed or always):
            self._nudge(dx, dy)
            return
        x, y = self.crosshair.position if self.crosshair.is_visible else self._plot.middle()
        self.crosshair.move_to(*self._within_view(*self._plot.snapped(x + dx, y + dy)))
        if self.is_pressed:
            self._plot.tool.move(self._here())

    def _within_view(self, x: float, y: float) -> tuple[float, float]:
        (x_low, x_high), (y_low, y_high) = self._plot.view_range()
        return min(max(x, x_low), x_high), min(max(y, y_low), y_high)

    def _step(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> tuple[float, float]:
        factor = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            factor = 1.0 if self._plot.snaps else FINE
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = COARSE
        ranges = self._plot.view_range()
        steps = self._plot.grid if self._plot.snaps else [STEP * (high - low) for low, high in ranges]
        return direction[0] * factor * steps[0], direction[1] * factor * steps[1]

    def _nudge(self, dx: float, dy: float) -> None:
        plot, at = self._plot, self._plot.selection
        self._nudges = True
        x, y = plot.dataset.x[at] + dx, plot.dataset.y[at] + dy
        if len(at) == 1:
            x[0], y[0] = plot.snapped(float(x[0]), float(y[0]))
            self.crosshair.move_to(float(x[0]), float(y[0]))
        plot.edit_tried.emit(Place(at, x, y), f"move of {counted(len(at), 'point')}")

    def _end_nudge(self) -> None:
        if self._nudges:
            self._nudges = False
            self._plot.edit_settled.emit()

    def _press(self, modifiers: Qt.KeyboardModifier) -> None:
        if not self.crosshair.is_visible:
            self.crosshair.move_to(*self._plot.snapped(*self._plot.middle()))
        self.is_pressed = True
        self._plot.tool.press(self._here(), modifiers)

    def _here(self) -> QPointF:
        return self._plot.scene_at(*self.crosshair.position)

    def _escape(self) -> bool:
        if self.is_pressed or self._nudges:
            self._nudges = False
            self._plot.let_go()
            self._plot.edit_reverted.emit()
        elif len(self._plot.selection):
            self._plot.selection_wanted.emit(np.empty(0, dtype=np.int64))
        elif self.crosshair.is_visible:
            self.crosshair.hide()
        else:
            return False
        return True
