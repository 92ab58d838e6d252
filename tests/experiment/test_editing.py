"""Whatever is done to the points, in whatever order: undo brings back the identical state, redo the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gdgui.core import Dataset, Settings
from gdgui.experiment.edits import InsertPoints, MovePoints, RemovePoints, Several
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points

number = st.floats(-1e50, 1e50)
some = st.lists(st.tuples(number, number), min_size=1, max_size=4)
State = tuple[bytes, bytes, tuple[str, str]]


class Editing(RuleBasedStateMachine):
    """The states that every step leads from and to are remembered, and every way back is compared."""

    def __init__(self) -> None:
        super().__init__()
        self.experiment = Experiment(Dataset([0.5, 1.5], [1, 2]), Settings())
        self.states = [self.state()]  # up to now, and those that redo leads to
        self.at = 0

    def state(self) -> State:
        points = self.experiment.points
        return points.dataset.x.tobytes(), points.dataset.y.tobytes(), points.names

    def positions(self, data: st.DataObject) -> list[int]:
        n = len(self.experiment.dataset)
        return sorted(data.draw(st.sets(st.integers(0, n - 1), max_size=n))) if n else []

    def note(self) -> None:
        """A step was done, if the stack says so."""
        if self.experiment.undo_stack.index() != self.at:
            del self.states[self.at + 1 :]
            self.states.append(self.state())
            self.at += 1

    @rule(x=number, y=number)
    def add(self, x: float, y: float) -> None:
        self.experiment.add_point(x, y)
        self.note()

    @rule(new=some)
    def add_several(self, new: list[tuple[float, float]]) -> None:
        self.experiment.add_points([x for x, _ in new], [y for _, y in new], "paste")
        assert len(self.experiment.selection) == len(new)
        self.note()

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.experiment.remove_points(self.positions(data))
        self.note()

    @rule(data=st.data(), x=number, y=number)
    def place(self, data: st.DataObject, x: float, y: float) -> None:
        at = self.positions(data)
        self.experiment.move_points(at, [x] * len(at), [y] * len(at))
        self.note()

    @rule()
    def clear(self) -> None:
        self.experiment.clear()
        self.note()

    @rule(new=some, x_name=st.text(max_size=5))
    def replace(self, new: list[tuple[float, float]], x_name: str) -> None:
        x, y = np.array(new).T
        self.experiment.replace_points(Points(Dataset(x, y), x_name), "open")
        self.note()

    @rule(x_name=st.text(max_size=5), y_name=st.text(max_size=5))
    def name(self, x_name: str, y_name: str) -> None:
        self.experiment.name_axes(x_name, y_name)
        self.note()

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        self.experiment.select(self.positions(data))

    @rule(data=st.data(), moves=some, settles=st.booleans())
    def drag(self, data: st.DataObject, moves: list[tuple[float, float]], settles: bool) -> None:
        at, before = np.array(self.positions(data), dtype=np.int64), self.state()
        for x, y in moves:
            self.experiment.preview(MovePoints(at, np.full(len(at), x), np.full(len(at), y)), "move")
        self.end(settles, before)

    @rule(data=st.data(), new=some, settles=st.booleans())
    def spray_and_erase(self, data: st.DataObject, new: list[tuple[float, float]], settles: bool) -> None:
        before = self.state()
        for x, y in new:
            n = len(self.experiment.dataset)
            self.experiment.preview(InsertPoints(np.array([n]), np.array([x]), np.array([y])), "spray")
        self.experiment.preview(RemovePoints(np.array(self.positions(data), dtype=np.int64)), "erase")
        self.end(settles, before)

    def end(self, settles: bool, before: State) -> None:
        if settles:
            self.experiment.commit()
            self.note()
        else:
            self.experiment.rollback()
            assert self.state() == before

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.experiment.undo()
            self.at = max(0, self.at - 1)
            assert self.state() == self.states[self.at]

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.experiment.redo()
            self.at = min(len(self.states) - 1, self.at + 1)
            assert self.state() == self.states[self.at]

    @invariant()
    def the_state_is_the_one_expected_and_the_selection_exists(self) -> None:
        assert self.state() == self.states[self.at]
        selection = self.experiment.selection
        assert np.all(np.diff(selection) > 0)
        assert np.all((selection >= 0) & (selection < len(self.experiment.dataset)))


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@pytest.fixture
def experiment() -> Experiment:
    return Experiment(Dataset([0.0, 1.0, 2.0], [0.0, 1.0, 2.0]), Settings())


def test_a_gesture_that_leads_nowhere_is_no_step(experiment: Experiment) -> None:
    for place in (5.0, 7.0, 1.0):
        experiment.preview(MovePoints(np.array([1]), np.array([place]), np.array([1.0])), "move")
    experiment.commit()
    assert experiment.undo_stack.count() == 0


def test_another_edit_commits_the_gesture_first(experiment: Experiment) -> None:
    experiment.preview(MovePoints(np.array([1]), np.array([5.0]), np.array([1.0])), "move of 1 point")
    experiment.add_point(3, 3)
    stack = experiment.undo_stack
    assert [stack.text(k) for k in range(stack.count())] == ["move of 1 point", "add point"]


def test_a_long_drag_keeps_one_way_back(experiment: Experiment) -> None:
    for k in range(1000):
        experiment.preview(MovePoints(np.array([1]), np.array([float(k)]), np.array([1.0])), "move")
    assert len(experiment._way_back) == 1


def test_what_is_refused_changes_nothing(experiment: Experiment) -> None:
    before = experiment.points
    refusals: tuple[Callable[[], None], ...] = (
        lambda: experiment.add_point(1e51, 0),
        lambda: experiment.move_points([0], [float("nan")], [0]),
        lambda: experiment.preview(MovePoints(np.array([0]), np.array([1e51]), np.array([0.0])), "move"),
        lambda: experiment.edit(
            Several(
                [RemovePoints(np.array([0])), MovePoints(np.array([0]), np.array([1e51]), np.array([0.0]))]
            ),
            "both",
            np.array([0]),
        ),
    )
    for refused in refusals:
        with pytest.raises(ValueError, match="must be between"):
            refused()
    assert experiment.points is before
    assert not experiment.is_previewing
    assert experiment.undo_stack.count() == 0


def test_undo_brings_the_selection_back_as_well(experiment: Experiment) -> None:
    experiment.select([0, 2])
    experiment.remove_points([0, 2])
    assert experiment.selection.tolist() == []
    experiment.undo()
    assert experiment.selection.tolist() == [0, 2]


def test_twenty_thousand_steps_go_back(experiment: Experiment) -> None:
    for k in range(10_000):
        experiment.add_point(k, k)
        experiment.remove_points([0])
    assert experiment.undo_stack.count() == 20_000
    while experiment.undo_stack.canUndo():
        experiment.undo()
    assert experiment.dataset == Dataset([0.0, 1.0, 2.0], [0.0, 1.0, 2.0])
