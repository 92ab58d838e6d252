"""Places for words on a plot, where they lie neither on each other nor on what they speak of. No Qt.

All boxes are rows (left, top, right, bottom), in pixels from the top left corner of the axes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gdgui.ui.views.geometry import Floats, Range

Size = tuple[float, float]

DIRECTIONS = np.array([(-1, -1), (1, -1), (0, -1), (-1, 0), (1, 0), (-1, 1), (1, 1), (0, 1)], dtype=float)
CELLS, EDGE = 9, 8.0  # places across and down, and pixels from the edge, where all of a plot is looked at
RINGS = 4  # of boxes around a mark


class Room:
    """What is taken on a plot, from nothing at all in every drawing: so the same frame has the same places.

    Words keep off what is avoided; from what is avoided `softly` only where there is another free place.
    """

    def __init__(self, view: tuple[Range, Range], size: Size) -> None:
        (self._left, right), (low, self._high) = view
        self.size = size
        self._scale = size[0] / (right - self._left), size[1] / (self._high - low)
        self._boxes = np.empty((0, 4))
        self._soft_boxes = np.empty((0, 4))
        self._ends: list[Floats] = []  # of straight pieces of curves: shape (4, n)
        self._soft_ends: list[Floats] = []

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where these coordinates are, in pixels."""
        return (x - self._left) * self._scale[0], (self._high - y) * self._scale[1]

    def coordinates(self, box: Floats) -> tuple[float, float]:
        """x and y of the top left corner of a box."""
        return float(self._left + box[0] / self._scale[0]), float(self._high - box[1] / self._scale[1])

    def avoid_curve(self, x: Floats | None, y: Floats | None, softly: bool = False) -> None:
        """Keep off the curve through these places; None for no curve, a nan for a gap in it."""
        if x is not None and y is not None and len(x) > 1:
            across, down = self.pixels(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
            ends = np.stack((across[:-1], down[:-1], across[1:], down[1:]))
            (self._soft_ends if softly else self._ends).append(ends)

    def avoid_marks(self, x: Floats, y: Floats, diameter: float, softly: bool = False) -> None:
        """Keep off marks at these places, so many pixels wide."""
        across, down = self.pixels(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        reach = diameter / 2
        boxes = np.stack((across - reach, down - reach, across + reach, down + reach), axis=1)
        if softly:
            self._soft_boxes = np.concatenate((self._soft_boxes, boxes))
        else:
            self._boxes = np.concatenate((self._boxes, boxes))

    def take(self, boxes: Floats) -> Floats | None:
        """The first of these boxes that is free, and is not from now on; None where none is."""
        found = self.find(boxes)
        if found is not None:
            self._boxes = np.concatenate((self._boxes, found[None]))
        return found

    def find(self, boxes: Floats) -> Floats | None:
        """The first of these boxes that is free; None where none is."""
        wide, tall = self.size
        inside = (boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2] <= wide) & (boxes[:, 3] <= tall)
        free = boxes[inside]
        if not len(free):
            return None
        free = free[~_meet(free, self._boxes)]
        is_soft = _meet(free, self._soft_boxes)
        second: Floats | None = None
        box: Floats
        for box, soft in zip(free, is_soft, strict=True):
            if _is_crossed(box, self._ends):
                continue
            if not soft and not (self._soft_ends and _is_crossed(box, self._soft_ends)):
                return box
            second = box if second is None else second
        return second


def around(at: tuple[float, float], size: Size, reach: float, left_first: bool = True) -> Floats:
    """Boxes of this size around a place, so many pixels off it; the closest ones first, and those above."""
    wide, tall = size
    directions = DIRECTIONS if left_first else DIRECTIONS * (-1, 1)
    rings = [directions * (reach + k * tall) for k in range(RINGS)]
    middles = np.concatenate(rings) + np.tile(directions * (wide / 2, tall / 2), (RINGS, 1)) + at
    return centred(middles, size)


def along(height: float, size: Size, width: float, right_first: bool) -> Floats:
    """Boxes of this size below and above a line across so wide a plot: at its ends first."""
    wide, tall = size
    shares = (0.98, 0.02, 0.75, 0.5, 0.25) if right_first else (0.02, 0.98, 0.25, 0.5, 0.75)
    tops = (height, height - tall) if right_first else (height - tall, height)
    corners = [(share * (width - wide), top) for share in shares for top in tops]
    return boxes_at(corners, size)


def upright(at: float, size: Size, height: float) -> Floats:
    """Boxes of this size left and right of a line up and down so high a plot: at its top first."""
    wide, tall = size
    corners = [
        (left, share * (height - tall)) for share in (0.03, 0.35, 0.7, 1.0) for left in (at - wide, at)
    ]
    return boxes_at(corners, size)


def in_corners(size: Size, within: Size, order: Sequence[tuple[int, int]]) -> Floats:
    """Boxes of this size in the corners of a plot: (0, 0) is its top left, (1, 1) its bottom right."""
    return boxes_at([(a * (within[0] - size[0]), d * (within[1] - size[1])) for a, d in order], size)


def nearest(to: tuple[float, float], size: Size, within: Size) -> Floats:
    """Boxes of this size all over a plot: the nearest to a place first, which may be beside the plot."""
    steps = [
        np.linspace(EDGE, max(EDGE, whole - part - EDGE), CELLS)
        for whole, part in zip(within, size, strict=True)
    ]
    corners = np.stack(np.meshgrid(*steps), axis=-1).reshape(-1, 2)
    away = np.hypot(*(corners + np.array(size) / 2 - to).T)
    corners = corners[np.argsort(away.round(6), kind="stable")]
    return np.concatenate((corners, corners + size), axis=1)


def boxes_at(corners: Sequence[tuple[float, float]], size: Size) -> Floats:
    """Boxes of this size with their top left corners there."""
    top_left = np.array(corners, dtype=float)
    return np.concatenate((top_left, top_left + size), axis=1)


def centred(middles: Floats, size: Size) -> Floats:
    """Boxes of this size about these places, of shape (n, 2)."""
    half = np.array(size) / 2
    return np.concatenate((middles - half, middles + half), axis=1)


def _meet(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which of the boxes lie on one of the others."""
    a, b = boxes[:, None], others[None]
    across = (a[..., 2] > b[..., 0]) & (a[..., 0] < b[..., 2])
    down = (a[..., 3] > b[..., 1]) & (a[..., 1] < b[..., 3])
    return np.asarray((across & down).any(axis=1))


def _is_crossed(box: Floats, curves: list[Floats]) -> bool:
    """Whether a straight piece of a curve touches a box, and leaves not all its corners on one side."""
    left, top, right, bottom = box
    for ends in curves:
        x0, y0, x1, y1 = ends
        near = (np.fmin(x0, x1) <= right) & (np.fmax(x0, x1) >= left)
        near &= (np.fmin(y0, y1) <= bottom) & (np.fmax(y0, y1) >= top)
        if near.any():
            x0, y0, x1, y1 = ends[:, near, None]
            across, down = np.array([left, right, left, right]), np.array([top, top, bottom, bottom])
            sides = (x1 - x0) * (down - y0) - (y1 - y0) * (across - x0)
            if ((sides.min(axis=1) <= 0) & (sides.max(axis=1) >= 0)).any():
                return True
    return False
