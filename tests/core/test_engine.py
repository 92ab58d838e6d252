"""The engine against the lesson's loop, written out once more in `lesson` below."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Descent, Outcome, Segment, Settings, Trace, train
from gdgui.core.engine import CHUNK
from gdgui.core.theory import forecast

Log = NDArray[np.float64]
"""Rows m, b and MSE; column k is after epoch k, column 0 the start."""


def lesson(
    dataset: Dataset,
    settings: Settings,
    epochs: int | None = None,
    start: tuple[float, float] | None = None,
    rng: np.random.Generator | None = None,
) -> Log:
    """The loop as it is taught; it neither looks for a divergence nor stops at one."""
    X, y, lr = dataset.x, dataset.y, settings.learning_rate
    m, b = start or (settings.m, settings.b)
    rng = rng or np.random.default_rng(settings.seed)
    log = [(m, b, ((y - (m * X + b)) ** 2).mean())]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(settings.epochs if epochs is None else epochs):
            Xs, ys = X, y
            if settings.algorithm == "sgd":
                drawn = rng.integers(0, len(X), settings.batch_size)
                Xs, ys = X[drawn], y[drawn]
            f = ys - (m * Xs + b)
            m -= lr * (-2 * float((Xs * f).mean()))
            b -= lr * (-2 * float(f.mean()))
            log.append((m, b, ((y - (m * X + b)) ** 2).mean()))
    return np.array(log).T


def recorded(trace: Trace) -> Log:
    return np.stack((trace.m, trace.b, trace.mse))


def assert_same(trace: Trace, expected: Log, slack: float = 0.0) -> None:
    """To 1e-12 of the MSE and of the length of (m, b), or to `slack` of the largest in the run.

    A hundredth of that slack in the predictions, which is some roundings, moves the MSE by 2·√MSE times
    it, and by its square.
    """
    assert recorded(trace).shape == expected.shape
    length = np.hypot(expected[0], expected[1])
    size = np.stack((length, length, expected[2]))
    allowed = np.maximum(1e-12 * size, slack * size.max(axis=1, keepdims=True))
    moved = slack / 100 * length.max()
    allowed[2] += (2 * np.sqrt(expected[2]) + moved) * moved
    np.testing.assert_array_less(np.abs(recorded(trace) - expected), allowed + 1e-300)


def noisy_line(n: int, low: float, high: float, seed: int = 0) -> Dataset:
    rng = np.random.default_rng(seed)
    x = rng.uniform(low, high, n)
    return Dataset(x, 1.7 * x - 0.6 + rng.normal(0, 0.5, n))


def standardised(dataset: Dataset) -> Dataset:
    return Dataset((dataset.x - dataset.x.mean()) / dataset.x.std(), dataset.y)


UNIT = noisy_line(20, 0, 1)
TEN = noisy_line(40, 0, 10)

ORDINARY = {
    "unit": UNIT,
    "ten": TEN,
    "standardised": standardised(TEN),
    "many": noisy_line(1000, -3, 5),
    "two": Dataset([1, 3], [2, -1]),
    "one": Dataset([1.5], [4]),
}


def at(share: float, dataset: Dataset, settings: Settings) -> Settings:
    """These settings with a learning rate of so much of the stability limit."""
    return replace(settings, learning_rate=share * forecast(dataset, settings).stability_limit)


coordinates = st.floats(-10, 10)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    points = draw(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=15))
    return Dataset([x for x, _ in points], [y for _, y in points])


# --- the lesson's numbers


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_gradient_descent_is_the_lessons_at_every_epoch(dataset: Dataset, share: float) -> None:
    settings = at(share, dataset, Settings(epochs=300))

    trace = train(dataset, settings)

    # A single point ends on its line, where the MSE is nothing but rounding.
    assert_same(trace, lesson(dataset, settings), slack=1e-12 if len(dataset) <= 2 else 0.0)


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1])
@pytest.mark.parametrize("batch_size", [1, 2, 7, 40, 100, 5000])  # of 40 points: with replacement
def test_sgd_is_the_lessons_at_every_epoch(batch_size: int, seed: int) -> None:
    settings = at(0.5, TEN, Settings("sgd", epochs=300, batch_size=batch_size, seed=seed))

    assert_same(train(TEN, settings), lesson(TEN, settings))


@pytest.mark.parametrize("batch_size", [1, 3])
@pytest.mark.parametrize("share", [1e-6, 0.3])
def test_thousands_of_epochs_of_sgd_are_the_lessons(batch_size: int, share: float) -> None:
    settings = at(share, UNIT, Settings("sgd", epochs=30_000, batch_size=batch_size))

    assert_same(train(UNIT, settings), lesson(UNIT, settings))


@pytest.mark.parametrize("share", [3e-5, 0.001, 0.9])  # hardly under way, arriving, long arrived
def test_thousands_of_epochs_of_gradient_descent_are_the_lessons(share: float) -> None:
    settings = at(share, UNIT, Settings(epochs=17_000))

    assert_same(train(UNIT, settings), lesson(UNIT, settings))


def test_a_divergence_after_thousands_of_epochs_is_that_of_the_lesson() -> None:
    settings = at(1.3, TEN, Settings("sgd", epochs=9000))
    log = lesson(TEN, settings)
    epoch = lessons_divergence(log)

    trace = train(TEN, settings)

    assert epoch > 2000
    assert trace.outcome == Outcome("diverged", epoch)
    assert_same(trace, log[:, :epoch], slack=1e-12)


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("dataset", [TEN, Dataset([3, 3, 3], [1, 2, 4])], ids=["ten", "equal x"])
def test_a_run_on_standardised_x_is_the_lessons_in_the_units_of_the_points(
    dataset: Dataset, algorithm: str
) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", 0.1, 300, 3, standardise=True)
    mean, deviation = float(dataset.x.mean()), float(dataset.x.std()) or 1.0
    scaled = Dataset((dataset.x - mean) / deviation, dataset.y)

    log = lesson(scaled, settings, start=(0.33 * deviation, 0.48 + 0.33 * mean))

    slope = log[0] / deviation
    assert_same(train(dataset, settings), np.stack((slope, log[1] - slope * mean, log[2])))


@given(
    datasets(),
    st.sampled_from(["gd", "sgd"]),
    st.sampled_from([1, 2, 3, 20]),
    st.floats(0.01, 0.95),
    coordinates,
    coordinates,
)
def test_any_settling_run_is_the_lessons(
    dataset: Dataset, algorithm: str, batch_size: int, share: float, m: float, b: float
) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", 0.05, 60, batch_size, m, b)
    settings = at(share, dataset, settings)

    assert_same(train(dataset, settings), lesson(dataset, settings), slack=1e-12)


def test_the_start_is_recorded_as_it_was_given() -> None:
    settings = Settings(m=-3.3, b=7.1, epochs=5)

    trace = Descent(UNIT, settings).trace

    assert trace.epochs == 0
    assert (trace.m[0], trace.b[0]) == (-3.3, 7.1)
    assert trace.mse[0] == pytest.approx(np.mean((UNIT.y - (-3.3 * UNIT.x + 7.1)) ** 2), rel=1e-12)


@pytest.mark.parametrize("epochs", [1, 10, 1023, 1024, 1025])
def test_a_finished_run_has_one_entry_more_than_epochs(epochs: int) -> None:
    trace = train(UNIT, Settings(epochs=epochs))

    assert len(trace.m) == len(trace.b) == len(trace.mse) == epochs + 1
    assert trace.outcome == Outcome("finished", epochs)


@given(datasets(), st.sampled_from([1, 4]), st.floats(0.01, 3), coordinates, coordinates)
def test_no_epoch_has_an_mse_below_the_minimum(
    dataset: Dataset, batch_size: int, share: float, m: float, b: float
) -> None:
    for settings in (Settings("gd", m=m, b=b), Settings("sgd", batch_size=batch_size, m=m, b=b)):
        trace = train(dataset, at(share, dataset, settings))
        assert trace.mse.min() >= dataset.moments.minimum


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def test_far_from_the_origin_the_run_is_that_of_exact_arithmetic() -> None:
    # Whole coordinates and a rate with few bits keep the fractions of 25 epochs short enough.
    k = np.arange(9.0)
    dataset = Dataset(1e6 + k, 1e8 + np.array([1, 4, 3, 9, 8, 14, 11, 18, 13]))
    settings = Settings(learning_rate=2.0**-41, epochs=25, m=0.25, b=0.5)
    xs, ys = ([Fraction(each) for each in column.tolist()] for column in (dataset.x, dataset.y))
    rate, m, b = Fraction(settings.learning_rate), Fraction(settings.m), Fraction(settings.b)

    trace = train(dataset, settings)

    for epoch in range(1, 26):
        f = [y - (m * x + b) for x, y in zip(xs, ys, strict=True)]
        m -= rate * (-2 * mean([x * each for x, each in zip(xs, f, strict=True)]))
        b -= rate * (-2 * mean(f))
        mse = mean([(y - (m * x + b)) ** 2 for x, y in zip(xs, ys, strict=True)])
        assert trace.m[epoch] == pytest.approx(float(m), rel=1e-14)
        assert trace.b[epoch] == pytest.approx(float(b), rel=1e-13)
        assert trace.mse[epoch] == pytest.approx(float(mse), rel=1e-7)


# --- how a run ends


def lessons_divergence(log: Log) -> int:
    """The first epoch whose MSE is not finite or above 1e12 times the start's."""
    bad = ~np.isfinite(log[2]) | (log[2] > 1e12 * log[2, 0])
    return int(np.argmax(bad))


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


# --- points that lie in a special way


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd"), Settings("sgd", batch_size=5)])
@pytest.mark.parametrize(("x0", "y0", "n"), [(2.0, 5.0, 1), (0.0, -1.0, 1), (0.1, 0.7, 3), (-3.0, 4.0, 10)])
def test_identical_points_are_met_by_the_line_nearest_to_the_start(
    settings: Settings, x0: float, y0: float, n: int
) -> None:
    dataset = Dataset([x0] * n, [y0] * n)
    settings = replace(settings, learning_rate=0.3 / (1 + x0**2), epochs=200, m=0.33, b=0.48)
    # θ_0 − (m_0·x0 + b_0 − y0)/(1 + x0²)·(x0, 1): the foot of the perpendicular in the (m, b) plane.
    u = (0.33 * x0 + 0.48 - y0) / (1 + x0**2)

    trace = train(dataset, settings)

    assert trace.outcome == Outcome("finished", 200)
    assert (trace.m[-1], trace.b[-1]) == pytest.approx((0.33 - u * x0, 0.48 - u), rel=1e-12)
    assert trace.mse[-1] < 1e-28


@pytest.mark.parametrize("x0", [0.1, -2.0, 7.3])
def test_equal_x_end_at_the_mean_of_y_nearest_to_the_start(x0: float) -> None:
    y = np.array([1.0, 2.5, -4.0, 0.3])
    u = (0.33 * x0 + 0.48 - y.mean()) / (1 + x0**2)

    trace = train(Dataset([x0] * 4, y), Settings(learning_rate=0.3 / (1 + x0**2), epochs=200))

    assert (trace.m[-1], trace.b[-1]) == pytest.approx((0.33 - u * x0, 0.48 - u), rel=1e-12)
    assert trace.mse[-1] == pytest.approx(y.var(), rel=1e-12)


tenths = st.integers(-50, 50).map(lambda k: k / 10)


@given(
    st.lists(tenths, min_size=1, max_size=8),
    st.sampled_from([0.0, 10.0, 1e3, 1e6]),
    tenths,
    st.one_of(tenths, st.just(1e5)),
    st.sampled_from([Settings(), Settings("sgd"), Settings("sgd", batch_size=8)]),
)
# Found by search: the MSE of the start is exactly 0, that of the next epochs is a rounding error.
@example([-1.7, 1.5, 2.3], 0.0, -2.3, 2.5, Settings())
@example([1.2, -3.7, 1.0], 0.0, -2.6, 0.5, Settings("sgd"))
def test_a_start_on_a_perfect_line_stays_there_to_the_last_epoch(
    x: list[float], offset: float, m: float, b: float, settings: Settings
) -> None:
    x_far = offset + np.array(x)
    dataset = Dataset(x_far, m * x_far + b)
    settings = at(0.5, dataset, replace(settings, epochs=200, m=m, b=b))

    trace = train(dataset, settings)

    rounding = np.finfo(float).eps * (abs(m) * np.abs(x_far).max() + abs(b))
    assert trace.outcome == Outcome("finished", 200)
    assert trace.mse.max() <= (1000 * rounding) ** 2  # unlucky draws may raise it for a while


def test_sgd_on_a_perfect_line_arrives_without_noise() -> None:
    x = np.linspace(0, 1, 10)
    dataset = Dataset(x, 2 * x + 1)

    trace = train(dataset, at(0.8, dataset, Settings("sgd", epochs=3000)))

    assert trace.mse[-1] < 1e-28
    assert (trace.m[-1], trace.b[-1]) == pytest.approx((2, 1), rel=1e-12)


# --- a few epochs at a time


@given(
    st.sampled_from(["gd", "sgd"]),
    st.sampled_from([1, 2, 3, 7, 16, 70, 300]),
    st.sampled_from([0.01, 0.3, 1.3]),  # the last one diverges
    st.integers(1, 300),
    st.lists(st.integers(0, 120), max_size=12),
)
def test_any_way_of_cutting_a_run_into_pieces_gives_the_identical_trace(
    algorithm: str, batch_size: int, rate: float, epochs: int, pieces: list[int]
) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", rate, epochs, batch_size)
    whole = train(UNIT, settings)

    descent = Descent(UNIT, settings)
    for piece in pieces:
        descent.advance(piece)
    descent.advance(epochs)

    assert np.array_equal(recorded(descent.trace), recorded(whole))
    assert descent.trace.outcome == whole.outcome


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd", batch_size=3)], ids=["gd", "sgd"])
def test_cuts_near_the_ends_of_internal_blocks_do_not_show(settings: Settings) -> None:
    settings = replace(settings, epochs=20_000)
    whole = train(UNIT, settings)

    for pieces in ([8191, 1, 1, 8191], [8192, 8192], [1, 8192], [64, 256, 1024, 4095, 1], [1343, 2, 9000]):
        descent = Descent(UNIT, settings)
        for piece in (*pieces, 20_000):
            descent.advance(piece)
        assert np.array_equal(recorded(descent.trace), recorded(whole))


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd", batch_size=3)], ids=["gd", "sgd"])
def test_a_run_in_steps_is_the_run_in_one_go(settings: Settings) -> None:
    settings = replace(settings, epochs=1500)
    descent = Descent(UNIT, settings)
    for _ in range(1500):
        assert descent.trace.outcome is None
        descent.step()

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, settings)))
    assert descent.trace.outcome == Outcome("finished", 1500)


def test_advancing_does_as_many_epochs_as_asked_for_but_none_past_the_last() -> None:
    descent = Descent(UNIT, Settings(epochs=3000))
    done = []
    for epochs in (0, 1, 10, 2000, 5000, 1):
        descent.advance(epochs)
        done.append(descent.epochs)

    assert done == [0, 1, 11, 2011, 3000, 3000]


@pytest.mark.parametrize("batch_size", [1, 3, 1000, 10**9])
def test_a_chunk_of_sgd_is_counted_in_samples(batch_size: int) -> None:
    chunk = Descent(UNIT, Settings("sgd", batch_size=batch_size)).chunk

    assert chunk == max(1, CHUNK // batch_size)
    assert Descent(UNIT, Settings("gd", batch_size=batch_size)).chunk == CHUNK


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd", batch_size=3)], ids=["gd", "sgd"])
def test_steps_beyond_the_last_epoch_go_on_as_a_longer_run_would(settings: Settings) -> None:
    descent = Descent(UNIT, replace(settings, epochs=2))
    descent.advance(2)
    for epoch in range(3, 500):
        descent.step()
        assert descent.trace.outcome == Outcome("finished", epoch)

    longer = train(UNIT, replace(settings, epochs=499))
    assert np.array_equal(recorded(descent.trace), recorded(longer))
    assert all(np.array_equal(descent.trace.samples(epoch), longer.samples(epoch)) for epoch in range(1, 500))


# --- other points and settings midway


LATER = Dataset([-1, 0, 2, 3], [4, 1, 0, -3])
CALM = Settings(learning_rate=0.02, epochs=60)
CALM_SGD = replace(CALM, algorithm="sgd", batch_size=2)


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
        while descent.trace.mse[-1] < bound:
            descent.advance(1)
        descent.change(far, unstable)
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
    rng = np.random.default_rng(settings.seed)
    log = lesson(dataset, settings, 0)
    for epochs, (next_dataset, next_settings) in [*then, (rest, first)]:
        descent.advance(epochs)
        descent.change(next_dataset, next_settings)
        more = lesson(dataset, settings, epochs, (float(log[0, -1]), float(log[1, -1])), rng)
        log = np.hstack((log, more[:, 1:]))
        if next_settings.seed != settings.seed:
            rng = np.random.default_rng(next_settings.seed)
        dataset, settings = next_dataset, next_settings

    assert_same(descent.trace, log, slack=1e-12)


# --- the samples that were drawn


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_the_samples_of_every_epoch_are_those_that_the_lesson_draws(batch_size: int) -> None:
    trace = train(UNIT, Settings("sgd", 0.01, 1200, batch_size, seed=6))

    rng = np.random.default_rng(6)
    expected = [rng.integers(0, 20, batch_size).tolist() for _ in range(1200)]
    assert [trace.samples(epoch).tolist() for epoch in range(1, 1201)] == expected


def test_the_samples_of_every_epoch_are_at_hand_after_changes() -> None:
    wider = replace(CALM_SGD, batch_size=3)
    descent = Descent(UNIT, replace(CALM_SGD, epochs=1000))
    descent.advance(100)
    descent.change(LATER, replace(wider, epochs=1000))
    descent.advance(100)
    descent.change(LATER, replace(CALM, epochs=1000))
    descent.advance(100)
    descent.change(UNIT, replace(CALM_SGD, epochs=1000))
    descent.advance(100)

    rng = np.random.default_rng(0)
    expected = [rng.integers(0, 20, 2).tolist() for _ in range(100)]
    expected += [rng.integers(0, 4, 3).tolist() for _ in range(100)]
    expected += [[] for _ in range(100)]
    expected += [rng.integers(0, 20, 2).tolist() for _ in range(100)]
    assert [descent.trace.samples(epoch).tolist() for epoch in range(1, 401)] == expected


def test_asking_for_samples_does_not_disturb_the_run() -> None:
    settings = Settings("sgd", 0.01, 200, 3)
    descent = Descent(UNIT, settings)
    for _ in range(20):
        descent.advance(10)
        descent.trace.samples(descent.epochs // 2)

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, settings)))


@pytest.mark.parametrize("settings", [CALM, CALM_SGD], ids=["gd", "sgd"])
def test_only_epochs_done_have_samples(settings: Settings) -> None:
    descent = Descent(UNIT, settings)
    descent.advance(25)

    for epoch in (-1, 0, 26, 60):
        with pytest.raises(IndexError, match=f"epoch {epoch} is not between 1 and 25"):
            descent.trace.samples(epoch)


# --- nothing but the trace


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd"), Settings("sgd", batch_size=9)])
@pytest.mark.parametrize("rate", [1e-300, 0.05, 1e3, 1.7e308])
@pytest.mark.parametrize(
    "dataset",
    [UNIT, Dataset([1e50, -1e50, 3], [1e50, 1e50, -1e50]), Dataset([1e-300, 0], [1e-300, 1e-300])],
    ids=["ordinary", "largest", "smallest"],
)
def test_no_run_writes_to_a_stream_or_warns(
    settings: Settings, rate: float, dataset: Dataset, capfd: pytest.CaptureFixture[str]
) -> None:
    # A warning would be an error here: pyproject.toml says so.
    for start in (0.33, 1e50):
        descent = Descent(dataset, replace(settings, learning_rate=rate, m=start, epochs=2000))
        descent.advance(1500)
        descent.change(UNIT, descent.settings)
        descent.advance(1500)
        descent.step()
        assert np.isfinite(recorded(descent.trace)).all()
        assert descent.trace.outcome
        assert not math.isnan(descent.trace.outcome.epoch)

    assert capfd.readouterr() == ("", "")
