"""Which way a line is to be moved to fit better: its gradient in a word."""

from __future__ import annotations

from typing import Literal

from gdgui.core.dataset import Dataset
from gdgui.core.theory.arrival import Goal

Nudge = Literal["steeper", "flatter", "rising", "falling", "higher", "lower", "close"]


def nudge(dataset: Dataset, m: float, b: float) -> Nudge:
    """What lowers the MSE of ŷ = m·x + b most: turning it about the mean of x, or moving it up or down.

    About the mean of x the gradient has two parts that know nothing of each other, and so has the excess:
    sxx·(slope − m)² and (ȳ − ŷ(x̄))². A level line can be neither steeper nor flatter, but rising or falling;
    "close" is one with as little excess as a run that has arrived.
    Raises ValueError where there are no points.
    """
    moments = dataset.moments
    tilt, shift = moments.slope - m, moments.y_mean - (m * moments.x_mean + b)
    if moments.excess(m, b) <= Goal.of(moments, m, b).excess:
        return "close"
    if shift * shift >= moments.sxx * tilt * tilt:
        return "higher" if shift > 0 else "lower"
    if m == 0:
        return "rising" if tilt > 0 else "falling"
    return "steeper" if tilt * m >= 0 else "flatter"
