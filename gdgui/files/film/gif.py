"""Animated GIF (89a): 255 colours for all of the film, and one for what is as it was."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.GifImagePlugin import getdata

from gdgui.files.film.changes import Pixels, packed_pixels, part_of
from gdgui.files.film.timing import Timing

UNIT = 100  # parts of a second: GIF knows no shorter ones
COLOURS, AS_IT_WAS = 255, 255  # how many there are, and the number of the one that is none
BITS = 5  # of each of red, green and blue, by which a colour is looked up
Numbers: TypeAlias = NDArray[np.uint8]  # of colours, shape (height, width)

STAYS = 1  # what becomes of a frame when the next one comes


def gif(
    frames: Iterable[Pixels], size: tuple[int, int], timing: Timing, sample: Sequence[Pixels]
) -> Generator[bytes, None, None]:
    """The file, piece by piece. `size` is (width, height) in pixels; the colours are those of `sample`."""
    palette = _palette(sample)
    nearest = _nearest(palette)
    yield b"GIF89a" + struct.pack("<HHBBB", *size, 0xF7, 0, 0) + palette.tobytes() + bytes(3)
    if timing.loops:
        yield b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    before: Numbers | None = None
    for frame, delay in zip(frames, timing.delays(UNIT), strict=True):
        numbers = nearest[_looked_up(frame)]
        yield from _image(numbers, before, delay)
        before = numbers
    yield b";"


def _image(numbers: Numbers, before: Numbers | None, delay: int) -> Iterator[bytes]:
    """What is another than before, and how long it stands."""
    rows, columns, is_new = part_of(np.ones(numbers.shape, bool) if before is None else numbers != before)
    part = np.where(is_new, numbers[rows, columns], np.uint8(AS_IT_WAS))
    place = columns.start, rows.start
    yield from getdata(
        Image.fromarray(part).convert("P"), place, duration=10 * delay, disposal=STAYS, transparency=AS_IT_WAS
    )


def _palette(sample: Sequence[Pixels]) -> Pixels:
    """The colours for all of the film, shape (255, 3)."""
    image = Image.fromarray(np.concatenate(sample)).convert("RGB")
    found = np.array(image.quantize(COLOURS, Image.Quantize.MEDIANCUT).getpalette(), np.uint8).reshape(-1, 3)
    return np.concatenate((found, np.zeros((COLOURS, 3), np.uint8)))[:COLOURS]


def _looked_up(frame: Pixels) -> NDArray[np.uint32]:
    """The places of the pixels in the table of `_nearest`."""
    packed, most = packed_pixels(frame), np.uint32(2**BITS - 1)
    red, green, blue = (packed >> np.uint32(8 * k + 8 - BITS) & most for k in range(3))
    found: NDArray[np.uint32] = red | green << np.uint32(BITS) | blue << np.uint32(2 * BITS)
    return found


def _nearest(palette: Pixels) -> Numbers:
    """For each colour of so few bits the number of the nearest one in the palette."""
    steps = np.arange(2**BITS) * 255 // (2**BITS - 1)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    colours, known = np.stack((red, green, blue), -1).reshape(-1, 3), palette.astype(np.float32)
    distances = (known**2).sum(axis=1) - 2 * colours @ known.T  # squared, less what is the same for all
    found: Numbers = distances.argmin(axis=1).astype(np.uint8)
    return found
