"""What a learner has done since a lesson and a step of it began, as a `LessonState`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from gdgui.core import Dataset
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.explained import PARTS
from gdgui.experiment.prediction import Prediction
from gdgui.experiment.run import Run
from gdgui.experiment.runs import Runs
from gdgui.training.player import Player
from gdgui.ui.control.presenter import Presenter

if TYPE_CHECKING:  # loaded when there is a lesson
    from gdgui.lessons.setting import Setting
    from gdgui.lessons.state import LessonState, Line, RunSeen


class Points(NamedTuple):
    """How many points were added, moved and removed."""

    added: int = 0
    moved: int = 0
    removed: int = 0


class Learner(QObject):
    """Watches document and runs. Edits that were undone do not count. `changed`: points were counted."""

    changed = Signal()

    def __init__(self, experiment: Experiment, player: Player, runs: Runs, presenter: Presenter) -> None:
        super().__init__(experiment)
        self._experiment, self._player = experiment, player
        self._runs, self._presenter = runs, presenter
        self._seen: dict[int, tuple[tuple[object, ...], RunSeen]] = {}  # by the numbers of the runs
        self._said: Prediction | None = None  # last
        self._predicted: set[int] = set()  # numbers of runs that somebody said something of before
        self._given = 0, 0  # the run that belongs to the setting: its number, and its epochs
        self._before = 0, 0  # the newest run when the step began: its number, and its epochs
        self._start: Line = (0.0, 0.0)
        self._answers: tuple[bool, ...] = ()
        self._parts: frozenset[str] = frozenset()
        self._stack: QUndoStack | None = None  # of the lesson
        self._counts: dict[int, tuple[Points, Dataset]] = {}  # by the index of the undo stack

    def begin_lesson(self, setting: Setting) -> None:
        """Its setting has just been put up, in a list of runs that is empty."""
        self._seen.clear()
        self._predicted.clear()
        self._given = (0, 0) if setting.cursor is None else (1, setting.cursor)
        self.begin_step()
        self._before = self._given
        self._stack = self._experiment.undo_stack
        self._stack.indexChanged.connect(self._count)

    def end_lesson(self) -> None:
        """Watch no longer; its undo stack may go."""
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._count)
            self._stack = None

    def begin_step(self) -> None:
        """A step is put before the learner."""
        newest = self._runs.all[-1] if self._runs.all else None
        self._before = (newest.number, newest.trace.epochs) if newest else (0, 0)
        settings = self._experiment.settings
        self._start = settings.m, settings.b
        self._answers, self._parts = (), frozenset()
        self._counts = {self._experiment.undo_stack.index(): (Points(), self._experiment.dataset)}

    def answer(self, is_right: bool) -> None:
        """A choice was made."""
        self._answers = (*self._answers, is_right)

    def state(self) -> LessonState:
        """As it is now."""
        from gdgui.lessons.state import LessonState

        self._note_prediction()
        experiment, runs = self._experiment, self._runs.all
        options = experiment.options
        if options.explains and options.part:
            self._parts |= {PARTS[options.part - 1]}
        points = self._counts.get(experiment.undo_stack.index(), (Points(), experiment.dataset))[0]
        newest = runs[-1] if runs else None
        return LessonState(
            dataset=experiment.dataset,
            settings=experiment.settings,
            options=options,
            start=self._start,
            run=self._run_seen(newest) if newest and _is_beyond(newest, self._before) else None,
            runs=tuple(self._run_seen(run) for run in runs if _is_beyond(run, self._given)),
            my_line=experiment.my_line if options.my_line else None,
            answers=self._answers,
            points_added=points.added,
            points_moved=points.moved,
            points_removed=points.removed,
            parts=self._parts,
        )

    def _note_prediction(self) -> None:
        """What was said before a run is about the first one that begins after it."""
        said, current = self._presenter.prediction, self._runs.current
        is_new = said is not None and not said.is_open and said is not self._said
        if is_new and current is not None and self._player.trace is not None:
            self._said = said
            self._predicted.add(current.number)

    def _run_seen(self, run: Run) -> RunSeen:
        """Worked out anew where the run has come further."""
        from gdgui.lessons.state import RunSeen

        trace = run.trace
        is_predicted = run.number in self._predicted
        key = trace.epochs, trace.outcome, len(trace.segments), is_predicted
        known = self._seen.get(run.number)
        if known is None or known[0] != key:
            known = key, RunSeen.of(trace, is_predicted)
            self._seen[run.number] = known
        return known[1]

    def _count(self, index: int) -> None:
        """An edit was made, undone or done again: what it did to the points."""
        before, now = self._counts.get(index - 1), self._experiment.dataset
        if before is not None and (index not in self._counts or self._counts[index][1] != now):
            self._counts[index] = _counted(*before, now), now
        self.changed.emit()


def _is_beyond(run: Run, reached: tuple[int, int]) -> bool:
    """Whether the run was begun, or went on, since that one had come so far."""
    number, epochs = reached
    trace = run.trace
    if run.number == number:
        return trace.epochs > epochs
    return run.number > number and (trace.epochs > 0 or trace.outcome is not None)


def _counted(points: Points, before: Dataset, now: Dataset) -> Points:
    more = len(now) - len(before)
    if more:
        return points._replace(added=points.added + max(0, more), removed=points.removed + max(0, -more))
    moved = int(np.count_nonzero((before.x != now.x) | (before.y != now.y)))
    return points._replace(moved=points.moved + moved)
