"""Animated PNG: every pixel exactly as it was drawn (W3C, Portable Network Graphics, third edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator, Iterable
from itertools import count

import numpy as np

from gdgui.files.film.changes import Change, Pixels, changes
from gdgui.files.film.timing import Timing

SIGNATURE = b"\x89PNG\r\n\x1a\n"
UNIT = 1000  # parts of a second
KEPT, OVER = 0, 1  # how a frame is left, and how it goes over the one before
LEVEL = 4  # of compression: those above take much longer for little


def apng(frames: Iterable[Pixels], size: tuple[int, int], timing: Timing) -> Generator[bytes, None, None]:
    """The file, piece by piece. `size` is (width, height) in pixels."""
    eight_bits_rgba = 8, 6, 0, 0, 0
    yield SIGNATURE + _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, *eight_bits_rgba))
    yield _chunk(b"acTL", struct.pack(">II", timing.frames, 0 if timing.loops else 1))
    numbers = count()
    for change, delay in zip(changes(frames), timing.delays(UNIT), strict=True):
        number = next(numbers)
        yield _control(number, change, delay)
        data = zlib.compress(_rows(change.pixels), LEVEL)
        yield _chunk(b"fdAT", struct.pack(">I", next(numbers)) + data) if number else _chunk(b"IDAT", data)
    yield _chunk(b"IEND", b"")


def _control(number: int, change: Change, delay: int) -> bytes:
    height, width, _ = change.pixels.shape
    place = number, width, height, change.left, change.top
    return _chunk(b"fcTL", struct.pack(">IIIIIHHBB", *place, delay, UNIT, KEPT, OVER))


def _rows(pixels: Pixels) -> bytes:
    """As PNG has them: each row behind the number of its filter, which is none."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 4 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, 4 * width)
    return rows.tobytes()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
