"""Other points and settings while the engine is midway in a run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Outcome, Segment, Settings, train
from tests.core.lesson import CALM, CALM_SGD, LATER, TEN, UNIT, assert_same, lesson, recorded


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CALM, CALM),
        (CALM, replace(CALM, learning_rate=0.05)),
        (CALM, CALM_SGD),
        (CALM_SGD, CALM),
        (CALM_SGD, CALM_SGD),
        (CALM_SGD, replace(CALM_SGD, learning_rate=0.01)),
        (CALM_SGD, replace(CALM_SGD, batch_size=5)),
    ],
)
def test_a_change_midway_goes_on_from_where_the_line_is_with_the_draws_that_come_next(
    before: Settings, after: Settings
) -> None:
    rng = np.random.default_rng(0)
    first = lesson(UNIT, before, 25, rng=rng)
    second = lesson(LATER, after, 35, start=(float(first[0, -1]), float(first[1, -1])), rng=rng)

    descent = Descent(UNIT, before)
    descent.advance(25)
    descent.change(LATER, after)
    descent.advance(1000)

    assert_same(descent.trace, np.hstack((first, second[:, 1:])))
    assert descent.trace.outcome == Outcome("finished", 60)


@pytest.mark.parametrize(
    ("before", "after"),
    [(CALM, replace(CALM, learning_rate=0.1)), (CALM, replace(CALM_SGD, seed=7)), (CALM_SGD, CALM)],
)
def test_what_follows_a_change_is_a_fresh_run_that_starts_there(before: Settings, after: Settings) -> None:
    descent = Descent(UNIT, before)
    descent.advance(25)
    earlier = recorded(descent.trace)
    descent.change(LATER, after)
    descent.advance(1000)

    fresh = train(LATER, replace(after, m=float(earlier[0, -1]), b=float(earlier[1, -1]), epochs=35))
    assert np.array_equal(recorded(descent.trace)[:, :26], earlier)
    assert np.array_equal(recorded(descent.trace)[:, 26:], recorded(fresh)[:, 1:])


def test_another_seed_draws_from_its_beginning() -> None:
    descent = Descent(UNIT, CALM_SGD)
    descent.advance(25)
    descent.change(UNIT, replace(CALM_SGD, seed=7))
    descent.advance(35)

    rng = np.random.default_rng(7)
    expected = [rng.integers(0, 20, 2).tolist() for _ in range(35)]
    assert [descent.trace.samples(epoch).tolist() for epoch in range(26, 61)] == expected


@pytest.mark.parametrize("settings", [CALM, CALM_SGD], ids=["gd", "sgd"])
def test_another_start_changes_nothing_in_the_run_under_way(settings: Settings) -> None:
    descent = Descent(UNIT, settings)
    descent.advance(25)
    descent.change(UNIT, replace(settings, m=100.0, b=-100.0))
    descent.advance(35)

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, settings)))
    assert [each.epoch for each in descent.trace.segments] == [0]


@pytest.mark.parametrize("settings", [CALM, CALM_SGD], ids=["gd", "sgd"])
@pytest.mark.parametrize("end", [26, 60, 4000])
def test_another_number_of_epochs_only_moves_the_end(settings: Settings, end: int) -> None:
    descent = Descent(UNIT, replace(settings, epochs=30))
    descent.advance(25)
    descent.change(UNIT, replace(settings, epochs=end))
    descent.advance(end)

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, replace(settings, epochs=end))))
    assert descent.trace.outcome == Outcome("finished", end)
    assert [each.epoch for each in descent.trace.segments] == [0]


def test_fewer_epochs_than_were_done_end_the_run_where_it_is() -> None:
    descent = Descent(UNIT, Settings(epochs=100))
    descent.advance(50)
    descent.change(UNIT, Settings(epochs=20))
    descent.advance(10)

    assert descent.trace.outcome == Outcome("finished", 50)


def test_more_epochs_let_a_finished_run_go_on() -> None:
    descent = Descent(UNIT, Settings(epochs=20))
    descent.advance(20)
    descent.change(UNIT, Settings(epochs=50))
    descent.advance(100)

    assert descent.trace.outcome == Outcome("finished", 50)
    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, Settings(epochs=50))))


def test_equal_points_and_settings_are_no_change() -> None:
    descent = Descent(UNIT, CALM_SGD)
    descent.advance(25)
    descent.change(Dataset(UNIT.x, UNIT.y), replace(CALM_SGD))
    descent.advance(35)

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, CALM_SGD)))
    assert [each.epoch for each in descent.trace.segments] == [0]


def test_every_change_begins_a_segment_that_tells_its_points_and_settings() -> None:
    faster = replace(CALM, learning_rate=0.03)
    descent = Descent(UNIT, CALM)
    descent.advance(5)
    descent.change(UNIT, faster)
    descent.advance(5)
    descent.change(LATER, faster)
    descent.advance(5)

    assert descent.trace.segments == (
        Segment(0, UNIT, CALM),
        Segment(5, UNIT, faster),
        Segment(10, LATER, faster),
    )


def test_several_changes_at_one_epoch_are_one_segment_with_the_last_points_and_settings() -> None:
    last = replace(CALM_SGD, learning_rate=0.03)
    descent = Descent(UNIT, CALM)
    descent.advance(5)
    descent.change(TEN, CALM)
    descent.change(LATER, replace(CALM, learning_rate=0.5))
    descent.change(LATER, last)
    descent.advance(5)

    first, second = descent.trace.segments
    assert first == Segment(0, UNIT, CALM)
    assert (second.epoch, second.dataset, second.settings) == (5, LATER, last)
    fresh = train(LATER, replace(last, epochs=5, m=float(descent.trace.m[5]), b=float(descent.trace.b[5])))
    assert np.array_equal(recorded(descent.trace)[:, 6:], recorded(fresh)[:, 1:])


def test_a_change_before_the_first_epoch_replaces_the_first_segment() -> None:
    descent = Descent(UNIT, CALM)
    descent.change(LATER, CALM_SGD)
    descent.advance(5)

    (only,) = descent.trace.segments
    assert (only.epoch, only.dataset, only.settings) == (0, LATER, CALM_SGD)
    # The MSE of the start is that of the points it was made with; what follows is the lesson's.
    np.testing.assert_allclose(recorded(descent.trace)[:, 1:], lesson(LATER, CALM_SGD, 5)[:, 1:], 1e-12)


def test_an_mse_that_new_points_make_large_is_no_divergence() -> None:
    far = Dataset(UNIT.x, UNIT.y + 1e9)
    descent = Descent(UNIT, Settings(learning_rate=0.05, epochs=2000))
    descent.advance(1000)
    descent.change(far, descent.settings)
    descent.advance(1000)

    assert descent.trace.outcome == Outcome("finished", 2000)
    assert descent.trace.mse[1001] > 1e12 * descent.trace.mse[0]


def test_new_points_far_from_a_line_that_began_among_them_are_no_divergence() -> None:
    descent = Descent(UNIT, Settings(learning_rate=2.0, epochs=2000))
    while descent.trace.mse[-1] < 1e9:
        descent.advance(1)
    x = np.array([-1e6, 0, 1e6])
    descent.change(Dataset(x, 0.33 * x + 0.48), Settings(learning_rate=1e-13, epochs=2000))
    descent.advance(2000)

    assert descent.trace.outcome == Outcome("finished", 2000)
    assert descent.trace.mse.max() > 1e12


def test_no_bound_is_too_large_for_a_number() -> None:
    near, far = Dataset([1], [0]), Dataset([1e50], [0])
    unstable = Settings(learning_rate=1e3, epochs=1000, m=1e50, b=0)
    descent = Descent(near, unstable)
    for bound in (1e100, 1e200):  # let the line grow as far as a run allows, then move the point away
        while near.moments.mse(float(descent.trace.m[-1]), float(descent.trace.b[-1])) < bound:
            descent.advance(1)
        descent.change(far, replace(unstable, learning_rate=1e-300))
        descent.advance(1)
        descent.change(near, unstable)
    descent.advance(1000)

    assert descent.trace.outcome == Outcome("diverged", descent.epochs + 1)
    assert np.isfinite(recorded(descent.trace)).all()
    assert descent.trace.mse[-1] > 1e290  # 1e12 times the largest MSE before would be beyond any float


@pytest.mark.parametrize("settings", [Settings("gd", 1.5), Settings("gd", 1e200), Settings("sgd", 1e200)])
def test_a_run_on_standardised_x_diverges_without_a_warning(settings: Settings) -> None:
    trace = train(UNIT, replace(settings, epochs=2000, standardise=True))

    assert trace.outcome == Outcome("diverged", trace.epochs + 1)
    assert np.isfinite(recorded(trace)).all()


def test_a_rate_raised_midway_diverges_against_the_mse_of_the_start() -> None:
    unstable = Settings(learning_rate=2.0, epochs=2000)
    descent = Descent(UNIT, Settings(learning_rate=0.05, epochs=2000))
    descent.advance(1000)
    at_change = float(descent.trace.m[-1]), float(descent.trace.b[-1])
    descent.change(UNIT, unstable)
    descent.advance(1000)

    log = lesson(UNIT, unstable, 1000, start=at_change)
    epoch = 1000 + int(np.argmax(log[2] > 1e12 * descent.trace.mse[0]))
    assert descent.trace.outcome == Outcome("diverged", epoch)
    assert descent.epochs == epoch - 1


changes = st.tuples(
    st.sampled_from([UNIT, TEN, LATER, Dataset([2], [3])]),
    st.builds(
        Settings,
        algorithm=st.sampled_from(["gd", "sgd"]),
        learning_rate=st.sampled_from([0.001, 0.004]),
        epochs=st.just(1000),
        batch_size=st.sampled_from([1, 3, 70]),
        m=st.sampled_from([0.33, 5.0]),
        seed=st.sampled_from([0, 1]),
    ),
)


@given(changes, st.lists(st.tuples(st.integers(0, 90), changes), max_size=6), st.integers(0, 90))
def test_any_sequence_of_changes_is_the_lessons_loop_stopped_and_taken_up_again(
    first: tuple[Dataset, Settings], then: list[tuple[int, tuple[Dataset, Settings]]], rest: int
) -> None:
    dataset, settings = first
    descent = Descent(dataset, settings)
    rng, seed = np.random.default_rng(settings.seed), settings.seed  # that of the last epoch done
    log = lesson(dataset, settings, 0)
    for epochs, (next_dataset, next_settings) in [*then, (rest, first)]:
        descent.advance(epochs)
        descent.change(next_dataset, next_settings)
        if epochs and settings.seed != seed:
            rng, seed = np.random.default_rng(settings.seed), settings.seed
        more = lesson(dataset, settings, epochs, (float(log[0, -1]), float(log[1, -1])), rng)
        log = np.hstack((log, more[:, 1:]))
        dataset, settings = next_dataset, next_settings

    assert_same(descent.trace, log, slack=1e-12)
