"""What the noise of stochastic gradient descent does, on average over all draws.

One update of SGD is δ → A·δ + c for the distance δ from the minimum, with A = I − 2·lr·mean(ζζᵀ) and
c = 2·lr·mean(ζ·r) over the batch: ζ is (x, 1) along the modes (see modes.py), r the residual at the minimum.
Batches of B samples drawn with replacement give, with C = E ζζᵀ (diagonal: half the curvatures),

    E[A⊗A] = I − 2·lr·K + 4·lr²·S,    K = C⊗I + I⊗C,    S = E[ζζᵀ⊗ζζᵀ]/B + (1 − 1/B)·C⊗C

which carries the covariance of δ from one epoch to the next; the excess MSE is tr(C·E[δδᵀ]). All of it
follows from nine averages of the points (`HigherMoments`), whatever the batch size and the scale of x.

The recursion is that of least mean squares in signal processing (Feuer and Weinstein, IEEE Transactions on
Acoustics, Speech, and Signal Processing 33, 1985); limit and floor by the operator on covariances are as in
Défossez and Bach, Averaged Least-Mean-Squares, AISTATS 2015. Batches, and the mean that drives the covariance
where samples that pull have large residuals, are derived here, and tested against every possible draw.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import HigherMoments, Moments
from gdgui.core.modes import Modes

Floats = NDArray[np.float64]

MOST_DOUBLINGS = 20  # of an epoch: 2²⁰ is more than any run has


class Noise:
    """The second moments of SGD with this batch size on points with these moments."""

    def __init__(self, moments: Moments, higher: HigherMoments, batch_size: int) -> None:
        modes = Modes.of(moments)
        (cos, sin), (steep, flat) = modes.directions[0], modes.curvatures
        # ζ of a point as polynomials in x − x̄; the eigenvector equations (see `Modes`) avoid a difference
        z = np.array([[sin * steep / 2, cos], [cos * flat / 2, -sin]])
        zz = np.array([np.convolve(z[i], z[j]) for i in (0, 1) for j in (0, 1)])
        x = np.array([1.0, 0.0, moments.sxx, higher.x3, higher.x4])
        xr = np.array([0.0, 0.0, higher.xxr, higher.xxxr])
        self._c = np.array(modes.curvatures) / 2
        self._k = np.add.outer(self._c, self._c).ravel()
        fourth: Floats = zz @ x[np.add.outer(np.arange(3), np.arange(3))] @ zz.T
        pairs = np.outer(self._c, self._c).ravel()
        self._s = fourth / batch_size + (1 - 1 / batch_size) * np.diag(pairs)
        third: Floats = zz @ xr[np.add.outer(np.arange(3), np.arange(2))] @ z.T
        self._drift = third / batch_size  # E[ζζᵀ⊗ζ·r]/B
        self._source: Floats = zz @ np.array([higher.rr, higher.xrr, higher.xxrr]) / batch_size
        self._growths, axes = np.linalg.eigh(self._whitened())
        self._push = axes.T @ self._unscaled(self._source)
        self._pull = axes.T @ self._unscaled(np.array([self._c[0], 0.0, 0.0, self._c[1]]))

    def stability_limit(self) -> float:
        """The learning rate below which the mean square of δ stays bounded: 1/(2·λmax(K⁻¹·S)).

        In a flat direction nothing moves and nothing counts.
        """
        return float(1 / (2 * self._growths[-1]))

    def floor(self, learning_rate: float) -> float:
        """The excess MSE at which a stable run settles on average: it solves Σ = E[A⊗A]·Σ + source.

        That is tr(C·Σ) with Σ = 2·lr·K^(−½)·(I − 2·lr·W)⁻¹·K^(−½)·source, here along the eigenvectors of
        W = K^(−½)·S·K^(−½).
        """
        rate = 2 * learning_rate
        return float(rate * np.sum(self._pull * self._push / (1 - rate * self._growths)))

    def expected_excess(self, learning_rate: float, start: tuple[float, float], epoch: int) -> float:
        """Expected excess MSE after this many epochs, from δ = start.

        The mean of δ goes the way of full gradient descent, and drives the covariance where the samples
        with large residuals are also those that pull: both together follow one 7×7 matrix.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            step = self._steps(np.array([learning_rate]))[0]
            return float(self._weights @ np.linalg.matrix_power(step, epoch) @ _state(start))

    def excess_after(self, rates: Floats, start: tuple[float, float], epochs: int) -> Floats:
        """The same after one number of epochs for many learning rates at once: shape (rates,)."""
        powers = np.linalg.matrix_power(self._steps(rates), epochs)
        return np.asarray((powers @ _state(start)) @ self._weights, dtype=np.float64)

    def first_within(self, rates: Floats, start: tuple[float, float], goal: float, most: int) -> Floats:
        """The first epoch from which on the expected excess is at most `goal`, for each of these rates.

        Infinite where that is beyond `most`. Each rate must be stable and its floor below the goal.
        The powers of two of a step are made once; then the epoch is found digit by digit.
        """
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            return self._first_within(rates, start, goal, most)

    def _first_within(self, rates: Floats, start: tuple[float, float], goal: float, most: int) -> Floats:
        powers = [self._steps(rates)]
        while 2 ** len(powers) <= most and len(powers) <= MOST_DOUBLINGS:
            powers.append(powers[-1] @ powers[-1])
        state = np.repeat(_state(start)[np.newaxis], len(rates), axis=0)
        begun_within = state @ self._weights <= goal
        done = np.zeros(len(rates))
        for digit in range(len(powers) - 1, -1, -1):
            further = np.einsum("rij,rj->ri", powers[digit], state)
            short = ~(further @ self._weights <= goal)
            state = np.where(short[:, np.newaxis], further, state)
            done += np.where(short, 2.0**digit, 0.0)
        found = np.where(begun_within, 0.0, done + 1)
        return np.where(found <= most, found, np.inf)

    @property
    def _weights(self) -> Floats:
        weights = np.zeros(7)
        weights[[0, 3]] = self._c
        return weights

    def _steps(self, rates: Floats) -> Floats:
        """What carries (E[δ⊗δ], E[δ], 1) over one epoch: shape (rates, 7, 7)."""
        rate = 2 * rates[:, np.newaxis, np.newaxis]
        steps = np.zeros((len(rates), 7, 7))
        steps[:, :4, :4] = np.eye(4) - rate * np.diag(self._k) + rate**2 * self._s
        # E[(A·δ)cᵀ + c(A·δ)ᵀ]: only the fluctuation of A counts, since E c = 0
        cross = self._drift.reshape(2, 2, 2)  # [i, j, k] = E[ζi·ζj·ζk·r]/B
        steps[:, :4, 4:6] = -(rate**2) * (cross.transpose(0, 2, 1) + cross.transpose(2, 0, 1)).reshape(4, 2)
        steps[:, :4, 6] = rate[:, 0] ** 2 * self._source
        steps[:, 4:6, 4:6] = np.eye(2) - rate * np.diag(self._c)
        steps[:, 6, 6] = 1
        return steps

    def _unscaled(self, values: Floats) -> Floats:
        """K^(−½)·values; 0 in flat directions."""
        root = np.sqrt(self._k).reshape(-1, *[1] * (values.ndim - 1))
        return np.divide(values, root, out=np.zeros_like(values), where=root > 0)

    def _whitened(self) -> Floats:
        """K^(−½)·S·K^(−½): symmetric, with the eigenvalues of K⁻¹·S."""
        return self._unscaled(self._unscaled(self._s).T)


def _state(start: tuple[float, float]) -> Floats:
    delta = np.array(start)
    return np.concatenate((np.outer(delta, delta).ravel(), delta, [1.0]))
