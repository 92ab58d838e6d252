"""What the theory foretells of a run, against the lesson's loop and against sums over every possible draw."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings
from gdgui.core.theory import Zone, forecast

Floats = NDArray[np.float64]


def noisy_line(n: int, low: float, high: float) -> Dataset:
    rng = np.random.default_rng(3)
    x = rng.uniform(low, high, n)
    return Dataset(x, 1.7 * x - 0.6 + rng.normal(0, 0.5, n))


UNIT, TEN = noisy_line(20, 0, 1), noisy_line(40, 0, 10)
FEW = Dataset([0.5, 1.0, -2.0, 3.0], [1.0, -1.0, 0.5, 4.0])
EQUAL_X = Dataset([2, 2, 2], [1, 5, 3])


def hessian(dataset: Dataset) -> Floats:
    x = dataset.x
    return 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])


def lesson(dataset: Dataset, settings: Settings, epochs: int) -> Floats:
    """m, b and MSE of gradient descent, shape (3, epochs + 1)."""
    X, y, lr, m, b = dataset.x, dataset.y, settings.learning_rate, settings.m, settings.b
    log = [(m, b, ((y - (m * X + b)) ** 2).mean())]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs):
            f = y - (m * X + b)
            m -= lr * (-2 * float((X * f).mean()))
            b -= lr * (-2 * float(f.mean()))
            log.append((m, b, ((y - (m * X + b)) ** 2).mean()))
    return np.array(log).T


def mse_at_rates(dataset: Dataset, settings: Settings, rates: Floats, epochs: int) -> Floats:
    """The MSE of the same loop at many rates side by side: shape (rates, epochs + 1)."""
    X, y = dataset.x, dataset.y
    m, b = np.full((len(rates), 1), settings.m), np.full((len(rates), 1), settings.b)
    log, lr = np.empty((epochs + 1, len(rates))), rates[:, np.newaxis]
    with np.errstate(over="ignore", invalid="ignore"):
        for mse in log:
            f = y - (m * X + b)
            mse[:] = (f**2).mean(axis=1)
            m = m - lr * (-2 * (X * f).mean(axis=1, keepdims=True))
            b = b - lr * (-2 * f.mean(axis=1, keepdims=True))
    return log.T


def at(share: float, dataset: Dataset, settings: Settings) -> Settings:
    return replace(settings, learning_rate=share * forecast(dataset, settings).stability_limit)


def first(condition: NDArray[np.bool_]) -> int | None:
    return int(np.argmax(condition)) if condition.any() else None


# --- gradient descent


@pytest.mark.parametrize("share", [0.001, 0.4, 0.95])
@pytest.mark.parametrize("dataset", [UNIT, TEN, EQUAL_X], ids=["unit", "ten", "equal x"])
def test_the_excess_at_any_epoch_is_that_of_the_lesson(dataset: Dataset, share: float) -> None:
    settings = at(share, dataset, Settings())
    epochs = [0, 1, 2, 50, 1000, 3000] + [9000] * (dataset is TEN)
    log = lesson(dataset, settings, epochs[-1])
    theory = forecast(dataset, settings)

    for epoch in epochs:
        mse = dataset.moments.minimum + theory.excess_at(epoch)
        assert mse == pytest.approx(log[2, epoch], rel=1e-11)


@pytest.mark.parametrize("share", [0.01, 0.4, 0.6, 0.97])
@pytest.mark.parametrize("dataset", [UNIT, FEW, EQUAL_X], ids=["unit", "few", "equal x"])
def test_the_excess_and_the_parameters_arrive_at_the_epoch_of_the_lesson(
    dataset: Dataset, share: float
) -> None:
    settings = at(share, dataset, Settings())
    log = lesson(dataset, settings, 12_000 if share == 0.01 else 1000)
    if dataset is EQUAL_X:
        lowest, end = float(np.var(dataset.y)), log[:2, -1]
    else:
        end = np.polyfit(dataset.x, dataset.y, 1)
        lowest = float(np.mean((dataset.y - np.polyval(end, dataset.x)) ** 2))
    distance = np.hypot(log[0] - end[0], log[1] - end[1])
    theory = forecast(dataset, settings)

    assert theory.epochs_to_arrive == first(log[2] <= 1.01 * lowest)
    for tolerance in (0.5, 0.01, 1e-4):
        assert theory.epochs_until_parameters(tolerance) == first(distance <= tolerance * distance[0])


@given(
    st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), min_size=1, max_size=10), st.floats(1.1, 50)
)
def test_a_divergence_comes_at_the_epoch_of_the_lesson(
    points: list[tuple[float, float]], share: float
) -> None:
    dataset = Dataset([x for x, _ in points], [y for _, y in points])
    settings = at(share, dataset, Settings(m=0.337, b=0.483))
    steepest = np.linalg.eigh(hessian(dataset))[1][:, 1]
    f = dataset.y - (0.337 * dataset.x + 0.483)
    assume(abs(steepest @ (np.mean(dataset.x * f), np.mean(f))) > 1e-3)  # else it grows from rounding
    mse = lesson(dataset, settings, 250)[2]
    bound, finite = 1e12 * mse[0], mse[np.isfinite(mse)]
    assume(np.min(np.abs(finite - bound)) > 1e-6 * bound)  # else rounding alone decides about the epoch

    expected = first(~(mse <= bound))

    assert expected is not None
    assert forecast(dataset, settings).epochs_until_divergence() == expected


def test_what_never_happens_has_no_epoch() -> None:
    settles, runs_away = (forecast(UNIT, at(share, UNIT, Settings())) for share in (0.99, 1.01))

    assert settles.epochs_until_divergence() is None
    assert runs_away.epochs_to_arrive is None
    assert runs_away.epochs_until_parameters() is None


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=10))
def test_condition_number_and_factors_are_those_of_the_hessian(x: list[int]) -> None:
    assume(len(set(x)) > 1)
    dataset = Dataset(x, [0.0] * len(x))
    settings = Settings(learning_rate=0.01)
    theory = forecast(dataset, settings)

    assert not theory.problem.singular
    assert theory.condition_number == pytest.approx(np.linalg.cond(hessian(dataset)), rel=1e-8)
    expected = np.linalg.eigvalsh(np.eye(2) - 0.01 * hessian(dataset))
    assert sorted(theory.factors) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_valley_with_a_flat_floor_says_so() -> None:
    theory = forecast(EQUAL_X, Settings())

    assert theory.problem.singular
    assert theory.condition_number == math.inf
    assert theory.theory.rates is not None
    assert theory.theory.rates.fewest == 1  # λ = 2·(1 + 2²): a rate of 1/10 arrives in one step


@pytest.mark.parametrize("dataset", [UNIT, FEW], ids=["unit", "few"])
def test_good_rates_are_those_that_arrive_within_twice_the_epochs_of_the_best(dataset: Dataset) -> None:
    lowest = float(np.polyfit(dataset.x, dataset.y, 1, full=True)[1][0]) / len(dataset)
    shares = np.linspace(0.02, 1.1, 109)
    rates = shares * forecast(dataset, Settings()).stability_limit
    logs = mse_at_rates(dataset, Settings(), rates, 4000)
    needed = [first(log <= 1.01 * lowest) or math.inf for log in logs]
    best = min(needed)
    for share, epochs in zip(shares, needed, strict=True):
        zone = forecast(dataset, at(share, dataset, Settings())).zone
        if share >= 1:
            assert zone == "diverges"
        elif epochs <= 2 * (best - 1):  # the grid of this test may have missed the very best rate
            assert zone == "good"
        elif epochs > 2 * best + 1:
            expected: Zone = "slow" if share < shares[needed.index(best)] else "overshoots"
            assert zone == expected


def test_at_the_edge_it_settles_and_explodes_in_no_run_there_is() -> None:
    limit = forecast(TEN, Settings()).stability_limit
    assert forecast(TEN, Settings(learning_rate=limit)).is_at_the_edge
    for share in (1 - 2e-9, 1 + 2e-9):
        assert not forecast(TEN, Settings(learning_rate=share * limit)).is_at_the_edge
    # "neither settles nor explodes" holds for a million epochs: |1 − lr·λ|^(2·10⁶) with lr·λ = 2·(1 ± 1e-9)
    assert pytest.approx(1, abs=0.005) == (1 + 2e-9) ** 2_000_000


def test_sgd_beyond_its_own_limit_diverges_though_gradient_descent_would_not() -> None:
    settings = at(1.01, TEN, Settings("sgd"))

    assert forecast(TEN, settings).zone == "diverges"
    assert forecast(TEN, replace(settings, algorithm="gd")).zone != "diverges"


# --- stochastic gradient descent on average


def exact_second_moments(dataset: Dataset, settings: Settings, epochs: int) -> float:
    """Expected excess MSE after these epochs, from the maps of every batch that can be drawn.

    An update is (δ, 1) → M·(δ, 1) for the distance δ from least squares; the mean of (δ, 1)⊗(δ, 1) goes
    from epoch to epoch by the mean of M⊗M. The excess is ½·tr(H·E[δδᵀ]).
    """
    end = np.polyfit(dataset.x, dataset.y, 1)
    z = np.column_stack((dataset.x, np.ones(len(dataset))))
    r = dataset.y - z @ end
    batches = list(itertools.product(range(len(dataset)), repeat=settings.batch_size))
    total = np.zeros((9, 9))
    for batch in map(list, batches):
        step = np.eye(3)
        step[:2, :2] -= 2 * settings.learning_rate * (z[batch].T @ z[batch]) / len(batch)
        step[:2, 2] = 2 * settings.learning_rate * (z[batch].T @ r[batch]) / len(batch)
        total += np.kron(step, step)
    start = np.array([settings.m - end[0], settings.b - end[1], 1.0])
    moments = np.linalg.matrix_power(total / len(batches), epochs) @ np.kron(start, start)
    return float(np.trace(hessian(dataset) @ moments.reshape(3, 3)[:2, :2]) / 2)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 1.1])
def test_the_expected_excess_is_the_mean_over_every_possible_draw(share: float, batch_size: int) -> None:
    settings = at(share, FEW, Settings("sgd", batch_size=batch_size))
    epochs = [0, 1, 2, 3, 10, 200]
    theory = forecast(FEW, settings)

    expected = [exact_second_moments(FEW, settings, epoch) for epoch in epochs]

    assert [theory.excess_at(epoch) for epoch in epochs] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_the_noise_floor_is_where_the_mean_over_every_draw_ends(share: float, batch_size: int) -> None:
    settings = at(share, FEW, Settings("sgd", batch_size=batch_size))

    assert forecast(FEW, settings).noise_floor == pytest.approx(
        exact_second_moments(FEW, settings, 5000), rel=1e-9
    )


def test_the_noise_floor_of_a_small_rate_is_in_proportion_to_it() -> None:
    # ≈ lr·minimum·(1 + mean x²)/B to first order in lr, where residuals do not depend on x.
    x = np.repeat([-1.0, 0.5, 2.0, 3.0], 2)
    dataset = Dataset(x, 3 * x + np.tile([-1.0, 1.0], 4))  # minimum 1, at m = 3 and b = 0
    settings = Settings("sgd", learning_rate=1e-6, batch_size=4)

    expected = 1e-6 * 1 * (1 + float(np.mean(x * x))) / 4
    assert forecast(dataset, settings).noise_floor == pytest.approx(expected, rel=1e-4)


def test_a_perfect_line_has_no_noise_and_an_unstable_rate_no_floor() -> None:
    x = np.linspace(0, 1, 10)
    perfect = Dataset(x, 2 * x + 1)

    assert forecast(perfect, Settings("sgd")).noise_floor == pytest.approx(0, abs=1e-28)
    assert forecast(FEW, at(1.0, FEW, Settings("sgd"))).noise_floor == math.inf
    assert forecast(FEW, at(2.0, FEW, Settings("sgd"))).noise_floor == math.inf


# --- on standardised x


def standardised(dataset: Dataset) -> Dataset:
    return Dataset((dataset.x - dataset.x.mean()) / dataset.x.std(), dataset.y)


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_standardising_foretells_what_standardised_points_would(algorithm: str) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", 0.1, batch_size=2, standardise=True)
    mean, deviation = float(TEN.x.mean()), float(TEN.x.std())
    plain = replace(settings, standardise=False, m=0.33 * deviation, b=0.48 + 0.33 * mean)

    there, here = forecast(standardised(TEN), plain), forecast(TEN, settings)

    assert here.stability_limit == pytest.approx(there.stability_limit, rel=1e-9)
    assert here.noise_floor == pytest.approx(there.noise_floor, rel=1e-9)
    assert here.epochs_to_arrive == there.epochs_to_arrive
    for epoch in (1, 5, 7, 40):
        assert here.excess_at(epoch) == pytest.approx(there.excess_at(epoch), rel=1e-9)


def test_standardised_x_have_the_condition_number_one_and_remember_the_one_before() -> None:
    theory = forecast(TEN, Settings(standardise=True))

    assert theory.condition_number == pytest.approx(1, rel=1e-6)
    assert theory.problem.original_condition_number == pytest.approx(np.linalg.cond(hessian(TEN)), rel=1e-9)
    assert theory.full_batch_limit == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("settings", [Settings(), Settings(standardise=True), Settings("sgd")])
def test_no_points_have_no_forecast(settings: Settings) -> None:
    with pytest.raises(ValueError, match="no points"):
        _ = forecast(Dataset([], []), settings).stability_limit
