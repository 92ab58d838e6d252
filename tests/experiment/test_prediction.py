"""What somebody said before a run, against runs and gaps worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.prediction import Prediction, gap

# Each epoch at rate 0.25 halves the distance from (1, 0): the MSE, m² + b² of it, is 2, 1/2, 1/8, …
CROSS = Dataset([-1, 1], [-1, 1])
TRACE = train(CROSS, Settings(m=0.0, b=1.0, learning_rate=0.25, epochs=2))


def test_the_run_is_the_one_worked_out() -> None:
    assert TRACE.mse.tolist() == pytest.approx([2, 0.5, 0.125])
    assert (TRACE.m[-1], TRACE.b[-1]) == (0.75, 0.25)


def test_the_gap_of_a_curve_is_the_mean_over_the_epochs() -> None:
    """Foretold 2, 1.5, 1: off by 0, 1 and 0.875."""
    found = gap(Prediction(curve=((0.0, 2.0), (2.0, 1.0))), TRACE)
    assert found.curve == pytest.approx(1.875 / 3)
    assert (found.line, found.course_is_right) == (None, None)


def test_the_gap_of_an_end_is_how_far_apart_both_lines_are_at_the_points() -> None:
    """y = x + 1 against y = 0.75x + 0.25: 0.5 apart at x = −1, and 1 at x = 1."""
    found = gap(Prediction(end=(1.0, 1.0)), TRACE)
    assert found.line == pytest.approx(math.sqrt((0.25 + 1) / 2))


def test_a_word_is_right_where_it_is_one_of_those_that_are_true() -> None:
    arrives = train(CROSS, Settings(m=0.0, b=1.0, learning_rate=0.9, epochs=40))
    for word, right in (("arrives", True), ("oscillates", True), ("creeps", False), ("explodes", False)):
        assert gap(Prediction(course=word), arrives).course_is_right is right  # type: ignore[arg-type]


def test_a_stroke_replaces_what_is_under_it_and_never_the_start() -> None:
    line = Prediction().drawn(2.0, (0.0, 5.0), (4.0, 1.0))
    assert line.curve == ((0.0, 2.0), (4.0, 1.0))
    longer = line.drawn(2.0, (4.0, 1.0), (8.0, 0.5))
    assert longer.curve == ((0.0, 2.0), (4.0, 1.0), (8.0, 0.5))
    back = longer.drawn(2.0, (8.0, 0.5), (3.0, 0.25))
    assert back.curve == ((0.0, 2.0), (3.0, 0.25), (8.0, 0.5))
    assert back.at(np.array([0.0, 5.5, 8.0])).tolist() == [2.0, 0.375, 0.5]


def test_knots_follow_what_was_drawn_and_the_start_is_never_in_hand() -> None:
    knots = Prediction().knotted(2.0, 10)
    assert [epoch for epoch, _ in knots.curve] == [0, 1, 2, 4, 5, 7, 10]
    assert {height for _, height in knots.curve} == {2.0}
    assert knots.knot == 1
    assert knots.with_knot(-1).knot == 1
    assert knots.with_knot(50).knot == 6
    lower = knots.with_knot(1).lifted(lambda height: height / 4)
    assert [height for _, height in lower.curve] == [2, 2, 0.5, 0.5, 0.5, 0.5, 0.5]
    drawn = Prediction().drawn(2.0, (0.0, 2.0), (10.0, 1.0)).knotted(2.0, 10)
    assert drawn.curve[3] == (4.0, 1.6)


def test_it_says_something_once_it_was_given_anything() -> None:
    assert not Prediction().says_something
    for said in (Prediction(course="creeps"), Prediction(end=(0.0, 0.0)), Prediction(curve=((0.0, 1.0),))):
        assert said.says_something
        assert not said.closed().is_open
