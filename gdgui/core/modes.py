"""The loss surface along its own two axes, where gradient descent is two plain decays.

MSE(m, b) is a bowl over (m, b) with the Hessian H = 2·[[mean x², x̄], [x̄, 1]]. Along an eigenvector V of H
with eigenvalue λ, one epoch with learning rate lr multiplies the distance from the minimum by 1 − lr·λ
(Goh, Why Momentum Really Works, Distill 2017, "First Steps"). Many books define the loss with ½: their H is
half of this one, and their learning rates are twice ours.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from gdgui.core.dataset import Moments
from gdgui.core.departure import Pair


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

        Eigenvalues and eigenvectors of a symmetric 2×2 matrix (Golub and Van Loan, Matrix Computations,
        chapter 8), rearranged. With q = mean x²: λmax = (q + 1) + h, where h = hypot(q − 1, 2·x̄), and
        λmin = 4·sxx/λmax (the determinant of H is 4·sxx). The larger component of the steep direction is
        √((1 + |q − 1|/h)/2), that of m where q ≥ 1, and the product of both is x̄/h. Where x̄ = 0, they are m
        and b, exactly.
        """
        x_mean, sxx = moments.x_mean, moments.sxx
        if x_mean == 0:
            curvatures = 2 * max(sxx, 1.0), 2 * min(sxx, 1.0)
            return cls(curvatures, ((1.0, 0.0), (0.0, 1.0)) if sxx >= 1 else ((0.0, 1.0), (-1.0, 0.0)))
        q = sxx + x_mean * x_mean
        h = math.hypot(q - 1, 2 * x_mean)
        steep = (q + 1) + h
        larger = math.sqrt((1 + abs(q - 1) / h) / 2)
        smaller = abs(x_mean) / h / larger if q != 1 else larger
        cos, sin = (larger, smaller) if q >= 1 else (smaller, larger)
        sin = math.copysign(sin, x_mean)
        return cls((steep, 4 * sxx / steep), ((cos, sin), (-sin, cos)))

    def along(self, tilt: float, shift: float) -> Pair:
        """Coordinates of (m, b) along the two directions, counted from the minimum that a run makes for.

        Given are tilt d = m − m* and shift u = m·x̄ + b − ȳ (see `Departure`). Plainly V·(m − m*, b − b*),
        but far from the origin the two products are huge and cancel. Since b − b* = u − x̄·d, the eigenvector
        equations turn them into sin·u + cos·(λmin/2)·d and cos·u − sin·(λmax/2)·d. Along a flat direction
        (λmin = 0) nothing moves.
        """
        cos, sin = self.directions[0]
        steep, flat = self.curvatures
        return sin * shift + cos * (flat / 2) * tilt, (
            cos * shift - sin * (steep / 2) * tilt
        ) if flat else 0.0
