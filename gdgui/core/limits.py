"""How far a run may go: epochs and seeds, and the error at which it is given up."""

from __future__ import annotations

import math
import sys

import numpy as np

from gdgui.core.dataset import Dataset

MOST_EPOCHS = 1_000_000
LARGEST_SEED = 2**31 - 1  # what a spin box holds; more than anyone will try

DIVERGED = 1e12
"""A run has diverged when its MSE exceeds this many times that of its start."""


def divergence_limit(dataset: Dataset, m: float, b: float) -> float:
    """The MSE beyond which a run from (m, b) counts as diverged.

    A start on a perfect line has an MSE of nothing but rounding, which an honest run may well exceed
    a few times over: the floor is the square of the rounding error in the predictions.
    """
    moments = dataset.moments
    size = abs(m) * (abs(moments.x_mean) + math.sqrt(moments.sxx)) + abs(b) + abs(moments.y_mean)
    rounding = float(np.finfo(float).eps) * size
    limit = DIVERGED * max(moments.mse(m, b), rounding * rounding)
    return min(limit * (1 + 1e-12), sys.float_info.max)  # an MSE just at the limit may come out above it
