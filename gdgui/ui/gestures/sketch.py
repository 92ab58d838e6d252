"""A curve drawn by hand on the plot of the MSE, and the keys that stand for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

Place = tuple[float, float]  # epoch and MSE
LEFT = Qt.MouseButton.LeftButton
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
UPWARDS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
FINE = 0.2  # of a step, with Shift


class Sketch(QObject):
    """Watches one plot for as long as somebody foretells a run; else all of it is left to the plot."""

    stroked = Signal(tuple, tuple)  # from this place to that one
    knot_wanted = Signal(int)  # so many further
    lifted = Signal(float)  # the knot in hand, by so many steps

    def __init__(self, plot: Any, is_open: Callable[[], bool]) -> None:
        """`plot` is a QGraphicsView with `value_at`, a place of the scene as epoch and MSE."""
        super().__init__(plot)
        self._plot, self._is_open = plot, is_open
        self._at: Place | None = None  # where the stroke has come to
        self._viewport = plot.viewport()
        for watched in (plot, self._viewport):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind, kinds = event.type(), QEvent.Type
        if watched is self._plot:
            return kind == kinds.KeyPress and self._is_open() and self._key(cast(QKeyEvent, event))
        begins = kind in (kinds.MouseButtonPress, kinds.MouseButtonDblClick)
        if not begins and kind not in (kinds.MouseMove, kinds.MouseButtonRelease):
            return False
        if not self._is_open():
            self._at = None
            return False
        return (self._press if begins else self._go_on)(cast(QMouseEvent, event))

    def _press(self, event: QMouseEvent) -> bool:
        at = self._scene_place(event)
        if event.button() != LEFT or not self._plot.is_inside(at):
            return False
        self._plot.setFocus(Qt.FocusReason.MouseFocusReason)
        self._at = self._plot.value_at(at)
        self.stroked.emit(self._at, self._at)
        return True

    def _go_on(self, event: QMouseEvent) -> bool:
        if self._at is None:
            return False
        before, self._at = self._at, self._plot.value_at(self._scene_place(event))
        self.stroked.emit(before, self._at)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._at = None
        return True

    def _key(self, event: QKeyEvent) -> bool:
        which = Qt.Key(event.key())
        if which in SIDEWAYS:
            self.knot_wanted.emit(SIDEWAYS[which])
        elif which in UPWARDS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.lifted.emit(UPWARDS[which] * (FINE if fine else 1.0))
        else:
            return False
        return True

    def _scene_place(self, event: QMouseEvent) -> QPointF:
        place: QPointF = self._plot.mapToScene(event.position().toPoint())
        return place
