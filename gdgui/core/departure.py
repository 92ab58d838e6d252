"""Where a run starts, counted from the minimum: what is left of it decides every digit that follows."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.core.dataset import Dataset, Moments

Pair = tuple[float, float]

NEAR = 64
"""Roundings of a prediction within which a start may be meant to be the minimum."""


class Departure(NamedTuple):
    """The start and the minimum that a run makes for, both (m, b), and the way between them.

    tilt = m − m* and shift = m·x̄ + b − ȳ, so that the MSE of the start is minimum + sxx·tilt² + shift².
    Where the start fits every point to the last bit, `is_exact`: nothing pulls, at any learning rate.
    """

    start: Pair
    goal: Pair
    tilt: float
    shift: float
    is_exact: bool = False

    @classmethod
    def of(cls, moments: Moments, m: float, b: float, apart: bool = False) -> Departure:
        """From (m, b) on points with these moments; `apart` where x is trained on with mean 0.

        Where all x equal x0, the minimum is a line of (m, b), and the run makes for the point of it that is
        nearest to the start, its projection: ȳ/(1 + x0²)·(x0, 1) + (m − x0·b)/(1 + x0²)·(1, −x0); apart, m
        does not move.
        """
        x_mean, y_mean = moments.x_mean, moments.y_mean
        shift = m * x_mean + b - y_mean
        if moments.sxx > 0:
            goal = moments.slope, y_mean - moments.slope * x_mean
            return cls((m, b), goal, m - moments.slope, shift)
        if apart:
            return cls((m, b), (m, y_mean - m * x_mean), 0.0, shift)
        length, across = 1 + x_mean * x_mean, m - x_mean * b
        goal = (y_mean * x_mean + across) / length, (y_mean - x_mean * across) / length
        return cls((m, b), goal, shift * x_mean / length, shift)

    @classmethod
    def on(cls, dataset: Dataset, m: float, b: float, apart: bool) -> Departure:
        """From (m, b) on these points; exactly at the minimum where the lesson's own gradient is exactly 0.

        The moments alone would leave a rounding error there, which a learning rate above the limit blows up.
        Apart, m and b move independently of each other, and so each may be exact alone.
        """
        found, moments = cls.of(dataset.moments, m, b, apart), dataset.moments
        near = NEAR * moments.rounding(m, b)
        is_near = abs(found.tilt) * moments.sxx**0.5 <= near, abs(found.shift) <= near
        if not (any(is_near) if apart else all(is_near)):
            return found
        f = dataset.y - (m * dataset.x + b)
        no_tilt = is_near[0] and float(((dataset.x - moments.x_mean) * f).mean()) == 0
        no_shift = is_near[1] and float(f.mean()) == 0
        if no_tilt and no_shift:
            return cls((m, b), (m, b), 0.0, 0.0, not f.any())
        if not apart or moments.sxx == 0:
            return found
        if no_tilt:
            return found._replace(goal=(m, moments.y_mean - m * moments.x_mean), tilt=0.0)
        return found._replace(shift=0.0) if no_shift else found
