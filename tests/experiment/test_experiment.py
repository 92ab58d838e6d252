"""Edits of the points, each with its exact way back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.edits import InsertPoints, RemovePoints, ReplacePoints
from gdgui.experiment.experiment import Changed, Experiment, set_range
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions

numbers = st.floats(-1e50, 1e50)
points = st.lists(st.tuples(numbers, numbers), max_size=12)


def dataset_of(pairs: list[tuple[float, float]]) -> Dataset:
    return Dataset([x for x, _ in pairs], [y for _, y in pairs])


def bits(points: Points | Dataset) -> tuple[bytes, bytes]:
    dataset = points.dataset if isinstance(points, Points) else points
    return dataset.x.tobytes(), dataset.y.tobytes()


@given(points, st.data())
def test_removing_points_leaves_the_others_in_order_and_comes_back_exactly(
    pairs: list[tuple[float, float]], data: st.DataObject
) -> None:
    before = Points(dataset_of(pairs))
    at = data.draw(st.sets(st.integers(0, len(pairs) - 1))) if pairs else set()
    after, inverse = RemovePoints(np.array(sorted(at), dtype=np.int64)).apply(before)
    assert bits(after) == bits(dataset_of([pair for k, pair in enumerate(pairs) if k not in at]))
    assert bits(inverse.apply(after)[0]) == bits(before)


@given(points, points)
def test_replacing_and_inserting_come_back_exactly(
    old: list[tuple[float, float]], new: list[tuple[float, float]]
) -> None:
    before, other = Points(dataset_of(old)), Points(dataset_of(new), "a", "b")
    after, inverse = ReplacePoints(other).apply(before)
    assert bits(after) == bits(other)
    assert bits(inverse.apply(after)[0]) == bits(before)
    end = np.arange(len(old), len(old) + len(new))
    after, inverse = InsertPoints(end, other.dataset.x, other.dataset.y).apply(before)
    assert bits(after) == bits(dataset_of(old + new))
    assert bits(inverse.apply(after)[0]) == bits(before)


@pytest.fixture
def experiment(qtbot: QtBot) -> Experiment:
    return Experiment(Dataset([0.0, 1.0], [2.0, 3.0]), Settings())


def test_every_edit_is_one_named_step(experiment: Experiment) -> None:
    told: list[int] = []
    experiment.changed.connect(lambda _: told.append(len(experiment.dataset)))
    experiment.add_point(0.5, 0.5)
    experiment.remove_points([0, 2])
    experiment.clear()
    experiment.replace_points(Dataset([7], [8]), "open a.csv")
    stack = experiment.undo_stack
    assert [stack.text(k) for k in range(stack.count())] == [
        "add point",
        "remove 2 points",
        "clear points",
        "open a.csv",
    ]
    assert told == [3, 1, 0, 1]


def test_edits_of_nothing_leave_no_step(experiment: Experiment) -> None:
    experiment.remove_points([])
    experiment.clear()
    experiment.clear()
    assert experiment.undo_stack.count() == 1


@given(st.lists(st.sampled_from(["add", "remove", "clear", "undo", "redo"]), max_size=40))
def test_undoing_everything_gives_the_first_points_bit_for_bit(steps: list[str]) -> None:
    first = Dataset([0.1, -0.0, 1e-300], [1.0, 2.0, 1e50])
    experiment = Experiment(first, Settings())
    for k, step in enumerate(steps):
        match step:
            case "add":
                experiment.add_point(k / 7, -k / 3)
            case "remove":
                experiment.remove_points([k % len(experiment.dataset)] if len(experiment.dataset) else [])
            case "clear":
                experiment.clear()
            case "undo":
                experiment.undo_stack.undo()
            case "redo":
                experiment.undo_stack.redo()
    last = experiment.dataset
    while experiment.undo_stack.canUndo():
        experiment.undo_stack.undo()
    assert bits(experiment.dataset) == bits(first)
    while experiment.undo_stack.canRedo():
        experiment.undo_stack.redo()
    if "undo" not in steps:
        assert bits(experiment.dataset) == bits(last)


def test_the_same_settings_again_are_no_news(experiment: Experiment) -> None:
    told: list[Settings] = []
    experiment.changed.connect(lambda _: told.append(experiment.settings))
    experiment.settings = Settings()
    experiment.settings = Settings("sgd")
    assert told == [Settings("sgd")]


def test_old_datasets_are_never_altered(experiment: Experiment) -> None:
    before = experiment.dataset
    experiment.add_point(9.0, 9.0)
    assert np.array_equal(before.x, [0.0, 1.0])


def test_a_setting_that_is_slid_is_one_step_until_it_is_sealed(experiment: Experiment) -> None:
    for rate in (0.1, 0.2, 0.3):
        experiment.settings = replace(experiment.settings, learning_rate=rate)
    experiment.seal()
    experiment.settings = replace(experiment.settings, learning_rate=0.4)
    experiment.settings = replace(experiment.settings, m=1.0, b=2.0)
    stack = experiment.undo_stack
    assert [stack.text(k) for k in range(stack.count())] == ["learning rate", "learning rate", "start"]
    rates = []
    while stack.canUndo():
        stack.undo()
        rates.append((experiment.settings.learning_rate, experiment.settings.m))
    assert rates == [(0.4, 0.33), (0.3, 0.33), (0.05, 0.33)]
    while stack.canRedo():
        stack.redo()
    assert experiment.settings == Settings(learning_rate=0.4, m=1.0, b=2.0)


def test_what_follows_an_undo_is_a_step_of_its_own(experiment: Experiment) -> None:
    for rate in (0.1, 0.2):
        experiment.settings = replace(experiment.settings, learning_rate=rate)
        experiment.seal()
    experiment.undo()
    experiment.settings = replace(experiment.settings, learning_rate=0.7)
    experiment.undo()
    assert experiment.settings.learning_rate == 0.1


def test_a_batch_holds_at_most_all_points_and_comes_back_with_them(experiment: Experiment) -> None:
    experiment.add_point(3.0, 4.0)
    experiment.settings = replace(experiment.settings, batch_size=3)
    told: list[Changed] = []
    experiment.changed.connect(told.append)
    experiment.remove_points([0, 1])
    assert experiment.settings.batch_size == 1
    experiment.settings = replace(experiment.settings, learning_rate=0.2)
    experiment.clear()
    assert experiment.settings.batch_size == 1
    experiment.add_points([1.0, 2.0, 3.0, 4.0], [0.0] * 4, "more")
    assert experiment.settings == Settings(learning_rate=0.2, batch_size=3)
    assert told[0] == Changed.POINTS | Changed.SETTINGS
    assert len(told) == 4, "one piece of news for each change"


def test_ranges_set_by_hand_can_be_undone_and_leave_the_switches_alone(experiment: Experiment) -> None:
    ranges = replace(experiment.options, data_range=((0.0, 2.0), (1.0, 5.0)))
    set_range(experiment, ranges, "ranges of the axes")
    experiment.options = replace(experiment.options, residuals=True)
    assert experiment.undo_stack.undoText() == "ranges of the axes"
    experiment.undo()
    assert experiment.options == replace(ViewOptions(), residuals=True)
    experiment.redo()
    assert experiment.options == replace(ranges, residuals=True)
