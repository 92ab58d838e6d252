"""The loss surface along its own two axes, where gradient descent falls apart into two plain decays.

MSE(m, b) is a bowl over (m, b) with the Hessian H = 2·[[mean x², x̄], [x̄, 1]]. Along an eigenvector V of H
with eigenvalue λ, one epoch with learning rate lr multiplies the distance from the minimum by 1 − lr·λ.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Moments

Pair = tuple[float, float]


class Modes(NamedTuple):
    """The two axes of the bowl, the steep one first.

    curvatures: λmax ≥ λmin ≥ 0, in units of MSE over squared distance in (m, b).
    directions: the unit vectors (m, b) that belong to them.
    """

    curvatures: Pair
    directions: tuple[Pair, Pair]

    @classmethod
    def of(cls, moments: Moments) -> Modes:
        """The modes of these points, from quantities that do not cancel.

        With q = mean x²: λmax = (q + 1) + hypot(q − 1, 2·x̄), λmin = 4·sxx/λmax (the determinant of H
        is 4·sxx), and the steep direction (cos φ, sin φ) has φ = ½·atan2(2·x̄, q − 1).
        """
        x_mean, sxx = moments.x_mean, moments.sxx
        q = sxx + x_mean * x_mean
        steep = (q + 1) + math.hypot(q - 1, 2 * x_mean)
        angle = math.atan2(2 * x_mean, q - 1) / 2
        cos, sin = math.cos(angle), math.sin(angle)
        return cls((steep, 4 * sxx / steep), ((cos, sin), (-sin, cos)))

    def amplitudes(self, moments: Moments, m: float, b: float) -> Pair:
        """Coordinates of (m, b) along the two directions, counted from the least-squares line.

        Plainly V·(m − m*, b − b*), but far from the origin the two products are huge and cancel. With
        d = m − m* and u = m·x̄ + b − ȳ, so that b − b* = u − x̄·d, the eigenvector equations turn them
        into sin·u + cos·(λmin/2)·d and cos·u − sin·(λmax/2)·d. Along a flat direction (λmin = 0) there
        is no one minimum; the coordinate there is arbitrary and never changes.
        """
        d = m - moments.slope
        u = m * moments.x_mean + b - moments.y_mean
        cos, sin = self.directions[0]
        steep, flat = self.curvatures
        return sin * u + cos * (flat / 2) * d, cos * u - sin * (steep / 2) * d

    def samples(self, centred_x: NDArray[np.float64]) -> NDArray[np.float64]:
        """(x, 1) of every point along the two directions, shape (2, n), from x − x̄.

        The eigenvector equations again avoid a difference: V·(x, 1) is cos·(x − x̄) + sin·λmax/2 and
        −sin·(x − x̄) + cos·λmin/2.
        """
        cos, sin = self.directions[0]
        steep, flat = self.curvatures
        return np.stack((cos * centred_x + sin * steep / 2, -sin * centred_x + cos * flat / 2))
