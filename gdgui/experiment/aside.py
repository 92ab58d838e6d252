"""A document set aside while something else is shown in its place, and brought back as it was."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QUndoStack

from gdgui.core import Settings
from gdgui.experiment.commands import Line
from gdgui.experiment.edits import Positions
from gdgui.experiment.experiment import NONE, Experiment
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions


class Document(NamedTuple):
    """All that is in an `Experiment`, its way back included."""

    points: Points
    selection: Positions
    asked: Settings
    options: ViewOptions
    my_line: Line | None
    undo_stack: QUndoStack


def set_aside(experiment: Experiment, points: Points, settings: Settings, options: ViewOptions) -> Document:
    """Let the experiment hold these instead, with nothing to undo; hand out what it held, for `take_back`."""
    experiment.commit()
    before = Document(
        experiment.points,
        experiment.selection,
        experiment.asked,
        experiment.options,
        experiment.my_line,
        experiment.undo_stack,
    )
    _take(experiment, Document(points, NONE, settings, options, None, QUndoStack(experiment.undo_group)))
    return before


def take_back(experiment: Experiment, before: Document) -> None:
    """Let the experiment hold what it held then; what was done since is gone."""
    experiment.rollback()
    since = experiment.undo_stack
    _take(experiment, before)
    experiment.undo_group.removeStack(since)
    since.deleteLater()


def _take(experiment: Experiment, document: Document) -> None:
    """The options last: whoever hears of the points may choose others."""
    experiment.undo_stack = document.undo_stack
    document.undo_stack.setActive()
    experiment.seal()
    experiment.take_points(document.points, document.selection)
    experiment.take_settings(document.asked)
    experiment.take_my_line(document.my_line)
    experiment.take_options(document.options)
