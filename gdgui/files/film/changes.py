"""What differs from one frame to the next: nothing else is written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]  # shape (height, width, 4): red, green, blue, and 255 for opaque


class Change(NamedTuple):
    """What of a frame goes over the one before: a part at (left, top), 0 where nothing is new."""

    left: int
    top: int
    pixels: Pixels


def changes(frames: Iterable[Pixels], multiple: int = 1) -> Iterator[Change]:
    """The first frame whole, then for each what is another. Places are multiples of `multiple`."""
    before: NDArray[np.uint32] | None = None
    for frame in frames:
        packed = packed_pixels(frame)
        if before is None:
            yield Change(0, 0, frame)
        else:
            rows, columns, is_new = part_of(packed != before, multiple)
            part = np.where(is_new, packed[rows, columns], np.uint32(0))
            yield Change(columns.start, rows.start, part.view(np.uint8).reshape(*part.shape, 4))
        before = packed


def packed_pixels(frame: Pixels) -> NDArray[np.uint32]:
    """A number for each pixel, shape (height, width): one comparison tells whether two are the same."""
    return frame.view(np.uint32)[:, :, 0]


def part_of(is_new: NDArray[np.bool_], multiple: int = 1) -> tuple[slice, slice, NDArray[np.bool_]]:
    """The rows and columns that hold all that is new, and what is new of them; one pixel where nothing is."""
    rows = _holding(np.flatnonzero(is_new.any(axis=1)), multiple)
    columns = _holding(np.flatnonzero(is_new[rows].any(axis=0)), multiple)
    return rows, columns, is_new[rows, columns]


def _holding(found: NDArray[np.int64], multiple: int) -> slice:
    if not len(found):
        return slice(0, 1)
    return slice(int(found[0]) // multiple * multiple, int(found[-1]) + 1)
