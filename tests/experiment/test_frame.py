"""The frame: what is shown at an epoch, against the lesson written out."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Settings, gradient_descent, train
from gdgui.experiment.frame import Frame, saved_runs
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run

POINTS = Dataset([0.0, 0.4, 1.0], [0.1, 0.3, 0.9])
OTHERS = Dataset([0.0, 0.4, 2.0], [0.1, 0.3, 0.9])
M = np.array([0.0, 1.0, 2.0])


def frame_of(settings: Settings, cursor: int, done: int | None = None, dataset: Dataset = POINTS) -> Frame:
    trace = train(POINTS, settings)
    return Frame(
        Points(dataset),
        settings,
        trace=trace if done is None else trace.head(done),
        cursor=cursor,
        target=settings.epochs,
    )


def test_before_a_run_it_is_the_start() -> None:
    frame = Frame(Points(POINTS), Settings())
    f = POINTS.y - (0.33 * POINTS.x + 0.48)
    assert frame.line == frame.start == (0.33, 0.48)
    assert frame.errors is not None
    assert frame.errors.mse == pytest.approx(float(np.mean(f**2)), rel=1e-12)
    assert (frame.errors.then, frame.done, frame.epochs) == (None, 0, 10)
    assert frame.residuals == pytest.approx(f)


@pytest.mark.parametrize("cursor", range(11))
def test_the_line_and_its_error_are_those_of_the_lesson(cursor: int) -> None:
    frame = frame_of(Settings(), cursor)
    m, b, log, mse = gradient_descent(POINTS.x, POINTS.y, epoch=cursor)
    assert frame.line == pytest.approx((m, b), rel=1e-12)
    assert len(frame.m) == cursor + 1
    if cursor:
        assert frame.errors is not None
        assert frame.errors.mse == pytest.approx(mse[-1], rel=1e-9)
        assert frame.m[1:] == pytest.approx([each[0] for each in log])


@pytest.mark.parametrize("settings", [Settings(), Settings(standardise=True), Settings(learning_rate=0.4)])
@pytest.mark.parametrize("cursor", [0, 3, 10])
def test_the_next_step_is_the_next_epoch(settings: Settings, cursor: int) -> None:
    more = train(POINTS, replace(settings, epochs=11))
    frame = frame_of(settings, cursor)
    assert frame.next_step is not None
    assert frame.next_step.full == pytest.approx((more.m[cursor + 1], more.b[cursor + 1]), rel=1e-9)
    assert frame.next_step.own is None


@pytest.mark.parametrize("cursor", [0, 3, 10])
def test_the_batch_of_the_next_step_is_what_sgd_draws_next(cursor: int) -> None:
    settings = Settings("sgd", batch_size=2, seed=3)
    more = train(POINTS, replace(settings, epochs=11))
    frame = frame_of(settings, cursor)
    assert frame.next_step is not None
    assert frame.next_step.own == pytest.approx((more.m[cursor + 1], more.b[cursor + 1]), rel=1e-9)
    before = Frame(Points(POINTS), settings)
    assert before.next_step is not None
    assert before.next_step.own == pytest.approx((more.m[1], more.b[1]), rel=1e-9)


def test_samples_are_those_of_the_epoch_shown() -> None:
    settings = Settings("sgd", batch_size=2, seed=3)
    rng = np.random.default_rng(3)
    drawn = [rng.integers(0, 3, 2).tolist() for _ in range(10)]
    for cursor in range(1, 11):
        assert frame_of(settings, cursor).samples.tolist() == drawn[cursor - 1]
    assert frame_of(settings, 0).samples.tolist() == []
    assert frame_of(settings, 4, dataset=OTHERS).samples.tolist() == [], "those points are gone"


def test_on_other_points_both_errors_are_there() -> None:
    trace = train(POINTS, Settings())
    frame = frame_of(Settings(), 4, dataset=OTHERS)
    f = OTHERS.y - (trace.m[4] * OTHERS.x + trace.b[4])
    assert frame.errors is not None
    assert frame.errors.mse == pytest.approx(float(np.mean(f**2)))
    assert frame.errors.then == trace.mse[4]


def test_what_was_computed_ahead_is_in_no_frame() -> None:
    frame = frame_of(Settings(learning_rate=2.0, epochs=1000), 3, done=5)
    assert frame.done == 5
    assert len(frame.mse) == 6
    assert not frame.has_diverged
    assert frame.epochs == 1000


def test_notes_tell_what_was_changed_after_which_epoch() -> None:
    descent = Descent(POINTS, Settings(epochs=30))
    descent.advance(5)
    descent.change(OTHERS, Settings(epochs=30))
    descent.advance(8)
    descent.change(OTHERS, Settings(epochs=30, learning_rate=0.1))
    descent.advance(30)
    frame = Frame(Points(OTHERS), Settings(), trace=descent.trace, cursor=30, target=30)
    assert [epoch for epoch, _, _ in frame.notes] == [5, 13]


def test_of_a_rate_that_is_dragged_the_notes_tell_where_it_began_and_what_it_came_to() -> None:
    descent = Descent(POINTS, Settings(epochs=30))
    descent.advance(5)
    for rate in (0.3, 0.2, 0.1, 0.04):
        descent.change(POINTS, Settings(epochs=30, learning_rate=rate))
        descent.advance(1)
    descent.advance(20)
    frame = Frame(Points(POINTS), Settings(), trace=descent.trace, cursor=29, target=30)
    told = [(epoch, new.settings.learning_rate) for epoch, _, new in frame.notes]
    assert told == [(5, 0.3), (8, 0.04)]


def test_of_points_that_are_dragged_the_notes_tell_where_that_began() -> None:
    descent = Descent(POINTS, Settings(epochs=30))
    descent.advance(5)
    for up in (0.1, 0.2, 0.3):
        descent.change(Dataset(POINTS.x, POINTS.y + up), Settings(epochs=30))
        descent.advance(1)
    frame = Frame(Points(POINTS), Settings(), trace=descent.trace, cursor=8, target=30)
    assert [epoch for epoch, _, _ in frame.notes] == [5]


def test_passes_are_over_as_many_points_as_there_were() -> None:
    """One sample of 4 points an epoch for 8 epochs, then of 8 points: 2 and 1/8 of a pass each."""
    four, eight = (Dataset(np.arange(float(n)), np.ones(n)) for n in (4, 8))
    settings = Settings("sgd", epochs=30)
    descent = Descent(four, settings)
    descent.advance(8)
    descent.change(eight, settings)
    descent.advance(4)
    for shown in (four, eight):  # whatever the points are now
        seen = [
            Frame(Points(shown), settings, trace=descent.trace, cursor=cursor, target=30).passes
            for cursor in (0, 4, 8, 10, 12)
        ]
        assert seen == [0.0, 1.0, 2.0, 2.25, 2.5]


def test_a_saved_run_stands_at_the_cursor_or_at_its_end() -> None:
    run = Run(1, train(POINTS, Settings(epochs=6)), "Run 1", 0)
    [early] = saved_runs([run], POINTS, 4)
    [late] = saved_runs([run], POINTS, 9)
    [alone] = saved_runs([run], POINTS, None)
    [in_step] = saved_runs([replace(run, in_step=True)], POINTS, 4)
    [elsewhere] = saved_runs([replace(run, choice=True)], OTHERS, 4)
    assert saved_runs([run], OTHERS, 4) == (), "it hides itself"
    assert [(each.epoch, each.drawn_to) for each in (early, late, alone, in_step)] == [
        (4, 6), (6, 6), (6, 6), (4, 4),
    ]  # fmt: skip
    assert [each.on_other_points for each in (early, elsewhere)] == [False, True]


def test_nothing_in_it_can_be_changed() -> None:
    frame = frame_of(Settings(), 3)
    with pytest.raises(FrozenInstanceError):
        frame.cursor = 4  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        frame.m[0] = 1.0


@given(st.integers(0, 10), st.integers(0, 10))
def test_the_cursor_moves_nothing_that_was_done(one: int, other: int) -> None:
    first, second = frame_of(Settings(), one), frame_of(Settings(), other)
    assert first.mse.tolist() == second.mse.tolist()
    assert first.epochs == second.epochs
    assert first.samples_used == second.samples_used
