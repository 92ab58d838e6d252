"""What a learning rate will do on given points, known before the run."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset
from gdgui.core.settings import Settings


def stability_limit(dataset: Dataset, settings: Settings) -> float:
    """The learning rate from which on a run with these settings no longer settles.

    Gradient descent: 2/λmax of the Hessian H = 2·[[mean x², x̄], [x̄, 1]]. SGD: the largest rate at which
    the mean square of its distance from the minimum stays bounded, which is smaller.
    """
    moments = dataset.moments
    if settings.algorithm == "gd":
        q = moments.sxx + moments.x_mean**2
        return 2 / ((q + 1) + math.hypot(q - 1, 2 * moments.x_mean))
    return _mean_square_limit(dataset.x, settings.batch_size)


def safe_learning_rate(dataset: Dataset, settings: Settings) -> float:
    """The largest learning rate of four digits that is below the stability limit.

    Exactly at the limit a run neither settles nor diverges, so the last digit is rounded down.
    """
    limit = stability_limit(dataset, settings)
    digit = 10.0 ** (math.floor(math.log10(limit)) - 3)
    steps = math.ceil(limit / digit * (1 - 1e-12)) - 1
    return float(f"{steps * digit:.4g}")


def _mean_square_limit(x: NDArray[np.float64], batch_size: int) -> float:
    """lr < 1/(2·λmax(K⁻¹·[F/B + (1 − 1/B)·C⊗C])) for batches of B samples.

    With z = (x, 1): C = mean zzᵀ, K = C⊗I + I⊗C and F = mean zzᵀ⊗zzᵀ; from the second moment of the
    random maps θ → (I − 2·lr·mean zzᵀ)·θ + …, whose factor must stay below 1 in every direction. The
    pseudo-inverse serves where all x are equal and K is singular.
    """
    z = np.stack((x, np.ones_like(x)))
    n = len(x)
    c = z @ z.T / n
    pairs = np.einsum("ik,jk->ijk", z, z).reshape(4, n)
    f = pairs @ pairs.T / n
    # (z⊗z)(z⊗z)ᵀ = zzᵀ ⊗ zzᵀ, so F needs no fourth-order tensor.
    identity = np.eye(2)
    k = np.kron(c, identity) + np.kron(identity, c)
    s = f / batch_size + (1 - 1 / batch_size) * np.kron(c, c)
    return float(1 / (2 * np.abs(np.linalg.eigvals(np.linalg.pinv(k, hermitian=True) @ s)).max()))
