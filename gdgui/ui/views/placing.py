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
NEAR, FAR = (0, 1), (2, 3)  # rings of boxes around a mark, in their heights
ALONG = (0.02, 0.98, 0.25, 0.5, 0.75, *(k / 16 for k in range(1, 16) if k % 4))  # shares of a line across
FEW = 3  # boxes that are looked at before all others are
HALF = np.array((-0.5, -0.5, 0.5, 0.5))  # what is avoided is known to the pixel: so much further off it


class Room:
    """What is taken on a plot, from nothing at all in every drawing: so the same frame has the same places.

    Words keep off what is avoided; from what is avoided `softly` only where there is another free place.
    What is avoided is taken to the pixel: where it moves by less, nobody has to look for places again.
    """

    def __init__(self, view: tuple[Range, Range], size: Size) -> None:
        (self._left, right), (low, self._high) = view
        self._view, self.size = view, size
        self._given: list[Floats] = []  # all that is avoided
        self._scale = size[0] / (right - self._left), size[1] / (self._high - low)
        self._boxes = np.empty((0, 4))
        self._soft_boxes = np.empty((0, 4))
        self._curves: Pieces | None = None
        self._soft_curves: Pieces | None = None

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where these coordinates are, in pixels."""
        with np.errstate(over="ignore"):
            return (x - self._left) * self._scale[0], (self._high - y) * self._scale[1]

    def coordinates(self, box: Floats) -> tuple[float, float]:
        """x and y of the top left corner of a box."""
        return float(self._left + box[0] / self._scale[0]), float(self._high - box[1] / self._scale[1])

    def avoid_curve(self, x: Floats | None, y: Floats | None, softly: bool = False) -> None:
        """Keep off the curve through these places; None for no curve, a nan for a gap in it."""
        if x is not None and y is not None and len(x) > 1:
            across, down = np.rint(self.pixels(np.asarray(x, dtype=float), np.asarray(y, dtype=float)))
            if len(across) > 2:
                moves = np.ones(len(across), dtype=bool)  # between the ends, from the place before
                moves[1:-1] = (across[1:-1] != across[:-2]) | (down[1:-1] != down[:-2])
                across, down = across[moves], down[moves]
            self._given += across, down, np.array(softly)
            if softly:
                self._soft_curves = self._soft_curves or Pieces()
                self._soft_curves.add(across, down)
            else:
                self._curves = self._curves or Pieces()
                self._curves.add(across, down)

    def avoid_marks(self, x: Floats, y: Floats, diameter: float, softly: bool = False) -> None:
        """Keep off marks at these places, so many pixels wide."""
        across, down = np.rint(self.pixels(np.asarray(x, dtype=float), np.asarray(y, dtype=float)))
        reach = diameter / 2
        boxes = np.stack((across - reach, down - reach, across + reach, down + reach), axis=1)
        self._given += boxes, np.array(softly)
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

    def take_each(self, choices: Sequence[Floats]) -> list[Floats | None]:
        """The same for each of these in turn, off what is avoided softly too: better none than there."""
        if not choices:
            return []
        every, found = np.concatenate(choices), list[Floats | None]()
        _, free = self._free(every)
        wider_left, wider_top, wider_right, wider_bottom = (every + HALF).T
        begin = 0
        for boxes in choices:
            here = slice(begin, begin + len(boxes))
            at = begin + int(free[here].argmax()) if free[here].any() else -1
            begin += len(boxes)
            found.append(None if at < 0 else every[at])
            if at >= 0:
                left, top, right, bottom = every[at]
                beside = (wider_right <= left) | (wider_left >= right)
                free &= beside | (wider_bottom <= top) | (wider_top >= bottom)
                self._boxes = np.concatenate((self._boxes, every[at : at + 1]))
        return found

    def take_near(self, at: tuple[float, float], size: Size, reach: float, left_first: bool) -> Floats | None:
        """A free box of this size close to a place, even on what is avoided softly; else farther off."""
        for rings in (NEAR, FAR):
            box = self.take(around(at, size, reach, left_first, rings))
            if box is not None:
                return box
        return None

    def find(self, boxes: Floats) -> Floats | None:
        """The first of these boxes that is free; None where none is."""
        second: Floats | None = None  # choice: on what is avoided softly
        for some in (boxes[:FEW], boxes[FEW:]):  # mostly one of a few is free
            free, best = self._free(some)
            if best.any():
                found: Floats = some[best.argmax()]
                return found
            if second is None and free.any():
                second = some[free.argmax()]
        return second

    def _free(self, boxes: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which of these boxes are free, and which of them lie on nothing that is avoided softly either."""
        wider, last = boxes + HALF, (*self.size, *self.size)
        free: NDArray[np.bool_] = np.asarray(((boxes >= 0) & (boxes <= last)).all(axis=1))
        if len(self._boxes):
            free[free] = ~_meet(wider[free], self._boxes)
        if self._curves is not None:
            free[free] = ~self._curves.cross(wider[free])
        best = free.copy()
        if len(self._soft_boxes):
            best[best] = ~_meet(wider[best], self._soft_boxes)
        if self._soft_curves is not None:
            best[best] = ~self._soft_curves.cross(wider[best])
        return free, best

    def key(self) -> tuple[object, ...]:
        """Equal to that of another room in which as much is taken at the same places."""
        return self._view, self.size, *[each.tobytes() for each in self._given]


class Pieces:
    """The straight pieces of curves, in pixels."""

    def __init__(self) -> None:
        self._curves: list[Floats] = []  # ends x0, y0, x1, y1 of each: shape (4, n)
        self._ends = np.empty((4, 0))
        self._spans = np.empty((4, 0))  # from left to right and from top to bottom: none of gaps in a curve

    def add(self, across: Floats, down: Floats) -> None:
        """A curve through these places."""
        self._curves.append(np.stack((across[:-1], down[:-1], across[1:], down[1:])))

    def cross(self, boxes: Floats) -> NDArray[np.bool_]:
        """Which boxes a piece touches: it is near, and leaves not all corners on one side."""
        if self._curves:  # of all together, now that there are all
            self._ends = np.concatenate((self._ends, *self._curves), axis=1)
            x0, y0, x1, y1 = self._ends
            spans = np.minimum(x0, x1), np.maximum(x0, x1), np.minimum(y0, y1), np.maximum(y0, y1)
            self._spans, self._curves = np.stack(spans), []
        found = np.zeros(len(boxes), dtype=bool)
        if not len(boxes) or not self._ends.shape[1]:
            return found
        least, most = boxes.min(axis=0), boxes.max(axis=0)
        x_low, x_high, y_low, y_high = self._spans
        near = np.flatnonzero(
            (x_low <= most[2]) & (x_high >= least[0]) & (y_low <= most[3]) & (y_high >= least[1])
        )
        if len(near):
            x_low, x_high, y_low, y_high = self._spans[:, near]
            left, top, right, bottom = boxes.T[:, :, None]
            meet = (x_low <= right) & (x_high >= left) & (y_low <= bottom) & (y_high >= top)
            box, piece = np.nonzero(meet)  # few of all these pairs
            x0, y0, x1, y1 = self._ends[:, near[piece]]
            left, top, right, bottom = boxes[box].T
            with np.errstate(over="ignore", invalid="ignore"):
                aside = (x1 - x0) * ((top + bottom) / 2 - y0) - (y1 - y0) * ((left + right) / 2 - x0)
                reach = np.abs(x1 - x0) * (bottom - top) / 2 + np.abs(y1 - y0) * (right - left) / 2
            found[box[np.abs(aside) <= reach]] = True
        return found


def around(
    at: tuple[float, float],
    size: Size,
    reach: float,
    left_first: bool = True,
    rings: Sequence[int] = (*NEAR, *FAR),
) -> Floats:
    """Boxes of this size around a place, so many pixels off it; the closest ones first, and those above."""
    directions = DIRECTIONS if left_first else DIRECTIONS * (-1, 1)
    off = reach + size[1] * np.array(rings)[:, None, None] + np.array(size) / 2
    return centred((directions * off).reshape(-1, 2) + at, size)


def along(height: float, size: Size, width: float, right_first: bool) -> Floats:
    """Boxes of this size below and above a line across so wide a plot: at its ends first, then anywhere."""
    wide, tall = size
    shares = [1 - share for share in ALONG] if right_first else ALONG
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
    first, last = boxes[:, None, :2], boxes[:, None, 2:]
    beside = np.any((last <= others[:, :2]) | (first >= others[:, 2:]), axis=2)  # shape (boxes, others)
    return np.asarray(~beside.all(axis=1))
