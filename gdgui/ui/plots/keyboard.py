"""The points by keyboard alone: a crosshair instead of the pointer, Enter instead of the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gdgui.experiment.edits import Place
from gdgui.ui.plots.crosshair import Crosshair
from gdgui.words.report import counted

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
        self._leaves = False  # whether Tab leads out of the plot
        self._walk: tuple[object, list[int]] = (None, [])  # a dataset, and its positions from left to right

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down; whether it meant anything."""
        which = Qt.Key(event.key())
        self._leaves = self._leaves and which not in (*DIRECTIONS, *PRESSES)
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
            self.end_nudge()
        return True

    def enter(self) -> None:
        """The focus has come: Tab walks the points again."""
        self._leaves = False

    def leave(self) -> None:
        """The focus goes elsewhere."""
        self.end_nudge()
        if self.is_pressed:
            self._plot.let_go()
        self.crosshair.hide()

    def walk(self, forwards: bool) -> bool:
        """Select the next point, from left to right, or the one before; False where there is none."""
        dataset, selection = self._plot.dataset, self._plot.selection
        if self._leaves:
            return False
        if self._walk[0] is not dataset:
            self._walk = dataset, np.lexsort((dataset.y, dataset.x)).tolist()
        order = self._walk[1]
        if len(selection) == 1:
            at = order.index(int(selection[0])) + (1 if forwards else -1)
        elif self.crosshair.is_visible:  # from there on
            left = int(np.sum(dataset.x < self._position()[0]))
            at = left if forwards else left - 1
        else:
            at = 0 if forwards else len(order) - 1
        if not 0 <= at < len(order):
            return False
        self._plot.selection_wanted.emit(np.array([order[at]]))
        x, y = float(dataset.x[order[at]]), float(dataset.y[order[at]])
        self._plot.bring_into_view(x, y)
        self.crosshair.move_to(x, y)
        return True

    def _go(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        always = modifiers & Qt.KeyboardModifier.AltModifier
        dx, dy = self._step(direction, modifiers)
        if len(self._plot.selection) and not (self.is_pressed or always):
            self._nudge(dx, dy)
            return
        x, y = self._position()
        if self.is_pressed and self._plot.tool.moves_view:
            self._plot.view.translateBy(x=dx, y=dy)
            self.crosshair.move_to(x + dx, y + dy)
            return
        self.crosshair.move_to(*self._within_view(*self._plot.snapped(x + dx, y + dy)))
        if self.is_pressed:
            self._plot.tool.move(self._here())

    def _position(self) -> tuple[float, float]:
        """Where the crosshair is, or was; in the middle where that is out of view."""
        place = self.crosshair.position
        seen = place is not None and self._within_view(*place) == place
        return place if place is not None and seen else self._plot.middle()

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

    def end_nudge(self) -> None:
        """What was nudged stays where it is."""
        if self._nudges:
            self._nudges = False
            self._plot.edit_settled.emit()

    def _press(self, modifiers: Qt.KeyboardModifier) -> None:
        if not self.crosshair.is_visible:
            self.crosshair.move_to(*self._plot.snapped(*self._position()))
        self.is_pressed = True
        self._plot.tool.press(self._here(), modifiers)

    def _here(self) -> QPointF:
        return self._plot.scene_at(*self._position())

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
        self._leaves = True  # the next Tab
        return True
