"""What the noise of stochastic gradient descent does, on average over all draws.

One update of SGD is δ → A·δ + c for the distance δ from the minimum, with A = I − 2·lr·mean(ζζᵀ) and
c = 2·lr·mean(ζ·r) over the batch: ζ is (x, 1) along the modes (see modes.py), r the residual at the minimum.
Batches of B samples drawn with replacement give, with C = E ζζᵀ (diagonal: half the curvatures),

    E[A⊗A] = I − 2·lr·K + 4·lr²·S,    K = C⊗I + I⊗C,    S = E[ζζᵀ⊗ζζᵀ]/B + (1 − 1/B)·C⊗C

which carries the covariance of δ from one epoch to the next; the excess MSE is tr(C·E[δδᵀ]).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset
from gdgui.core.modes import Modes

Floats = NDArray[np.float64]


class Noise:
    """The second moments of SGD with this batch size on these points."""

    def __init__(self, dataset: Dataset, batch_size: int) -> None:
        moments = dataset.moments
        modes = Modes.of(moments)
        x = dataset.x - moments.x_mean
        r = (dataset.y - moments.y_mean) - moments.slope * x
        z = modes.samples(x)
        zz: Floats = np.einsum("in,jn->ijn", z, z).reshape(4, -1)
        n = len(dataset)
        self._c = np.array(modes.curvatures) / 2
        self._k = np.add.outer(self._c, self._c).ravel()
        self._s = zz @ zz.T / n / batch_size + (1 - 1 / batch_size) * np.diag(
            np.outer(self._c, self._c).ravel()
        )
        self._drift = (zz * r) @ z.T / n / batch_size  # E[ζζᵀ⊗ζ·r]/B
        self._source: Floats = zz @ (r * r) / n / batch_size  # vec E[r²·ζζᵀ]/B

    def stability_limit(self) -> float:
        """The learning rate below which the mean square of δ stays bounded: 1/(2·λmax(K⁻¹·S)).

        In a flat direction nothing moves and nothing counts.
        """
        return float(1 / (2 * np.linalg.eigvalsh(self._whitened()).max()))

    def floor(self, learning_rate: float) -> float:
        """The excess MSE at which a stable run settles on average: it solves Σ = E[A⊗A]·Σ + source."""
        inner = np.eye(4) - 2 * learning_rate * self._whitened()
        noise = np.asarray(np.linalg.solve(inner, self._unscaled(self._source)), dtype=np.float64)
        sigma = 2 * learning_rate * self._unscaled(noise)
        return float(self._c @ sigma[[0, 3]])

    def expected_excess(self, learning_rate: float, start: tuple[float, float], epochs: Floats) -> Floats:
        """Expected excess MSE after each of these numbers of epochs, from δ = start.

        The mean of δ goes the way of full gradient descent, and drives the covariance where the samples
        with large residuals are also those that pull: both together follow one 7×7 matrix.
        """
        delta = np.array(start)
        state = np.concatenate((np.outer(delta, delta).ravel(), delta, [1.0]))
        step = self._step(learning_rate)
        weights = np.zeros(7)
        weights[[0, 3]] = self._c
        with np.errstate(over="ignore", invalid="ignore"):
            return np.array(
                [float(weights @ np.linalg.matrix_power(step, int(epoch)) @ state) for epoch in epochs]
            )

    def _step(self, learning_rate: float) -> Floats:
        rate = 2 * learning_rate
        step = np.zeros((7, 7))
        step[:4, :4] = np.eye(4) - rate * np.diag(self._k) + rate**2 * self._s
        # E[(A·δ)cᵀ + c(A·δ)ᵀ]: only the fluctuation of A counts, since E c = 0
        cross = self._drift.reshape(2, 2, 2)  # [i, j, k] = E[ζi·ζj·ζk·r]/B
        step[:4, 4:6] = -(rate**2) * (cross.transpose(0, 2, 1) + cross.transpose(2, 0, 1)).reshape(4, 2)
        step[:4, 6] = rate**2 * self._source
        step[4:6, 4:6] = np.diag(1 - rate * self._c)
        step[6, 6] = 1
        return step

    def _unscaled(self, values: Floats) -> Floats:
        """K^(−½)·values; 0 in flat directions."""
        root = np.sqrt(self._k).reshape(-1, *[1] * (values.ndim - 1))
        return np.divide(values, root, out=np.zeros_like(values), where=root > 0)

    def _whitened(self) -> Floats:
        """K^(−½)·S·K^(−½): symmetric, with the eigenvalues of K⁻¹·S."""
        return self._unscaled(self._unscaled(self._s).T)
