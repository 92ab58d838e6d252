"""A line in the hand: its middle moves it up and down, its ends turn it about the middle."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Qt

from gdgui.experiment.view_options import View

Place = tuple[float, float]  # x and y
NEAR = 0.02  # of the view: an end is never brought nearer to the middle than that
FINENESS = 400.0  # steps that a height of the view has at least, in what a drag comes to


class HandledCanvas(Protocol):
    """A canvas with a line that has handles."""

    @property
    def line_handles(self) -> dict[str, Place]: ...

    def handle_at(self, scene_position: QPointF) -> str: ...

    def value_at(self, scene_position: QPointF) -> Place: ...

    def view_range(self) -> View: ...


class LineEditor(Protocol):
    """Takes what a drag comes to."""

    @property
    def line(self) -> tuple[float, float]: ...

    def move_line(self, m: float, b: float) -> None: ...

    def end_move(self) -> None: ...


class LineHandles(QObject):
    """Pressed, moved and released as a tool is, but only where there is a handle."""

    def __init__(self, canvas: HandledCanvas, editor: LineEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._editor = canvas, editor
        self._held = ""
        self._before = (0.0, 0.0)
        self._middle = (0.0, 0.0)
        self._off = 0.0  # how far above the handle the press was

    def is_at(self, at: QPointF) -> bool:
        """Whether a press here would take a handle."""
        return bool(self._canvas.handle_at(at))

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The button goes down on a handle."""
        self._held = self._canvas.handle_at(at)
        handles = self._canvas.line_handles
        self._before, self._middle = self._editor.line, handles["middle"]
        self._off = self._canvas.value_at(at)[1] - handles[self._held][1]
        self._editor.end_move()

    def move(self, at: QPointF) -> None:
        """It is held and moved here."""
        x, y = self._canvas.value_at(at)
        if self._held:
            self._editor.move_line(*self._through(x, y - self._off))

    def release(self, at: QPointF) -> None:
        """It goes up: the next drag is another step."""
        self._held = ""
        self._editor.end_move()

    def cancel(self) -> None:
        """The line is where it was."""
        if self._held:
            self._held = ""
            self._editor.move_line(*self._before)
            self._editor.end_move()

    def _through(self, x: float, y: float) -> tuple[float, float]:
        """The line after the handle was brought there, in no more digits than can be seen."""
        (left, right), (low, high) = self._canvas.view_range()
        fine = (high - low) / FINENESS
        x_middle, y_middle = self._middle
        if self._held == "middle":
            m = self._before[0]
            return m, _rounded(y - m * x_middle, fine)
        near, side = NEAR * (right - left), 1 if self._held == "right" else -1
        m = _rounded((y - y_middle) / (side * max(near, side * (x - x_middle))), fine / (right - left))
        return m, _rounded(y_middle - m * x_middle, fine)


def _rounded(value: float, step: float) -> float:
    """To the power of ten at or below this step."""
    return round(value, -math.floor(math.log10(step))) if 1e-300 < step < 1e300 else value
