"""Starts far beyond the answer, or exactly on it, against the lesson's loop in exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from gdgui.core import Dataset, Descent, Settings, Trace, gradient_descent, least_squares, train
from gdgui.core.algorithms.step import gradient_step
from gdgui.core.ensemble import Ensemble
from gdgui.core.theory import forecast

DIGITS = 130  # of which a start of 1e50 on its way to 1e-50 takes a hundred
BLOCK = 8192
EPS = float(np.finfo(float).eps)

X = np.array([0.05, 0.2, 0.35, 0.5, 0.75, 0.9, 0.95])
Y = np.array([0.18, 0.3, 0.22, 0.45, 0.41, 0.62, 0.55])
ORDINARY = Dataset(X, Y)
TINY = Dataset(X, 1e-14 * Y)
LEAST = Dataset(X, 1e-50 * Y)
AFAR = Dataset(1990 + 10 * X, Y)
STEEP = Dataset(1e-4 * X, Y)

Line = tuple[mpf, mpf]


def exact(dataset: Dataset, settings: Settings, trace: Trace) -> Iterator[Line]:
    """(m, b) after each epoch of the trace, in sums of so many digits."""
    with workdps(DIGITS):
        X, y = [mpf(float(x)) for x in dataset.x], [mpf(float(each)) for each in dataset.y]
        n, shift, scale = len(X), mpf(0), mpf(1)
        if settings.standardise:
            shift = mp.fsum(X) / n
            scale = mp.sqrt(mp.fsum((x - shift) ** 2 for x in X) / n)
            X = [(x - shift) / scale for x in X]
        rate = 2 * mpf(settings.learning_rate)
        m, b = mpf(settings.m) * scale, mpf(settings.b) + mpf(settings.m) * shift
        everyone = list(range(n))
        gd = settings.algorithm == "gd"
        drawn = (everyone if gd else trace.samples(k).tolist() for k in range(1, trace.epochs + 1))
        x_1, x_2, y_1, xy = (
            mp.fsum(each) / n
            for each in (X, [x * x for x in X], y, [x * c for x, c in zip(X, y, strict=True)])
        )
        for batch in drawn:
            if not gd:
                k = len(batch)
                x_1, y_1 = mp.fsum(X[i] for i in batch) / k, mp.fsum(y[i] for i in batch) / k
                x_2, xy = mp.fsum(X[i] ** 2 for i in batch) / k, mp.fsum(X[i] * y[i] for i in batch) / k
            m, b = m + rate * (xy - x_2 * m - x_1 * b), b + rate * (y_1 - x_1 * m - b)
            yield m / scale, b - m / scale * shift


def worst(dataset: Dataset, settings: Settings) -> float:
    """Roundings by which m and b are off at the worst epoch.

    One is that of the coordinate or of its minimum, or of the whole distance that is left: (m, b) and the
    directions of the loss surface are themselves rounded.
    """
    trace, best = train(dataset, settings), least_squares(dataset)
    assert trace.outcome is not None
    assert trace.outcome.reason == "finished"
    found, middle = np.stack((trace.m, trace.b))[:, 1:].T, float(dataset.x.mean())
    off = 0.0
    for (m, b), (m_exact, b_exact) in zip(found.tolist(), exact(dataset, settings, trace), strict=True):
        with workdps(DIGITS):
            errors = float(abs(mpf(m) - m_exact)), float(abs(mpf(b) - b_exact))
            left = float(abs(m_exact - mpf(best.m))), float(abs(b_exact - mpf(best.b)))
        rest = max(left)
        off = max(off, errors[0] / (abs(float(m_exact)) + abs(best.m) + rest))
        off = max(off, errors[1] / (abs(float(b_exact)) + abs(best.m * middle) + abs(best.b) + rest))
    return off / EPS


def stable(share: float, dataset: Dataset, settings: Settings) -> Settings:
    return replace(settings, learning_rate=share * forecast(dataset, settings).stability_limit)


POINTS = {"ordinary": ORDINARY, "tiny": TINY, "least": LEAST, "afar": AFAR, "steep": STEEP}
STARTS = [(1e15, 0.48), (-1e50, 1e50), (0.33, -1e30), (0.33, 0.48), (1e-40, -1e-40)]


@pytest.mark.parametrize("standardise", [False, True], ids=["as they are", "standardised"])
@pytest.mark.parametrize("name", POINTS)
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_gradient_descent_from_any_start_is_exact_at_every_epoch(
    start: tuple[float, float], name: str, standardise: bool
) -> None:
    settings = Settings(epochs=120, m=start[0], b=start[1], standardise=standardise)
    # In a valley millions of times as long as wide, the roundings of the first step stay.
    allowed = 1e6 if name == "afar" and not standardise else 1000
    assert worst(POINTS[name], stable(0.4, POINTS[name], settings)) < allowed


@pytest.mark.parametrize("batch_size", [1, 3])
@pytest.mark.parametrize("standardise", [False, True], ids=["as they are", "standardised"])
@pytest.mark.parametrize("name", ["ordinary", "tiny", "steep"])
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_sgd_from_any_start_is_exact_at_every_epoch(
    start: tuple[float, float], name: str, standardise: bool, batch_size: int
) -> None:
    settings = Settings("sgd", epochs=120, m=start[0], b=start[1], standardise=standardise)
    settings = replace(settings, batch_size=batch_size)
    assert worst(POINTS[name], stable(0.4, POINTS[name], settings)) < 20_000


@pytest.mark.parametrize(
    ("dataset", "settings"),
    [
        (ORDINARY, Settings(epochs=BLOCK + 20, m=1e15)),
        (TINY, Settings(epochs=BLOCK + 20)),
        (ORDINARY, Settings("sgd", epochs=5500, m=1e15)),
    ],
    ids=["far start", "tiny y", "sgd"],
)
def test_around_the_ends_of_internal_blocks_a_run_is_exact(dataset: Dataset, settings: Settings) -> None:
    assert worst(dataset, stable(0.3, dataset, settings)) < 5000


@pytest.mark.parametrize("m", [1e15, -1e50, 1e-14])
def test_no_epoch_stands_out_on_a_way_that_is_smooth(m: float) -> None:
    dataset = Dataset(X, 1e-14 * Y) if m == 1e-14 else ORDINARY
    settings = Settings(epochs=20_000, learning_rate=0.002, m=m, standardise=True)  # one decay, of m and of b
    steps = np.diff(train(dataset, settings).m)
    assert np.all(steps <= 0) or np.all(steps >= 0)
    early = steps[:3000]
    assert np.allclose(early[1:], early[:-1] * (1 - 2 * 0.002), rtol=1e-6)


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_run_from_far_away_recovers(algorithm: str, standardise: bool) -> None:
    perfect = Dataset(X, 0.5 * X + 0.25)
    settings = Settings(algorithm, epochs=20_000, m=1e15, b=-1e15, standardise=standardise)
    trace = train(perfect, stable(0.4, perfect, settings))
    assert (trace.m[-1], trace.b[-1]) == pytest.approx((0.5, 0.25), rel=1e-14)


@pytest.mark.parametrize("settings", [Settings(m=1e15), Settings("sgd", m=1e15), Settings("sgd", b=-1e9)])
def test_a_run_from_far_away_is_the_same_however_it_is_cut(settings: Settings) -> None:
    settings = replace(settings, epochs=3 * BLOCK)
    whole, cut = train(ORDINARY, settings), Descent(ORDINARY, settings)
    for epochs in (1, 63, 64, 700, BLOCK - 3, 1, 1, BLOCK, 3 * BLOCK):
        cut.advance(epochs)
    for ours, expected in ((cut.trace.m, whole.m), (cut.trace.b, whole.b), (cut.trace.mse, whole.mse)):
        np.testing.assert_array_equal(ours, expected)


# Where the geometry is exact


def moves(dataset: Dataset, settings: Settings) -> tuple[set[float], set[float]]:
    """The values that m and b take in a thousand epochs."""
    trace = train(dataset, replace(settings, epochs=1000))
    assert trace.outcome is not None
    assert trace.outcome.reason == "finished"
    return set(trace.m.tolist()), set(trace.b.tolist())


SYMMETRIC = Dataset([-1, 0, 1], [-1, 0, 1])


def test_m_alone_moves_where_x_has_mean_0_and_b_is_exact() -> None:
    m, b = moves(SYMMETRIC, Settings(m=0.33, b=0, learning_rate=1.2))  # for b alone, 1.2 is too much
    assert b == {0.0}
    assert m >= {0.33, 1.0}


def test_b_alone_moves_where_x_has_mean_0_and_m_is_exact() -> None:
    wide = Dataset([-2, 0, 2], [-1, 0, 1])  # curvatures 16/3 and 2: for m alone, 0.6 is too much
    m, b = moves(wide, Settings(m=0.5, b=0.48, learning_rate=0.6))
    assert m == {0.5}
    assert min(abs(each) for each in b) < 1e-12


def test_rounding_of_a_mean_of_0_does_not_mix_m_and_b() -> None:
    x = [0.1, 0.2, 0.3, -0.3, -0.1, -0.2, 0.7, -0.7]
    dataset = Dataset(x, [0.5 * each for each in x])
    assert dataset.moments.x_mean == 0
    assert moves(dataset, Settings(m=0.33, b=0, learning_rate=1.2))[1] == {0.0}


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("slope", [0.1, 0.3, 2.0])
def test_where_every_residual_of_the_lesson_is_0_nothing_moves(
    slope: float, standardise: bool, algorithm: str
) -> None:
    dataset = Dataset(X, slope * X + 0.0)
    still = Settings(algorithm, m=slope, b=0, learning_rate=5, standardise=standardise)
    assert moves(dataset, still) == ({slope}, {0.0})
    assert gradient_descent(X, slope * X, lr=5, m=slope, b=0)[:2] == (slope, 0)


def test_points_of_one_height_have_exactly_that_mean() -> None:
    dataset = Dataset([0.1, 0.2, 0.4], [0.1, 0.1, 0.1])
    assert dataset.moments.y_mean == 0.1
    assert moves(dataset, Settings(m=0, b=0.1, learning_rate=3)) == ({0.0}, {0.1})


def test_a_start_on_a_diagonal_of_the_loss_surface_stays_on_it() -> None:
    equal = Dataset([-0.5, 1.3228756555322954], [0, 0])  # mean square 1: its axes are the diagonals
    trace = train(equal, Settings(m=1, b=1, learning_rate=0.3, epochs=50))
    np.testing.assert_allclose(trace.m, trace.b, rtol=1e-12)


def test_standardised_x_has_mean_0_and_deviation_1_exactly_and_arrives_in_one_step() -> None:
    trace = train(AFAR, Settings(m=1e50, b=-1e50, learning_rate=0.5, epochs=3, standardise=True))
    best = least_squares(AFAR)
    assert trace.m[1:].tolist() == [best.m] * 3
    assert trace.b[1:].tolist() == [best.b] * 3
    assert forecast(AFAR, Settings(standardise=True)).condition_number == 1


def test_standardised_m_arrives_at_any_rate_below_the_limit_while_b_is_exact() -> None:
    flat = Dataset(X, 0.25 + 0 * X)
    m, b = moves(flat, Settings(m=0, b=0.25, learning_rate=3, standardise=True))
    assert (m, b) == ({0.0}, {0.25})


@given(st.floats(-1e50, 1e50), st.floats(-1e50, 1e50), st.floats(-1e3, 1e3))
def test_equal_x_lead_to_the_nearest_line_through_their_mean(m: float, b: float, x0: float) -> None:
    dataset = Dataset([x0, x0], [1.0, 3.0])
    rate = 0.5 / (1 + x0 * x0)  # in one step
    trace = train(dataset, Settings(m=m, b=b, learning_rate=rate, epochs=2))
    with workdps(DIGITS):
        pull = (mpf(m) * mpf(x0) + mpf(b) - 2) / (1 + mpf(x0) ** 2)
        nearest = mpf(m) - pull * mpf(x0), mpf(b) - pull
    size = abs(m) + abs(b) + 2
    for ours, expected in zip((trace.m[-1], trace.b[-1]), nearest, strict=True):
        assert abs(float(mpf(float(ours)) - expected)) <= 64 * EPS * size


def test_starts_are_those_of_the_lesson_too() -> None:
    """In double precision the lesson recovers as well, once the digits of its start are spent."""
    lesson = gradient_descent(X, Y, lr=0.5, epoch=3000, m=1e15, b=0.48)
    trace = train(ORDINARY, Settings(m=1e15, learning_rate=0.5, epochs=3000))
    assert (trace.m[-1], trace.b[-1]) == pytest.approx(lesson[:2], rel=1e-13)


@pytest.mark.parametrize("standardise", [False, True])
def test_the_next_step_from_far_away_keeps_the_digits_of_b(standardise: bool) -> None:
    settings = Settings(m=1e15, b=0.48, learning_rate=1e-16, standardise=standardise)
    m, b = gradient_step(ORDINARY, settings, 1e15, 0.48, np.arange(len(X)))
    trace = train(ORDINARY, settings)
    assert (m, b) == pytest.approx((trace.m[1], trace.b[1]), rel=1e-12)


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize(
    ("dataset", "start", "rate"),
    [(ORDINARY, (1e15, -1e15), 0.1), (TINY, (0.33, 0.48), 0.1), (Dataset(X, 0.3 * X), (0.3, 0), 5.0)],
    ids=["far", "tiny", "exact"],
)
def test_many_runs_side_by_side_are_as_exact(
    dataset: Dataset, start: tuple[float, float], rate: float, standardise: bool
) -> None:
    settings = Settings("sgd", rate, 2000, m=start[0], b=start[1], standardise=standardise)
    ensemble, trace = Ensemble(dataset, settings, runs=2), train(dataset, settings)
    while not ensemble.is_done:
        ensemble.advance()
    np.testing.assert_allclose(ensemble.m[:, 0], trace.m, rtol=1e-10)
    np.testing.assert_allclose(ensemble.b[:, 0], trace.b, rtol=1e-10, atol=1e-10 * abs(float(trace.b[-1])))
