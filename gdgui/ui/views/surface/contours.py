"""Lines of equal MSE over (m, b), exactly, cut to what is in view. No Qt.

With d = m − m* the excess of the MSE over its minimum is sxx·d² + (m·x̄ + b − ȳ)²: where it equals E,

    d = √(E/sxx)·sin t        b = ȳ − m·x̄ ± √E·cos t        −π/2 ≤ t ≤ π/2

an ellipse, or where all x are equal (sxx = 0) two parallel lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdgui.core.dataset import Moments
from gdgui.ui.views.geometry import Floats, Range, segments_in_view

FINEST = 24  # contours at most
CORNERS = 160  # of each half of a contour
SMALLEST = 1e-280  # far from where squares and quotients lose digits
FARTHEST = 1e60  # an ellipse that reaches farther is as good as two lines
MARGIN = 0.5  # share of the view around it that an outline may use


def heights(moments: Moments, m_range: Range, b_range: Range) -> list[float]:
    """Excess of the MSE on the contours to draw, the highest first: 1, 4, 16 … times the lowest.

    So each ellipse is twice as wide as the next one inside. The highest one is about the highest place in
    view; the lowest one is still wide enough to be seen.
    """
    m, b = np.meshgrid(m_range, b_range)
    most = float(moments.excess(m, b).max())
    if not SMALLEST < most < math.inf:
        return []
    first = math.floor(math.log(most, 4))
    least = max(_smallest_to_see(moments, m_range, b_range), most * 4.0**-FINEST, SMALLEST)
    return [4.0**power for power in range(first, first - FINEST, -1) if 4.0**power >= least]


def outlines(
    moments: Moments, levels: Sequence[float], m_range: Range, b_range: Range
) -> list[tuple[Floats, Floats]]:
    """m and b along the contour at each of these excesses: closed shapes, empty where one is out of view.

    What lies outside the view is cut off at some distance from it.
    """
    (m_low, m_high), (b_low, b_high) = [
        (low - MARGIN * (high - low), high + MARGIN * (high - low)) for low, high in (m_range, b_range)
    ]
    slope, half, steep = moments.slope, np.sqrt(levels), math.sqrt(moments.sxx)
    low, high = np.full(len(half), m_low), np.full(len(half), m_high)
    if abs(moments.x_mean) * (m_high - m_low) > 1e-9 * (b_high - b_low):
        # the strip |m·x̄ + b − ȳ| ≤ √E is in view for these m alone
        ends = [(moments.y_mean - b) / moments.x_mean for b in (b_low - half, b_high + half)]
        low, high = np.maximum(low, np.minimum(*ends)), np.minimum(high, np.maximum(*ends))
    m, rise = np.linspace(low, high, CORNERS, axis=1), np.repeat(half[:, None], CORNERS, axis=1)
    is_ellipse = steep * FARTHEST > half
    if is_ellipse.any():
        reach = half[is_ellipse] / steep
        with np.errstate(over="ignore"):
            low[is_ellipse] = np.clip((low[is_ellipse] - slope) / reach, -1.0, 1.0)
            high[is_ellipse] = np.clip((high[is_ellipse] - slope) / reach, -1.0, 1.0)
        angle = np.linspace(np.arcsin(low[is_ellipse]), np.arcsin(high[is_ellipse]), CORNERS, axis=1)
        m[is_ellipse] = slope + reach[:, None] * np.sin(angle)
        rise[is_ellipse] *= np.cos(angle)
    middle = moments.y_mean - m * moments.x_mean
    upper, lower = np.clip(middle + rise, b_low, b_high), np.clip(middle - rise, b_low, b_high)
    m = np.concatenate((m, m[:, ::-1], m[:, :1]), axis=1)
    b = np.concatenate((upper, lower[:, ::-1], upper[:, :1]), axis=1)
    nothing = np.empty(0), np.empty(0)
    return [(m[k], b[k]) if low[k] < high[k] else nothing for k in range(len(half))]


def valley(moments: Moments, m_range: Range, b_range: Range) -> tuple[Floats, Floats]:
    """Ends of the line of minima in view, where all x are equal; else empty."""
    if moments.sxx > 0:
        return np.empty(0), np.empty(0)
    line = np.array([-moments.x_mean]), np.array([moments.y_mean])
    return segments_in_view(*line, m_range, b_range, margin=0.05)


def _smallest_to_see(moments: Moments, m_range: Range, b_range: Range) -> float:
    """The excess of a contour that spans a hundredth of the view in its longer direction there."""
    in_m = moments.sxx * (0.01 * (m_range[1] - m_range[0])) ** 2
    return max(in_m, (0.01 * (b_range[1] - b_range[0])) ** 2)
