"""The points by keyboard alone: a crosshair instead of the pointer, Enter instead of the button."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from gdgui.experiment.edits import MovePoints
from gdgui.ui.gestures.protocol import Canvas, Editor, middle, snapped
from gdgui.ui.gestures.tools import Tool
from gdgui.words import edits

STEP = 1 / 100  # of the view, by an arrow key
FINE, COARSE = 1 / 10, 10  # of that: with Shift, with Ctrl

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
WALKS = (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Home, Qt.Key.Key_End)
PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Keyboard:
    """Arrows move the crosshair or, where points are selected, nudge them; Alt makes it the crosshair always.

    Enter (or Space) is the left button at the crosshair: held, with arrows, it drags. N and P walk the
    points from left to right and back, Home and End lead to the first and the last. All of them are one stop
    of Tab.
    """

    def __init__(self, canvas: Canvas, editor: Editor, tool: Callable[[], Tool]) -> None:
        self._canvas, self._editor, self._tool = canvas, editor, tool
        self.crosshair = canvas.hand.crosshair
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
        elif which in WALKS and not (self.is_pressed or event.modifiers()):
            self._walk_to(which)
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
            self._tool().release(self._here())
        elif self._nudges:
            self.end_nudge()
        return True

    def leave(self) -> None:
        """The focus goes elsewhere."""
        self.end_nudge()
        if self.is_pressed:
            self.let_go()
        self.crosshair.hide()

    def _walk_to(self, which: Qt.Key) -> None:
        """Select the next point, from left to right, or the one before, the first or the last; where there is
        none, nothing.
        """
        dataset = self._canvas.dataset
        if self._walk[0] is not dataset:
            self._walk = dataset, np.lexsort((dataset.y, dataset.x)).tolist()
        order = self._walk[1]
        at = self._place_in(order, which)
        if not 0 <= at < len(order):
            return
        self._editor.select(np.array([order[at]]))
        x, y = float(dataset.x[order[at]]), float(dataset.y[order[at]])
        self._bring_into_view(x, y)
        self.crosshair.move_to(x, y)

    def _place_in(self, order: list[int], which: Qt.Key) -> int:
        """Where in this order of the points a key leads."""
        dataset, selection = self._canvas.dataset, self._canvas.selection
        forwards = which in (Qt.Key.Key_N, Qt.Key.Key_Home)
        if which in (Qt.Key.Key_N, Qt.Key.Key_P):
            if len(selection) == 1:
                return order.index(int(selection[0])) + (1 if forwards else -1)
            if self.crosshair.is_visible:  # from there on
                left = int(np.sum(dataset.x < self._position()[0]))
                return left if forwards else left - 1
        return 0 if forwards else len(order) - 1

    def _go(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        always = modifiers & Qt.KeyboardModifier.AltModifier
        dx, dy = self._step(direction, modifiers)
        if len(self._canvas.selection) and not (self.is_pressed or always):
            self._nudge(dx, dy)
            return
        x, y = self._position()
        if self.is_pressed and self._tool().moves_view:
            self._canvas.pan(dx, dy)
            self.crosshair.move_to(x + dx, y + dy)
            return
        self.crosshair.move_to(*self._within_view(*snapped(self._canvas, x + dx, y + dy)))
        if self.is_pressed:
            self._tool().move(self._here())

    def _position(self) -> tuple[float, float]:
        """Where the crosshair is, or was; in the middle where that is out of view."""
        place = self.crosshair.position
        seen = place is not None and self._within_view(*place) == place
        return place if place is not None and seen else middle(self._canvas)

    def _within_view(self, x: float, y: float) -> tuple[float, float]:
        (x_low, x_high), (y_low, y_high) = self._canvas.view_range()
        return min(max(x, x_low), x_high), min(max(y, y_low), y_high)

    def _step(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> tuple[float, float]:
        factor = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            factor = 1.0 if self._canvas.options.snap else FINE
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = COARSE
        ranges = self._canvas.view_range()
        steps = (
            self._canvas.grid()
            if self._canvas.options.snap
            else [STEP * (high - low) for low, high in ranges]
        )
        return direction[0] * factor * steps[0], direction[1] * factor * steps[1]

    def _nudge(self, dx: float, dy: float) -> None:
        canvas, at = self._canvas, self._canvas.selection
        self._nudges = True
        x, y = canvas.dataset.x[at] + dx, canvas.dataset.y[at] + dy
        if len(at) == 1:
            x[0], y[0] = snapped(self._canvas, float(x[0]), float(y[0]))
            self.crosshair.move_to(float(x[0]), float(y[0]))
        self._editor.preview(MovePoints(at, x, y), edits.move(len(at)))

    def end_nudge(self) -> None:
        """What was nudged stays where it is."""
        if self._nudges:
            self._nudges = False
            self._editor.commit()

    def let_go(self) -> None:
        """The key that stands for the button counts as up; what it had begun is called off."""
        if self.is_pressed:
            self.is_pressed = False
            self._tool().cancel()

    def _bring_into_view(self, x: float, y: float) -> None:
        """Move the view so that this place is in its middle, unless it is in view already."""
        if self._within_view(x, y) != (x, y):
            at = middle(self._canvas)
            self._canvas.pan(x - at[0], y - at[1])

    def _press(self, modifiers: Qt.KeyboardModifier) -> None:
        if not self.crosshair.is_visible:
            self.crosshair.move_to(*snapped(self._canvas, *self._position()))
        self.is_pressed = True
        self._tool().press(self._here(), modifiers)

    def _here(self) -> QPointF:
        return self._canvas.scene_at(*self._position())

    def _escape(self) -> bool:
        if self.is_pressed or self._nudges:
            self._nudges = False
            self.let_go()
            self._editor.rollback()
        elif len(self._canvas.selection):
            self._editor.select(np.empty(0, dtype=np.int64))
        elif self.crosshair.is_visible:
            self.crosshair.hide()
        else:
            return False
        return True
