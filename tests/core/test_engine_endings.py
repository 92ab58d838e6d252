"""How a run of the engine ends: finished, diverged where the lesson's loop would, or stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Outcome, Settings, train
from tests.core.lesson import (
    ORDINARY,
    TEN,
    UNIT,
    assert_same,
    at,
    datasets,
    lesson,
    lessons_divergence,
    recorded,
    standardised,
)


@pytest.mark.parametrize("share", [1.1, 1.5, 4, 1e3, 1e9])
@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_gradient_descent_diverges_at_the_epoch_of_the_lesson_and_the_trace_ends_before(
    dataset: Dataset, share: float
) -> None:
    settings = at(share, dataset, Settings(epochs=300))
    log = lesson(dataset, settings)
    epoch = lessons_divergence(log)

    trace = train(dataset, settings)

    assert trace.outcome == Outcome("diverged", epoch)
    assert_same(trace, log[:, :epoch])


@pytest.mark.parametrize("batch_size", [1, 2, 40, 100])
@pytest.mark.parametrize("seed", range(4))
def test_sgd_diverges_at_the_epoch_of_the_lesson_and_the_trace_ends_before(
    batch_size: int, seed: int
) -> None:
    settings = at(4, TEN, Settings("sgd", epochs=400, batch_size=batch_size, seed=seed))
    log = lesson(TEN, settings)
    epoch = lessons_divergence(log)

    trace = train(TEN, settings)

    assert trace.outcome == Outcome("diverged", epoch)
    assert_same(trace, log[:, :epoch])


@given(datasets(), st.floats(1.2, 1e4), st.integers(1, 60))
def test_any_run_of_gradient_descent_ends_as_the_lesson_would(
    dataset: Dataset, share: float, epochs: int
) -> None:
    settings = at(share, dataset, Settings(epochs=epochs, m=0.337, b=0.483))
    log = lesson(dataset, settings)
    assume(log[2, 0] > 1e-6)
    bound, finite = 1e12 * log[2, 0], log[2][np.isfinite(log[2])]
    assume(np.min(np.abs(finite - bound)) > 1e-6 * bound)  # else rounding alone decides about the epoch
    x, y = dataset.x, dataset.y
    steepest = np.linalg.eigh([[np.mean(x * x), x.mean()], [x.mean(), 1]])[1][:, 1]
    slope_at_start = np.array([np.mean(x * (y - 0.337 * x - 0.483)), np.mean(y - 0.337 * x - 0.483)])
    assume(abs(steepest @ slope_at_start) > 1e-3)  # else it grows from rounding alone

    trace = train(dataset, settings)

    epoch = lessons_divergence(log)
    assert trace.outcome == (Outcome("diverged", epoch) if epoch else Outcome("finished", epochs))
    assert trace.epochs == (epoch - 1 if epoch else epochs)
    assert np.isfinite(recorded(trace)).all()


def test_a_divergence_is_an_mse_above_the_bound_and_not_at_it() -> None:
    # On the point (0, 0), b is multiplied by 1 − 2·5.5 = −10: after 6 epochs the MSE is exactly 1e12.
    trace = train(Dataset([0], [0]), Settings(learning_rate=5.5, m=0, b=1, epochs=20))

    assert trace.outcome == Outcome("diverged", 7)
    assert trace.b == pytest.approx([(-10.0) ** k for k in range(7)], rel=1e-12)
    assert trace.mse == pytest.approx([100.0**k for k in range(7)], rel=1e-12)


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("rate", [1e100, 1e200, 8e307, 1.7e308])
def test_an_mse_that_is_not_finite_is_a_divergence_and_not_recorded(algorithm: str, rate: float) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", learning_rate=rate)
    trace = train(UNIT, settings)

    assert trace.outcome == Outcome("diverged", 1)
    assert recorded(trace).shape == (3, 1)


@pytest.mark.parametrize("dataset", [TEN, standardised(TEN)], ids=["ten", "standardised"])
def test_a_thousandth_of_the_learning_rate_decides(dataset: Dataset) -> None:
    above = train(dataset, at(1.001, dataset, Settings(epochs=20_000)))
    below = train(dataset, at(0.999, dataset, Settings(epochs=20_000)))

    assert above.outcome
    assert above.outcome.reason == "diverged"
    assert below.outcome == Outcome("finished", 20_000)
    assert below.mse[-1] == pytest.approx(dataset.moments.minimum, rel=1e-6)


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd")], ids=["gd", "sgd"])
def test_after_a_divergence_nothing_goes_on(settings: Settings) -> None:
    descent = Descent(UNIT, replace(settings, learning_rate=1e6, epochs=100))
    descent.advance(100)
    ended, epochs = descent.trace.outcome, descent.epochs
    assert ended == Outcome("diverged", epochs + 1)

    descent.step()
    descent.advance(10)
    descent.stop()
    descent.change(UNIT, replace(settings, learning_rate=0.01, epochs=100))
    descent.step()
    descent.advance(10)

    assert (descent.trace.outcome, descent.epochs) == (ended, epochs)


def test_stopping_ends_a_run_where_it_is() -> None:
    descent = Descent(UNIT, Settings(epochs=100))
    descent.advance(30)
    before = descent.trace.outcome

    descent.stop()

    assert before is None
    assert descent.trace.outcome == Outcome("stopped", 30)
    assert descent.epochs == 30


def test_stopping_a_run_that_has_ended_leaves_its_outcome() -> None:
    descent = Descent(UNIT, Settings(epochs=10))
    descent.advance(10)

    descent.stop()

    assert descent.trace.outcome == Outcome("finished", 10)


@pytest.mark.parametrize("begin", [Descent, train])
@pytest.mark.parametrize("settings", [Settings(), Settings("sgd")], ids=["gd", "sgd"])
def test_no_points_make_no_run(begin: Callable[[Dataset, Settings], object], settings: Settings) -> None:
    with pytest.raises(ValueError, match="no points"):
        begin(Dataset([], []), settings)


def test_a_step_after_a_stop_takes_the_run_up_again() -> None:
    descent = Descent(UNIT, Settings(epochs=3))
    descent.advance(1)
    descent.stop()

    descent.step()
    taken_up = descent.trace.outcome
    descent.step()

    assert taken_up is None
    assert descent.trace.outcome == Outcome("finished", 3)
    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, Settings(epochs=3))))
