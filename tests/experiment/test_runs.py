"""The list of runs: saved, a dozen at most, with a way back from every deletion."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QUndoGroup, QUndoStack

from gdgui.core import Dataset, Descent, Settings, Trace, train
from gdgui.experiment.runs import MOST, Runs

POINTS = Dataset([0, 1, 2], [0, 1, 3])


def a_run(rate: float = 0.05) -> Trace:
    return train(POINTS, Settings(learning_rate=rate, epochs=3))


@pytest.fixture
def stack() -> QUndoStack:
    return QUndoStack()


def group_of(stack: QUndoStack) -> QUndoGroup:
    group = QUndoGroup(stack)
    group.addStack(stack)
    stack.setActive()
    return group


@pytest.fixture
def runs(stack: QUndoStack) -> Runs:
    return Runs(group_of(stack))


def follow(runs: Runs, trace: Trace | None = None) -> None:
    """Another run of the player's."""
    follow.run_id += 1  # type: ignore[attr-defined]
    runs.follow(follow.run_id, trace or a_run())  # type: ignore[attr-defined]


follow.run_id = 0  # type: ignore[attr-defined]


def numbers(runs: Runs) -> list[int]:
    return [run.number for run in runs.all]


def test_a_run_is_saved_when_the_next_one_starts(runs: Runs) -> None:
    first, second = a_run(), a_run()
    runs.follow(1, first)
    assert runs.current is not None
    assert (runs.current.trace, runs.saved) == (first, ())
    runs.follow(2, second.head(1))
    assert [run.trace for run in runs.saved] == [first]
    runs.follow(2, second)
    assert runs.current.trace is second
    assert numbers(runs) == [1, 2]
    runs.follow(0, None)  # reset
    assert [runs.current] == [None]
    assert len(runs.saved) == 2


def test_a_run_that_came_to_nothing_is_not_saved(runs: Runs) -> None:
    follow(runs, Descent(POINTS, Settings()).trace)
    follow(runs)
    assert numbers(runs) == [2]


def test_a_dozen_are_saved_and_the_oldest_that_is_not_pinned_goes_first(runs: Runs) -> None:
    dropped: list[str] = []
    runs.dropped.connect(dropped.append)
    for _ in range(MOST):
        follow(runs)
    assert dropped == []
    runs.pin(1, True)
    follow(runs)
    assert dropped == ["Run 2"]
    assert numbers(runs) == [1, *range(3, 14)]
    assert len({run.style for run in runs.all}) == MOST


def test_two_places_are_never_pinned(runs: Runs) -> None:
    for _ in range(MOST):
        follow(runs)
    assert [runs.pin(number, True) for number in range(1, MOST + 1)] == [*[True] * (MOST - 2), False, False]
    follow(runs)
    assert numbers(runs) == [*range(1, MOST - 1), MOST, MOST + 1]
    runs.add(a_run(), "GD")
    follow(runs)
    assert numbers(runs) == [*range(1, MOST - 1), MOST + 2, MOST + 3]
    assert runs.all[-2].in_step


def test_an_opponent_whose_run_never_began_makes_way_for_the_next(runs: Runs) -> None:
    for _ in range(3):
        runs.add(a_run(), "GD")
    follow(runs)
    assert numbers(runs) == [3, 4]


def test_the_current_run_never_makes_room(runs: Runs, stack: QUndoStack) -> None:
    for _ in range(MOST):
        follow(runs)
    for number in range(1, MOST - 1):
        runs.pin(number, True)
    runs.delete(5)
    runs.pin(MOST - 1, True)
    follow(runs)
    stack.undo()
    assert runs.current is not None
    assert runs.current.number == MOST + 1
    assert 5 in numbers(runs)
    follow(runs)
    assert len(runs.all) == MOST


def test_deleting_and_renaming_can_be_undone(runs: Runs, stack: QUndoStack) -> None:
    for _ in range(3):
        follow(runs)
    runs.rename(1, "  small \n rate ")
    assert runs.all[0].name == "small rate"
    assert stack.undoText() == "rename Run 1"
    runs.rename(1, "   ")  # no name
    runs.delete(1)
    assert stack.undoText() == "delete small rate"
    assert numbers(runs) == [2, 3]
    stack.undo()
    assert (numbers(runs), runs.all[0].name) == ([1, 2, 3], "small rate")
    stack.undo()
    assert runs.all[0].name == "Run 1"
    stack.redo()
    stack.redo()
    assert numbers(runs) == [2, 3]


def test_what_comes_back_to_a_full_list_takes_the_place_of_the_oldest(runs: Runs, stack: QUndoStack) -> None:
    for _ in range(MOST):
        follow(runs)
    runs.delete(5)
    follow(runs)
    before = numbers(runs)
    stack.undo()
    assert numbers(runs) == list(range(2, 14))
    assert len({run.style for run in runs.all}) == MOST
    stack.redo()
    assert numbers(runs) == before, "what had made room is there again"


def test_a_run_is_in_step_with_the_one_that_starts_next_alone(runs: Runs) -> None:
    follow(runs)
    runs.add(a_run(), "GD")
    follow(runs)
    assert [run.in_step for run in runs.all] == [False, True, False]
    follow(runs)
    assert not any(run.in_step for run in runs.all)


def test_a_run_that_diverged_at_once_is_saved(runs: Runs) -> None:
    descent = Descent(POINTS, Settings(learning_rate=1e9))
    descent.advance(10)
    assert (descent.trace.epochs, descent.trace.outcome is None) == (0, False)
    follow(runs, descent.trace)
    follow(runs)
    assert numbers(runs) == [1, 2]


def test_the_others_are_hidden_and_shown_again(runs: Runs) -> None:
    for _ in range(3):
        follow(runs)
    runs.show(1, False)
    dataset = runs.all[0].last.dataset
    runs.show_only_current(dataset)
    assert [run.is_shown(dataset) for run in runs.all] == [False, False, True]
    runs.show_only_current(dataset)
    assert [run.is_shown(dataset) for run in runs.all] == [True, True, True]


def test_what_was_cleared_comes_back_to_a_full_list_and_the_oldest_of_the_new_make_room(
    runs: Runs, stack: QUndoStack
) -> None:
    dropped: list[str] = []
    runs.dropped.connect(dropped.append)
    for _ in range(5):
        follow(runs)
    runs.pin(2, True)
    runs.delete_saved()
    for _ in range(11):
        follow(runs)
    runs.pin(7, True)
    assert (numbers(runs), dropped) == (list(range(5, 17)), [])
    stack.undo()
    assert numbers(runs) == [1, 2, 3, 4, 7, *range(10, 17)]
    assert dropped == ["Run 5", "Run 6", "Run 8", "Run 9"]
    stack.redo()
    assert numbers(runs) == list(range(5, 17)), "those are there again"


@settings(deadline=None, max_examples=50)
@given(
    before=st.integers(1, MOST),
    has_current=st.booleans(),
    after=st.integers(0, MOST + 2),
    pinned=st.sets(st.integers(1, 2 * MOST + 2), max_size=8),
)
def test_clearing_is_taken_back_whatever_began_in_between(
    before: int, has_current: bool, after: int, pinned: set[int]
) -> None:
    stack, lost = QUndoStack(), list[str]()
    runs = Runs(group_of(stack))
    for number in range(1, before + 1):
        follow(runs)
        runs.pin(number, number in pinned)
    if not has_current:
        runs.follow(0, None)
    cleared = {run.number for run in runs.saved}
    runs.delete_saved()
    for _ in range(after):
        follow(runs)
        runs.pin(numbers(runs)[-1], numbers(runs)[-1] in pinned)
    new, current = runs.all, runs.current
    runs.dropped.connect(lost.append)
    if not cleared:
        return
    stack.undo()
    back = runs.all
    everything = cleared | {run.number for run in new}
    stays = {run.number for run in back}
    assert len(back) == min(MOST, len(everything))
    assert (runs.current and runs.current.number) == (current and current.number)
    assert sorted(lost) == sorted(f"Run {number}" for number in everything - stays), "nothing goes silently"
    gone = everything - stays
    assert not gone & pinned, "with so few of them"
    assert not gone & cleared or not (stays - cleared - pinned - {current.number if current else 0})
    for group in (cleared, {run.number for run in new}):
        plain = group - pinned - {current.number if current else 0}
        assert max(gone & plain, default=0) < min(stays & plain, default=99), "the newest stay"
    stack.redo()
    assert runs.all == new
    stack.undo()
    assert {run.number for run in runs.all} == stays


actions = st.lists(
    st.tuples(
        st.sampled_from(["start", "reset", "delete", "clear", "pin", "undo", "redo"]), st.integers(1, 20)
    ),
    max_size=60,
)


@settings(deadline=None)
@given(actions)
def test_whatever_is_done_a_dozen_at_most_all_drawn_differently(steps: list[tuple[str, int]]) -> None:
    stack = QUndoStack()
    runs = Runs(group_of(stack))
    for what, number in steps:
        match what:
            case "start":
                follow(runs)
            case "reset":
                runs.follow(0, None)
            case "delete":
                runs.delete(number)
            case "clear":
                runs.delete_saved()
            case "pin":
                runs.pin(number, True)
            case "undo":
                stack.undo()
            case "redo":
                stack.redo()
        assert numbers(runs) == sorted(set(numbers(runs)))
        assert len(runs.all) <= MOST
        assert len({run.style for run in runs.all}) == len(runs.all)
        assert runs.current is None or runs.current in runs.all
