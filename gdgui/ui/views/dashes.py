"""A line through many corners, cut to what is in view and into dashes. No Qt.

Qt cuts dashes too, but takes a fifth of a second for a noisy curve of 600 points two pixels wide: it joins
them into one outline. Dashes as separate strokes look the same and are fifty times quicker to paint.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdgui.ui.views.geometry import Floats

MARGIN = 4.0  # pixels around the view in which a line goes on: its ends are not to be seen
FARTHEST = 1e15  # pixels; beyond, nothing can be told about a direction


def strokes(corners: Floats, size: tuple[float, float], pattern: Sequence[float]) -> Floats:
    """The strokes of a dashed line, in pixels: shape (k, 4), each x, y of its begin and of its end.

    `corners` has shape (n, 2), in pixels from the top left of a view that is `size` wide and high; one that
    is not finite leaves a gap. `pattern` holds the lengths of dashes and gaps in turn, in pixels.
    """
    return _dashed(in_view(np.clip(corners, -FARTHEST, FARTHEST), size), pattern)


def in_view(corners: Floats, size: tuple[float, float]) -> Floats:
    """The parts of the segments in view, shape (k, 4); by Liang and Barsky (1984)."""
    begin, step = corners[:-1], np.diff(corners, axis=0)
    enter, leave = np.zeros(len(begin)), np.ones(len(begin))
    seen = np.isfinite(step).all(axis=1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # a segment may be next to nothing
        for axis in (0, 1):
            for sign, edge in ((-1.0, -MARGIN), (1.0, size[axis] + MARGIN)):
                speed, room = sign * step[:, axis], sign * (edge - begin[:, axis])
                at = room / speed
                enter = np.where(speed < 0, np.maximum(enter, at), enter)
                leave = np.where(speed > 0, np.minimum(leave, at), leave)
                seen &= (speed != 0) | (room >= 0)
        seen &= enter < leave
    begin, step = begin[seen], step[seen]
    return np.hstack((begin + enter[seen, None] * step, begin + leave[seen, None] * step))


def _dashed(segments: Floats, pattern: Sequence[float]) -> Floats:
    """These segments, one after the other, cut into dashes: shape (k, 4)."""
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    segments, lengths = segments[lengths > 0], lengths[lengths > 0]
    if not len(segments):
        return np.empty((0, 4))
    ends = np.cumsum(lengths)
    edges, period = np.cumsum(pattern), float(sum(pattern))
    repeats = period * np.arange(int(ends[-1] // period) + 1)
    cuts = (repeats[:, None] + edges).ravel()
    cuts = np.sort(np.concatenate(([0.0], ends, cuts[cuts < ends[-1]])))
    middles = (cuts[:-1] + cuts[1:]) / 2
    is_dash = np.searchsorted(edges, middles % period, side="right") % 2 == 0
    is_dash &= np.diff(cuts) > 0
    which = np.minimum(np.searchsorted(ends, middles), len(ends) - 1)[is_dash]
    begins = ends[which] - lengths[which]
    shares = [(cuts[k:][: len(is_dash)][is_dash] - begins) / lengths[which] for k in (0, 1)]
    begin, step = segments[which, :2], segments[which, 2:] - segments[which, :2]
    return np.hstack([begin + share[:, None] * step for share in shares])
