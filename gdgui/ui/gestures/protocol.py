"""What gestures need to know of a canvas, and what they ask of whoever edits the points."""

from __future__ import annotations

import math
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF

from gdgui.core import Dataset
from gdgui.experiment.edits import Edit, Positions
from gdgui.experiment.view_options import View, ViewOptions

Value = tuple[float, float]  # x and y


class Marks(Protocol):
    """What a canvas shows of the hand upon it."""

    crosshair: Any

    def say_place(self, place: Value | None) -> None: ...

    def show_band(self, scene_rectangle: QRectF | None) -> None: ...

    def show_reach(self, radius: float, moves_view: bool) -> None: ...


class Canvas(Protocol):
    """Places of a scene, and the points drawn there."""

    hand: Marks
    options: ViewOptions

    @property
    def dataset(self) -> Dataset: ...

    @property
    def selection(self) -> Positions: ...

    @property
    def letter(self) -> float: ...

    def value_at(self, scene_position: QPointF) -> Value: ...

    def scene_at(self, x: float, y: float) -> QPointF: ...

    def point_at(self, scene_position: QPointF) -> int: ...

    def points_near(self, scene_position: QPointF, radius: float) -> Positions: ...

    def points_within(self, scene_rectangle: QRectF) -> Positions: ...

    def grid(self) -> Value: ...

    def view_range(self) -> View: ...

    def pan(self, dx: float, dy: float) -> None: ...


class Editor(Protocol):
    """Takes what a gesture comes to."""

    def preview(self, edit: Edit, words: str) -> None: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def select(self, positions: Positions) -> None: ...

    def add_point(self, x: float, y: float) -> None: ...


def snapped(canvas: Canvas, x: float, y: float) -> Value:
    """The nearest crossing of the grid if points snap to it, else x and y as they are."""
    if not canvas.options.snap:
        return x, y
    across, up = canvas.grid()
    return _multiple(x, across), _multiple(y, up)


def middle(canvas: Canvas) -> Value:
    """x and y in the middle of the view."""
    (x_low, x_high), (y_low, y_high) = canvas.view_range()
    return (x_low + x_high) / 2, (y_low + y_high) / 2


def _multiple(value: float, step: float) -> float:
    """The multiple of the step that is nearest, in the digits of the step: 0.3, not 0.30000000000000004."""
    count = value / step
    if not abs(count) < 1e15:  # the steps are closer together than numbers are
        return value
    return round(round(count) * step, 3 - math.floor(math.log10(step)))
