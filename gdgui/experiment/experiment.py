"""The document: points, those selected, settings and view options, and the way back to what was."""

from __future__ import annotations

from dataclasses import replace
from enum import Flag, auto
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup, QUndoStack

from gdgui.core import Dataset, Settings
from gdgui.experiment.commands import EditPoints, Line, MoveMyLine, SetOptions, SetSettings
from gdgui.experiment.edits import (
    Edit,
    InsertPoints,
    MovePoints,
    NameAxes,
    Positions,
    RemovePoints,
    ReplacePoints,
    Several,
)
from gdgui.experiment.points import Points, axis_name
from gdgui.experiment.view_options import ViewOptions
from gdgui.words import edits

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

NONE: Positions = np.empty(0, dtype=np.int64)


class Changed(Flag):
    """What is another since the document was looked at last."""

    POINTS = auto()
    NAMES = auto()
    SELECTION = auto()
    SETTINGS = auto()
    OPTIONS = auto()
    COMMITTED = auto()  # the points stay where a gesture has put them
    MY_LINE = auto()


class Experiment(QObject):
    """Everything a person changes, and one piece of news for each change. Each is one undo step.

    A gesture, such as a drag, is previewed first: the points follow it at once, and it becomes one undo step
    when it is committed, or none when it is rolled back. A setting that is typed or slid is one step as well,
    until `seal` ends it.
    """

    changed = Signal(object)  # a Changed

    def __init__(self, points: Points | Dataset, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points = points if isinstance(points, Points) else Points(points)
        self.asked = settings  # for this batch size, whatever the number of points
        self._settings = _held(settings, self._points)
        self._options = ViewOptions()
        self.my_line: Line | None = None  # m and b of somebody's own; only looked at from outside
        self._selection = NONE
        self._way_back: list[Edit] = []  # from a gesture, its last part last
        self._preview_words = ""
        self._before = self._points, NONE  # points and selection before the gesture
        self._is_sealed = True
        self.undo_group = QUndoGroup(self)  # of the stacks: only one is followed
        self.undo_stack = QUndoStack(self.undo_group)
        self.undo_stack.setActive()

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
        """The settings as they are now.

        A batch holds at most all points; what was asked for comes back with them.
        """
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        before, now = self.asked, self.settings
        if settings == now:
            return
        if settings.batch_size == now.batch_size:  # nobody asked for another one
            settings = replace(settings, batch_size=before.batch_size)
        command = SetSettings(self, before, settings, merges=not self._is_sealed)
        self.commit()
        self._is_sealed = False
        self.undo_stack.push(command)

    @property
    def options(self) -> ViewOptions:
        """How all this is looked at."""
        return self._options

    @options.setter
    def options(self, options: ViewOptions) -> None:
        """A look at something changes nothing: it is no undo step."""
        self.take_options(options)

    def move_my_line(self, m: float, b: float) -> None:
        """Put somebody's own line there; until `seal` ends it, that is one step with what follows.

        Raises ValueError where a number is beyond ±1e50.
        """
        replace(self._settings, m=m, b=b)  # which checks both
        if (m, b) != self.my_line:
            command = MoveMyLine(self, self.my_line, (m, b), merges=not self._is_sealed)
            self.commit()
            self._is_sealed = False
            self.undo_stack.push(command)

    def seal(self) -> None:
        """What is typed or slid from now on is a step of its own."""
        self._is_sealed = True

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
            self.changed.emit(Changed.SELECTION)

    # Edits

    def add_point(self, x: float, y: float) -> None:
        """Add a point after the others. Raises ValueError where it is beyond ±1e50."""
        self.edit(_appended(self.dataset, [x], [y]), edits.add_point())

    def add_points(self, x: ArrayLike, y: ArrayLike, words: str) -> None:
        """Add points after the others and select them. Raises ValueError where one is beyond ±1e50."""
        edit = _appended(self.dataset, x, y)
        if len(edit.positions):
            self.edit(edit, words, edit.positions)

    def move_points(self, positions: ArrayLike, x: ArrayLike, y: ArrayLike, words: str = "") -> None:
        """Put points elsewhere. Raises ValueError where that is beyond ±1e50."""
        at = np.asarray(positions, dtype=np.int64)
        edit = MovePoints(at, np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
        if not (np.array_equal(self.dataset.x[at], edit.x) and np.array_equal(self.dataset.y[at], edit.y)):
            self.edit(edit, words or edits.move(len(at)), self._selection)

    def remove_points(self, positions: ArrayLike) -> None:
        """Remove the points at these positions."""
        at = _ascending(positions)
        if len(at):
            self.edit(RemovePoints(at), edits.remove(len(at)))

    def clear(self) -> None:
        """Remove all points."""
        if len(self.dataset):
            empty = replace(self._points, dataset=Dataset([], []), title="")
            self.edit(ReplacePoints(empty), edits.clear())

    def replace_points(self, points: Points | Dataset, words: str) -> None:
        """Work on other points; `words` name the step, as in “Undo open points.csv”."""
        self.edit(ReplacePoints(points if isinstance(points, Points) else Points(points)), words)

    def name_axes(self, x_name: str, y_name: str) -> None:
        """Call the axes by other names; an empty one is called x or y again."""
        edit = NameAxes(axis_name(x_name, "x"), axis_name(y_name, "y"))
        if (edit.x_name, edit.y_name) != self._points.names:
            self.edit(edit, edits.name_axes(), self._selection)

    def edit(self, edit: Edit, words: str, selection: Positions = NONE) -> None:
        """Any edit, as one undo step, after which these points are selected.

        Raises ValueError where a point is beyond ±1e50.
        """
        self.commit()
        self.seal()
        before = self._selection
        points, inverse = edit.apply(self._points)  # before anybody knows of it: this may raise
        self.take_points(points, selection)
        self.undo_stack.push(EditPoints(self, words, inverse, (before, selection)))

    # Gestures

    @property
    def is_previewing(self) -> bool:
        """Whether a gesture is under way."""
        return bool(self._way_back)

    def preview(self, edit: Edit, words: str) -> None:
        """A part of a gesture: the points follow, and `words` name the whole of it so far.

        Raises ValueError, with nothing changed, where a point would be beyond ±1e50.
        """
        before = self._points, self._selection
        points, inverse = edit.apply(self._points)
        if not self._way_back:
            self._before = before
        self._preview_words = words
        if not (self._way_back and _is_the_same_move(self._way_back[-1], inverse)):
            self._way_back.append(inverse)  # else the way back from the first of the moves leads all the way
        self.take_points(points, self._selection if isinstance(edit, MovePoints) else NONE)

    def commit(self) -> None:
        """The gesture is finished: it becomes one undo step, unless it led nowhere."""
        back, self._way_back = self._way_back[::-1], []
        if back and self._before[0].dataset != self.dataset:
            inverse = back[0] if len(back) == 1 else Several(back)
            selections = self._before[1], self._selection
            self.undo_stack.push(EditPoints(self, self._preview_words, inverse, selections))
            self.changed.emit(Changed.COMMITTED)

    def rollback(self) -> None:
        """The gesture is called off: everything is as it was before, redo included."""
        if self._way_back:
            self._way_back = []
            self.take_points(*self._before)

    def undo(self) -> None:
        """Take the last step back; a gesture under way is called off instead."""
        if self._way_back:
            self.rollback()
        else:
            self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was undone last; a gesture under way is called off first."""
        self.rollback()
        self.undo_stack.redo()

    # What commands do: nobody else, as none of it is an undo step

    def take_points(self, points: Points, selection: Positions) -> None:
        """These are the points now, and those selected."""
        before, settings = self._points, self._settings
        self._points = points
        changed = Changed(0)
        if not np.array_equal(selection, self._selection):
            changed |= Changed.SELECTION
        self._selection = selection
        if (points.names, points.title) != (before.names, before.title):
            changed |= Changed.NAMES
        if points.dataset is not before.dataset:
            changed |= Changed.POINTS
        self._settings = _held(self.asked, self._points)
        if self._settings != settings:
            changed |= Changed.SETTINGS
        self._tell(changed)

    def take_settings(self, asked: Settings) -> None:
        """These settings were asked for."""
        before, self.asked, self._settings = self._settings, asked, _held(asked, self._points)
        self._tell(Changed.SETTINGS if self._settings != before else Changed(0))

    def take_options(self, options: ViewOptions) -> None:
        """It is looked at so."""
        before, self._options = self._options, options
        self._tell(Changed.OPTIONS if options != before else Changed(0))

    def take_my_line(self, line: Line | None) -> None:
        """It is there. Where it begins is no step: there is nothing to take back."""
        before, self.my_line = self.my_line, line
        self._tell(Changed.MY_LINE if line != before else Changed(0))

    def _tell(self, changed: Changed) -> None:
        if changed:
            self.changed.emit(changed)


def _held(asked: Settings, points: Points) -> Settings:
    """What of these settings holds with as many points as there are."""
    most = max(1, len(points.dataset))
    return asked if asked.batch_size <= most else replace(asked, batch_size=most)


def set_range(experiment: Experiment, options: ViewOptions, words: str) -> None:
    """Take other ranges or grid steps, as one undo step."""
    if options != experiment.options:
        experiment.commit()
        experiment.undo_stack.push(SetOptions(experiment, experiment.options, options, words))


def entitle(experiment: Experiment, title: str) -> None:
    """The points are called so from now on. That is no step: a file has got this name, and keeps it."""
    experiment.take_points(replace(experiment.points, title=title), experiment.selection)


def set_settings_at_once(experiment: Experiment, settings: Settings) -> None:
    """Take other settings as a step of its own."""
    experiment.seal()
    experiment.settings = settings
    experiment.seal()


def _ascending(positions: ArrayLike) -> Positions:
    """Sorted, each position once."""
    at = np.asarray(positions, dtype=np.int64)
    return at if np.all(np.diff(at) > 0) else np.unique(at)  # which takes a hundred times as long


def _is_the_same_move(before: Edit, edit: Edit) -> bool:
    return (
        isinstance(before, MovePoints)
        and isinstance(edit, MovePoints)
        and np.array_equal(before.positions, edit.positions)
    )


def _appended(dataset: Dataset, x: ArrayLike, y: ArrayLike) -> InsertPoints:
    """Points after those there are."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    n = len(dataset)
    return InsertPoints(np.arange(n, n + len(x)), x, y)
