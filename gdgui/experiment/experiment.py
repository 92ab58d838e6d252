"""The experiment on the desk: points that can be edited and undone, and settings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gdgui.core import Dataset, Settings
from gdgui.experiment.edits import Edit, Insert, Remove, Replace


class Experiment(QObject):
    """Points and settings, and the news that they changed. Every edit of points is one undo step."""

    points_changed = Signal()
    settings_changed = Signal()

    def __init__(self, dataset: Dataset, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self._settings = settings
        self.undo_stack = QUndoStack(self)

    @property
    def dataset(self) -> Dataset:
        """The points as they are now."""
        return self._dataset

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.settings_changed.emit()

    def add_point(self, x: float, y: float) -> None:
        """Add a point after the others. Raises ValueError where it is beyond ±1e50."""
        self._push("add point", Insert((len(self._dataset),), (x,), (y,)))

    def remove_points(self, positions: Iterable[int]) -> None:
        """Remove the points at these positions."""
        at = tuple(sorted(set(positions)))
        if at:
            self._push("remove point" if len(at) == 1 else f"remove {len(at)} points", Remove(at))

    def clear(self) -> None:
        """Remove all points."""
        if len(self._dataset):
            self._push("clear points", Replace(Dataset([], [])))

    def replace_points(self, dataset: Dataset, words: str) -> None:
        """Work on another dataset; `words` name the step, as in “Undo open points.csv”."""
        self._push(words, Replace(dataset))

    def _push(self, words: str, edit: Edit) -> None:
        done = edit.apply(self._dataset)  # before the stack knows of it: this may raise
        self.undo_stack.push(_EditCommand(self, words, done))

    def _take(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.points_changed.emit()


class _EditCommand(QUndoCommand):
    """An edit on the undo stack: done and undone in turn, each time keeping the inverse."""

    def __init__(self, experiment: Experiment, words: str, done: tuple[Dataset, Edit]) -> None:
        super().__init__(words)
        self._experiment = experiment
        self._done: tuple[Dataset, Edit] | None = done  # until the stack has done it for the first time
        self._inverse = done[1]

    def redo(self) -> None:
        dataset, self._inverse = self._done or self._inverse.apply(self._experiment.dataset)
        self._done = None
        self._experiment._take(dataset)

    undo = redo
