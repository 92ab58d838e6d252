"""Somebody's own line in the document: a drag is one step, and what is hidden is in no frame."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment import ranges
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.frame import Frame, best_line
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions


@pytest.fixture
def experiment(qtbot: QtBot, sample: Dataset) -> Experiment:
    return Experiment(sample, Settings())


def test_a_drag_is_one_step_and_the_next_drag_another(experiment: Experiment) -> None:
    experiment.take_my_line((0.0, 0.5))
    assert not experiment.undo_stack.canUndo(), "where it begins is no step"
    told: list[Changed] = []
    experiment.changed.connect(told.append)
    for b in (0.4, 0.3, 0.2):
        experiment.move_my_line(0.0, b)
    experiment.seal()
    experiment.move_my_line(1.0, 0.2)
    assert told == [Changed.MY_LINE] * 4
    experiment.undo()
    assert experiment.my_line == (0.0, 0.2)
    assert experiment.undo_stack.undoText() == "move of my line"
    experiment.undo()
    assert experiment.my_line == (0.0, 0.5)
    experiment.redo()
    assert experiment.my_line == (0.0, 0.2)


def test_there_and_back_again_leaves_no_step(experiment: Experiment) -> None:
    experiment.take_my_line((0.0, 0.5))
    experiment.move_my_line(0.0, 0.4)
    experiment.move_my_line(0.0, 0.5)
    assert not experiment.undo_stack.canUndo()


def test_a_setting_typed_in_between_is_a_step_between(experiment: Experiment) -> None:
    experiment.take_my_line((0.0, 0.5))
    experiment.move_my_line(0.0, 0.4)
    experiment.settings = Settings(learning_rate=0.2)
    experiment.move_my_line(0.0, 0.3)
    assert experiment.undo_stack.count() == 3


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e51])
def test_a_line_that_cannot_be_is_refused(experiment: Experiment, bad: float) -> None:
    experiment.take_my_line((0.0, 0.5))
    for m, b in ((bad, 0.0), (0.0, bad)):
        with pytest.raises(ValueError, match=r"."):
            experiment.move_my_line(m, b)
    assert experiment.my_line == (0.0, 0.5)


def test_a_frame_that_hides_the_answer_has_none(sample: Dataset) -> None:
    open_, hidden = (Frame(Points(sample), Settings(), is_concealed=each) for each in (False, True))
    assert open_.errors is not None
    assert hidden.errors is not None
    assert hidden.errors.mse == open_.errors.mse
    assert (hidden.errors.minimum, hidden.next_step, best_line(hidden)) == (None, None, None)
    assert best_line(open_) is not None
    options = ViewOptions(excess=True, next_step=True, residuals=True).without_the_answer()
    assert (options.excess, options.next_step, options.residuals) == (False, False, True)


def test_the_range_of_the_surface_tells_nothing_of_where_in_it_the_best_line_is() -> None:
    """Points with the same spread and another correlation have the same range; and it holds the best line."""
    x = np.array([0.0, 1.0, 2.0, 3.0])
    seen = set()
    for y in ([0.0, 1.0, 2.0, 3.0], [3.0, 1.0, 2.0, 0.0], [1.0, 3.0, 0.0, 2.0]):
        dataset = Dataset(x, y)
        view = ranges.of_surface(Frame(Points(dataset), Settings(), is_concealed=True))
        seen.add(view)
        moments = dataset.moments
        best = moments.slope, moments.y_mean - moments.slope * moments.x_mean
        assert all(low < value < high for value, (low, high) in zip(best, view, strict=True))
    assert len(seen) == 1
