"""Which part of the plane is in view where nobody has chosen another: points and loss surface."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset
from gdgui.core.dataset import Moments
from gdgui.experiment.frame import Frame
from gdgui.experiment.trail import path_epochs
from gdgui.experiment.view_options import Range, View, ViewOptions

Floats = NDArray[np.float64]

FARTHEST = 1e60  # no view goes beyond
UNIT: View = ((-0.03, 1.03), (-0.03, 1.03))
PADDING = 0.06  # share of a range that is left free at each end
ROOM = 0.15  # the same on the loss surface
AROUND = 0.25  # of the contour through the start, as far as the view reaches beyond the minimum
ZIGZAG = 3  # epochs before the one shown whose lines are in view while a run explodes
MOST_DOUBLINGS = 200  # of the view while a path leads away from everything
SPECK = 4.0  # times as wide as what is in it, and a view is too wide


def of_points(dataset: Dataset) -> View:
    """All points: the unit square where they (or none) lie in it."""
    if not len(dataset):
        return UNIT
    x_range, y_range = dataset.bounds
    if min(x_range[0], y_range[0]) >= 0 and max(x_range[1], y_range[1]) <= 1:
        return UNIT
    return padded(span(*x_range), PADDING), padded(span(*y_range), PADDING)


def of_data(frame: Frame, options: ViewOptions) -> View:
    """The view of the points as it is set; wider where a run explodes, to hold its last lines.

    The line shown, and the zig-zag that led to it, grow out of any view: it is doubled as often as it takes.
    """
    x_range, y_range = options.data_range
    if options.fits_points and frame.is_exploding:
        latest = slice(max(0, frame.cursor - ZIGZAG), frame.cursor + 1)
        ends = np.add.outer(np.array(x_range), np.zeros(1)) * frame.m[latest] + frame.b[latest]
        ends = np.clip(ends, -FARTHEST, FARTHEST)
        return x_range, _doubled(y_range, (float(ends.min()), float(ends.max())))
    return x_range, y_range


def followed(options: ViewOptions, frame: Frame) -> ViewOptions:
    """The options with what goes with the run where it should be now, unless somebody has chosen it.

    The MSE axis is in powers of ten while the run explodes. The range of the loss surface stands still as
    long as everything is in view and no speck; a path that leaves it doubles it.
    """
    if options.fits_logarithm and options.logarithmic != frame.has_exploded:
        options = replace(options, logarithmic=frame.has_exploded)
    if not options.fits_surface:
        return options
    content, path = _content(frame), _path(frame)
    whole = _joined(content, path)
    if all(map(_holds, options.surface_range, whole)):
        return options
    base = tuple(padded(each, ROOM) for each in content)
    x_range, y_range = map(_doubled, base, path)
    return replace(options, surface_range=(x_range, y_range))


def for_another_run(options: ViewOptions) -> ViewOptions:
    """Whoever took the logarithm off an explosion did so for that run: with the next it goes along again."""
    goes_along = options.logarithmic or options.fits_logarithm
    return options if goes_along else replace(options, fits_logarithm=True)


def of_surface(frame: Frame) -> View:
    """Start, minimum and path with what is around them."""
    m_range, b_range = _joined(_content(frame), _path(frame))
    return padded(m_range, ROOM), padded(b_range, ROOM)


def out_of_view(dataset: Dataset, view: View) -> int:
    """How many points are out of view."""
    if not len(dataset):
        return 0
    (x_low, x_high), (y_low, y_high) = view
    x_range, y_range = dataset.bounds
    if x_low <= x_range[0] <= x_range[1] <= x_high and y_low <= y_range[0] <= y_range[1] <= y_high:
        return 0
    x, y = dataset.x, dataset.y
    return int(np.sum((x < x_low) | (x > x_high) | (y < y_low) | (y > y_high)))


def span(low: float, high: float) -> Range:
    """The range, with some room where it is one value."""
    least = 1e-9 * max(abs(low), abs(high)) or 1.0
    if high - low < least:  # one value, or as good as one
        half = max(0.5, 0.05 * abs(high))
        return low - half, high + half
    return low, high


def padded(span: Range, share: float) -> Range:
    """The range with this share of it added at each end."""
    low, high = span
    return low - share * (high - low), high + share * (high - low)


def _surroundings(moments: Moments, m: float, b: float) -> tuple[float, float]:
    """How far about the minimum to look: a share of the contour through the start."""
    if moments.sxx <= 0:
        return 0.0, 0.0
    far = math.sqrt(min(moments.excess(m, b), FARTHEST))
    deviation = math.sqrt(moments.sxx)
    return AROUND * far / deviation, AROUND * far * math.hypot(1.0, moments.x_mean / deviation)


def _content(frame: Frame) -> View:
    """The start, and the minimum with what is around it."""
    dataset, m, b = frame.dataset, np.array([frame.start[0]]), np.array([frame.start[1]])
    if len(dataset.x) and frame.is_concealed:
        m_range, b_range = _all_lines(dataset)
        m, b = np.append(m, m_range), np.append(b, b_range)
    elif len(dataset.x):
        moments = dataset.moments
        best = moments.slope, moments.y_mean - moments.slope * moments.x_mean
        half_m, half_b = _surroundings(moments, *frame.start)
        m = np.append(m, (best[0] - half_m, best[0] + half_m))
        b = np.append(b, (best[1] - half_b, best[1] + half_b))
    return _span_of(m), _span_of(b)


def _all_lines(dataset: Dataset) -> View:
    """Where the best line must be, without a word where in there: no slope is beyond sd(y)/sd(x)."""
    x, y = dataset.x, dataset.y
    spread_x, spread_y, height = float(x.std()), float(y.std()), float(y.mean())
    steepest = spread_y / spread_x if spread_x > 0 else 1.0
    aside = steepest * abs(float(x.mean())) + spread_y
    return (-steepest, steepest), (height - aside, height + aside)


def _path(frame: Frame) -> View:
    """What the path so far takes, with the places of somebody's own."""
    own = (frame.my_line, frame.prediction.end if frame.prediction else None)
    places = np.array([frame.start, *[each for each in own if each is not None]]).T
    if frame.trace is not None:
        epochs = path_epochs(frame.done)
        places = np.concatenate((places, (frame.trace.m[epochs], frame.trace.b[epochs])), axis=1)
    m, b = np.clip(places, -FARTHEST, FARTHEST)
    return (float(m.min()), float(m.max())), (float(b.min()), float(b.max()))


def _joined(one: View, other: View) -> View:
    """The range that holds both."""
    (m, b), (also_m, also_b) = one, other
    return (min(m[0], also_m[0]), max(m[1], also_m[1])), (min(b[0], also_b[0]), max(b[1], also_b[1]))


def _holds(shown: Range, wanted: Range) -> bool:
    """Whether this much is in view, and more than a speck."""
    width, least = shown[1] - shown[0], wanted[1] - wanted[0]
    return shown[0] <= wanted[0] and wanted[1] <= shown[1] and width <= SPECK * max(least, 1e-12 * width)


def _doubled(base: Range, path: Range) -> Range:
    """The base, doubled as often as it takes to hold the path, but not without end."""
    middle, half = (base[0] + base[1]) / 2, (base[1] - base[0]) / 2
    away = max(abs(path[0] - middle), abs(path[1] - middle))
    doublings = max(0, math.ceil(math.log2(max(away / half, 1.0))))
    half *= 2.0 ** min(doublings, MOST_DOUBLINGS)
    return middle - half, middle + half


def _span_of(values: Floats) -> Range:
    values = np.clip(values[np.isfinite(values)], -FARTHEST, FARTHEST)
    low, high = float(values.min()), float(values.max())
    least = 1e-9 * max(abs(low), abs(high)) or 1e-9
    if high - low < least:
        half = max(0.5, 0.05 * abs(high))
        return low - half, high + half
    return low, high


def fitted(options: ViewOptions, frame: Frame) -> ViewOptions:
    """The options, fitted where no window has done so yet: the session was made without one."""
    plain = ViewOptions()
    if options.fits_points and options.data_range == plain.data_range:
        options = replace(options, data_range=of_points(frame.dataset))
    if options.fits_surface and options.surface_range == plain.surface_range:
        options = replace(options, surface_range=of_surface(frame))
    return options
