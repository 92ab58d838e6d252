"""Training on standardised x, and the same line in the units of the points.

Why anyone would: the condition number is then 1, and gradient descent arrives in a step (LeCun, Bottou, Orr
and Müller, Efficient BackProp, 1998, section 4.3).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from gdgui.core.dataset import Dataset, Moments, Number


class Scaling(NamedTuple):
    """x' = (x − shift)/scale, and the slopes and intercepts that belong to it."""

    shift: float = 0.0
    scale: float = 1.0

    @classmethod
    def standardising(cls, dataset: Dataset) -> Scaling:
        """To mean 0 and standard deviation 1; where all x are equal, only the mean can be moved."""
        moments = dataset.moments
        return cls(moments.x_mean, math.sqrt(moments.sxx) or 1.0)

    def points(self, dataset: Dataset) -> Dataset:
        """The points with x scaled; their moments are those that they would have without rounding."""
        points = Dataset((dataset.x - self.shift) / self.scale, dataset.y)
        if len(dataset):
            points.__dict__["moments"] = self.moments(dataset.moments)
        return points

    def moments(self, moments: Moments) -> Moments:
        """The moments of points whose x are scaled: standardised, mean and deviation are 0 and 1 exactly."""
        if self == Scaling():
            return moments
        sxx, sxy = 1.0 if moments.sxx > 0 else 0.0, moments.sxy / self.scale
        return Moments(0.0, moments.y_mean, sxx, sxy, sxy if sxx else 0.0, moments.minimum)

    def scaled(self, m: Number, b: Number) -> tuple[Number, Number]:
        """The line y = m·x + b as a line over x'."""
        return m * self.scale, b + m * self.shift

    def original(self, m: Number, b: Number) -> tuple[Number, Number]:
        """A line over x' as the line y = m·x + b."""
        slope = m / self.scale
        return slope, b - slope * self.shift
