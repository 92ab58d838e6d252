"""The experiment on the desk: points that can be edited and undone, which are selected, and settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gdgui.core import Dataset, Settings
from gdgui.experiment.edits import Edit, Insert, NameAxes, Place, Positions, Remove, Replace, Several
from gdgui.experiment.points import Points, axis_name
from gdgui.words.report import counted

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

NONE: Positions = np.empty(0, dtype=np.int64)


class Experiment(QObject):
    """Points and settings, and the news that they changed. Every edit of points is one undo step.

    A gesture, such as a drag, is tried out first: the points follow it at once, and it becomes one undo
    step when it is settled, or none when it is reverted.
    """

    points_changed = Signal()
    settled = Signal()  # the points stay where a gesture has put them
    axes_named = Signal()
    selection_changed = Signal()
    settings_changed = Signal()

    def __init__(self, points: Points | Dataset, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points = points if isinstance(points, Points) else Points(points)
        self._settings = settings
        self._selection = NONE
        self._tried: list[Edit] = []  # the way back from a gesture, its last part last
        self._tried_words = ""
        self._before = self._points, NONE  # points and selection before the gesture
        self.undo_stack = QUndoStack(self)

    @property
    def points(self) -> Points:
        """The points as they are now, and what their axes are called."""
        return self._points

    @property
    def dataset(self) -> Dataset:
        """The points as they are now."""
        return self._points.dataset

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.settings_changed.emit()

    # Selection

    @property
    def selection(self) -> Positions:
        """Ascending positions of the points selected."""
        return self._selection

    def select(self, positions: ArrayLike) -> None:
        """Select the points at these positions and no others; positions that do not exist are left out."""
        at = _ascending(positions)
        at = at[(at >= 0) & (at < len(self.dataset))]
        if not np.array_equal(at, self._selection):
            self._selection = at
            self.selection_changed.emit()

    # Edits

    def add_point(self, x: float, y: float) -> None:
        """Add a point after the others. Raises ValueError where it is beyond ±1e50."""
        self._push("add point", self._appended([x], [y]))

    def add_points(self, x: ArrayLike, y: ArrayLike, words: str) -> None:
        """Add points after the others and select them. Raises ValueError where one is beyond ±1e50."""
        edit = self._appended(x, y)
        if len(edit.positions):
            self._push(words, edit, edit.positions)

    def place_points(self, positions: ArrayLike, x: ArrayLike, y: ArrayLike, words: str = "") -> None:
        """Put points elsewhere. Raises ValueError where that is beyond ±1e50."""
        at = np.asarray(positions, dtype=np.int64)
        edit = Place(at, np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
        if not (np.array_equal(self.dataset.x[at], edit.x) and np.array_equal(self.dataset.y[at], edit.y)):
            self._push(words or f"move of {counted(len(at), 'point')}", edit, self._selection)

    def change(self, edit: Edit, words: str, selection: Positions) -> None:
        """Any edit, as one undo step, which leaves these points selected.

        Raises ValueError where a point is beyond ±1e50.
        """
        self._push(words, edit, selection)

    def remove_points(self, positions: ArrayLike) -> None:
        """Remove the points at these positions."""
        at = _ascending(positions)
        if len(at):
            self._push("remove point" if len(at) == 1 else f"remove {len(at):,} points", Remove(at))

    def clear(self) -> None:
        """Remove all points."""
        if len(self.dataset):
            self._push("clear points", Replace(replace(self._points, dataset=Dataset([], []), title="")))

    def replace_points(self, points: Points | Dataset, words: str) -> None:
        """Work on other points; `words` name the step, as in “Undo open points.csv”."""
        self._push(words, Replace(points if isinstance(points, Points) else Points(points)))

    def name_axes(self, x_name: str, y_name: str) -> None:
        """Call the axes by other names; an empty one is called x or y again."""
        edit = NameAxes(axis_name(x_name, "x"), axis_name(y_name, "y"))
        if (edit.x_name, edit.y_name) != self._points.names:
            self._push("naming of the axes", edit, self._selection)

    # Gestures

    @property
    def is_trying_out(self) -> bool:
        """Whether a gesture is under way."""
        return bool(self._tried)

    def try_out(self, edit: Edit, words: str) -> None:
        """A part of a gesture: the points follow, and `words` name the whole of it so far.

        Raises ValueError, with nothing changed, where a point would be beyond ±1e50.
        """
        before = self._points, self._selection
        points, inverse = edit.apply(self._points)
        if not self._tried:
            self._before = before
        self._tried_words = words
        if not (self._tried and _is_the_same_move(self._tried[-1], inverse)):
            self._tried.append(inverse)  # else the way back from the first of the moves leads all the way
        self._take(points, self._selection if isinstance(edit, Place) else NONE)

    def settle(self) -> None:
        """The gesture is finished: it becomes one undo step, unless it led nowhere."""
        back, self._tried = self._tried[::-1], []
        if back and self._before[0].dataset != self.dataset:
            inverse = back[0] if len(back) == 1 else Several(back)
            selections = self._before[1], self._selection
            self.undo_stack.push(_EditCommand(self, self._tried_words, inverse, selections))
            self.settled.emit()

    def revert(self) -> None:
        """The gesture is called off: everything is as it was before, redo included."""
        if self._tried:
            self._tried = []
            self._take(*self._before)

    def undo(self) -> None:
        """Take the last step back; a gesture under way is called off instead."""
        if self._tried:
            self.revert()
        else:
            self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was undone last; a gesture under way is called off first."""
        self.revert()
        self.undo_stack.redo()

    def _appended(self, x: ArrayLike, y: ArrayLike) -> Insert:
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        n = len(self.dataset)
        return Insert(np.arange(n, n + len(x)), x, y)

    def _push(self, words: str, edit: Edit, selection: Positions = NONE) -> None:
        """Do it, as one undo step, after which these points are selected."""
        self.settle()
        before = self._selection
        points, inverse = edit.apply(self._points)  # before anybody knows of it: this may raise
        self._take(points, selection)
        self.undo_stack.push(_EditCommand(self, words, inverse, (before, selection)))

    def _take(self, points: Points, selection: Positions) -> None:
        """These are the points now, and those selected."""
        before, self._points = self._points, points
        reselected = not np.array_equal(selection, self._selection)
        self._selection = selection
        if points.names != before.names:
            self.axes_named.emit()
        if points.dataset is not before.dataset:
            self.points_changed.emit()
        if reselected:
            self.selection_changed.emit()


class _EditCommand(QUndoCommand):
    """An edit that was done, on the undo stack: undone and done again in turn, keeping the inverse."""

    def __init__(
        self, experiment: Experiment, words: str, inverse: Edit, selections: tuple[Positions, Positions]
    ) -> None:
        super().__init__(words)
        self._experiment = experiment
        self._inverse = inverse
        self._selections = selections  # before and after
        self._is_new = True

    def undo(self) -> None:
        self._turn(self._selections[0])

    def redo(self) -> None:
        if self._is_new:  # the stack does what it is given, but this was done already
            self._is_new = False
        else:
            self._turn(self._selections[1])

    def _turn(self, selection: Positions) -> None:
        points, self._inverse = self._inverse.apply(self._experiment.points)
        self._experiment._take(points, selection)


def _ascending(positions: ArrayLike) -> Positions:
    """Sorted, each position once."""
    at = np.asarray(positions, dtype=np.int64)
    return at if np.all(np.diff(at) > 0) else np.unique(at)  # which takes a hundred times as long


def _is_the_same_move(before: Edit, edit: Edit) -> bool:
    return (
        isinstance(before, Place)
        and isinstance(edit, Place)
        and np.array_equal(before.positions, edit.positions)
    )
