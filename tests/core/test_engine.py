"""The engine against the lesson's loop: the same numbers at every epoch, in one go or in pieces."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Outcome, Settings, train
from tests.core.lesson import (
    ORDINARY,
    TEN,
    UNIT,
    assert_same,
    at,
    coordinates,
    datasets,
    lesson,
    lessons_divergence,
    recorded,
)

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

    assert chunk == max(1, 65_536 // batch_size)
    assert Descent(UNIT, Settings("gd", batch_size=batch_size)).chunk == 65_536


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
