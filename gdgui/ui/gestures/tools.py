"""What the left button does on the points, or the Enter key at the crosshair: one tool at a time.

A tool is pressed, moved and released, or cancelled, at places of the scene. It changes nothing itself: it
asks the editor to preview an edit, and to commit it or to roll it back.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer

from gdgui.experiment.edits import InsertPoints, MovePoints, Positions, RemovePoints
from gdgui.ui.gestures.protocol import Canvas, Editor, snapped
from gdgui.words import edits

Modifiers = Qt.KeyboardModifier

SLIP = 5.0  # pixels that a press may wander and still be a click
EVERY_MS = 40  # between two points of a spray
BRUSH = 2.4  # radius of spray and eraser, in heights of text


class Tool(QObject):
    """What all tools do: nothing."""

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas, self.editor = canvas, editor

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        """The button goes down here."""

    def move(self, at: QPointF) -> None:
        """It is held and moved here."""

    def release(self, at: QPointF) -> None:
        """It goes up here."""

    def cancel(self) -> None:
        """What was begun is called off."""

    @property
    def moves_view(self) -> bool:
        """Whether it moves the view rather than points."""
        return False

    @property
    def radius(self) -> float:
        """Pixels around the pointer that it reaches; 0 for a tool with a point."""
        return 0.0


class PressTool(Tool):
    """What Add and Select share: a press on a point selects it, and a drag moves what is selected."""

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(canvas, editor, parent)
        self._from: QPointF | None = None
        self._from_value = (0.0, 0.0)  # where that is, also after the view has moved
        self._narrows = False  # whether a mere click selects this point alone
        self._held = -1  # position of the point that the press hit
        self._moves = False
        self._at: Positions = np.empty(0, dtype=np.int64)
        self._x = self._y = np.empty(0)

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        self._from, self._moves = at, False
        self._from_value = self.canvas.value_at(at)
        self._held = self.canvas.point_at(at)
        self._narrows = not modifiers and len(self.canvas.selection) > 1
        if self._held >= 0:
            self._select(modifiers)
        else:
            self.press_beside(at, modifiers)

    def move(self, at: QPointF) -> None:
        if self._from is None:
            return
        if self._held < 0:
            self.move_beside(at)
        elif self._moves or _apart(self._from, at) > SLIP:
            if not self._moves:
                self._begin()
            self._drag_to(at)

    def release(self, at: QPointF) -> None:
        begun, self._from = self._from, None
        if begun is None:
            return
        if self._held < 0:
            self.release_beside(begun, at)
        elif self._moves:
            self.canvas.hand.say_place(None)
            self.editor.commit()
        elif self._narrows:
            self.editor.select(np.array([self._held]))

    def cancel(self) -> None:
        if self._from is not None and self._moves:
            self.editor.rollback()
        self._from = None
        self.canvas.hand.say_place(None)
        self.canvas.hand.show_band(None)

    def press_beside(self, at: QPointF, modifiers: Modifiers) -> None:
        """A press that hit no point."""

    def move_beside(self, at: QPointF) -> None:
        """A move after that."""

    def release_beside(self, begun: QPointF, at: QPointF) -> None:
        """The end of it."""

    def _select(self, modifiers: Modifiers) -> None:
        selection, held = self.canvas.selection, np.array([self._held])
        if modifiers & Modifiers.ControlModifier:
            self.editor.select(np.setxor1d(selection, held))
        elif modifiers & Modifiers.ShiftModifier:
            self.editor.select(np.union1d(selection, held))
        elif self._held not in selection:
            self.editor.select(held)

    def _begin(self) -> None:
        self._moves = True
        if self._held not in self.canvas.selection:  # Ctrl took it out
            self.editor.select(np.array([self._held]))
        self._at = self.canvas.selection
        self._x, self._y = self.canvas.dataset.x[self._at], self.canvas.dataset.y[self._at]

    def _drag_to(self, at: QPointF) -> None:
        held = int(np.searchsorted(self._at, self._held))
        (from_x, from_y), (to_x, to_y) = self._from_value, self.canvas.value_at(at)
        x, y = self._x[held] + (to_x - from_x), self._y[held] + (to_y - from_y)
        x, y = snapped(self.canvas, float(x), float(y))
        self.canvas.hand.say_place((x, y))
        moved_x, moved_y = self._x + (x - self._x[held]), self._y + (y - self._y[held])
        moved_x[held], moved_y[held] = x, y  # without a rounding error
        self.editor.preview(MovePoints(self._at, moved_x, moved_y), edits.move(len(self._at)))


class Add(PressTool):
    """A click beside all points adds one."""

    def release_beside(self, begun: QPointF, at: QPointF) -> None:
        if _apart(begun, at) <= SLIP:
            x, y = snapped(self.canvas, *self.canvas.value_at(begun))
            self.editor.add_point(x, y)


class Select(PressTool):
    """A drag beside all points draws a rubber band around those to be selected."""

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(canvas, editor, parent)
        self._modifiers = Modifiers.NoModifier

    def press_beside(self, at: QPointF, modifiers: Modifiers) -> None:
        self._modifiers = modifiers

    def move_beside(self, at: QPointF) -> None:
        assert self._from is not None
        self.canvas.hand.show_band(QRectF(self._from, at).normalized())

    def release_beside(self, begun: QPointF, at: QPointF) -> None:
        self.canvas.hand.show_band(None)
        inside = self.canvas.points_within(QRectF(begun, at).normalized())
        if self._modifiers & Modifiers.ControlModifier:
            inside = np.setxor1d(self.canvas.selection, inside)
        elif self._modifiers & Modifiers.ShiftModifier:
            inside = np.union1d(self.canvas.selection, inside)
        self.editor.select(inside)


class Brush(Tool):
    """What spray and eraser have in common: a press lasts, and reaches what is around the pointer."""

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(canvas, editor, parent)
        self._at: QPointF | None = None
        self._count = 0

    @property
    def radius(self) -> float:
        return BRUSH * self.canvas.letter

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        self._at, self._count = at, 0

    def release(self, at: QPointF) -> None:
        if self._at is not None:
            self._at = None
            self.editor.commit()

    def cancel(self) -> None:
        if self._at is not None:
            self._at = None
            self.editor.rollback()


class Spray(Brush):
    """While the button is held, points appear about the pointer, as noise would scatter them."""

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(canvas, editor, parent)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._add)

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        super().press(at, modifiers)
        self._rng = np.random.default_rng()
        self._timer.start()
        self._add()

    def move(self, at: QPointF) -> None:
        self._at = at if self._at is not None else None

    def release(self, at: QPointF) -> None:
        self._timer.stop()
        super().release(at)

    def cancel(self) -> None:
        self._timer.stop()
        super().cancel()

    def _add(self) -> None:
        if self._at is None:
            return
        across, down = self._rng.normal(0, self.radius / 2, 2)
        x, y = snapped(self.canvas, *self.canvas.value_at(self._at + QPointF(across, down)))
        self._count += 1
        n = len(self.canvas.dataset)
        edit = InsertPoints(np.array([n]), np.array([x]), np.array([y]))
        self.editor.preview(edit, edits.spray(self._count))


class Erase(Brush):
    """The points that the pointer passes while the button is held are removed."""

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        super().press(at, modifiers)
        self._remove_near(at)

    def move(self, at: QPointF) -> None:
        if self._at is None:
            return
        begun, self._at = self._at, at
        steps = max(1, round(2 * _apart(begun, at) / self.radius))  # a quick hand skips nothing
        for k in range(1, steps + 1):
            self._remove_near(begun + (at - begun) * (k / steps))

    def _remove_near(self, at: QPointF) -> None:
        near = self.canvas.points_near(at, self.radius)
        if len(near):
            self._count += len(near)
            self.editor.preview(RemovePoints(near), edits.erase(self._count))


class Hand(Tool):
    """A drag moves the view."""

    @property
    def moves_view(self) -> bool:
        return True

    def __init__(self, canvas: Canvas, editor: Editor, parent: QObject) -> None:
        super().__init__(canvas, editor, parent)
        self._at: QPointF | None = None

    def press(self, at: QPointF, modifiers: Modifiers) -> None:
        self._at = at

    def move(self, at: QPointF) -> None:
        if self._at is not None:
            (from_x, from_y), (to_x, to_y) = self.canvas.value_at(self._at), self.canvas.value_at(at)
            self._at = at
            self.canvas.pan(from_x - to_x, from_y - to_y)

    def release(self, at: QPointF) -> None:
        self._at = None

    def cancel(self) -> None:
        self._at = None


TOOLS: dict[str, type[Tool]] = {"add": Add, "select": Select, "spray": Spray, "erase": Erase, "hand": Hand}


def _apart(one: QPointF, other: QPointF) -> float:
    """Pixels between two places of the scene."""
    return float(np.hypot(one.x() - other.x(), one.y() - other.y()))
