"""Animated WebP without loss (RFC 9649): smaller than an animated PNG, and as exact.

Pillow encodes each picture. Its own animations would hold all of them in memory.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Generator, Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile

from PIL import Image

from gdgui.files.film.changes import Change, Pixels, changes
from gdgui.files.film.kinds import can_hold
from gdgui.files.film.timing import Timing

UNIT = 1000  # parts of a second
HAS_ALPHA, IS_ANIMATED = 0x10, 0x02  # flags of the file
GOES_OVER, STAYS = 0, 0  # of a frame: it is blended with what is there, which is not disposed of
METHOD = 1  # of compression: 0 makes files seven times as large, 2 takes twice as long for little
IN_MEMORY = 32_000_000  # bytes
BLOCK = 1_000_000


def webp(frames: Iterable[Pixels], size: tuple[int, int], timing: Timing) -> Generator[bytes, None, None]:
    """The file, once all is encoded: it begins with its length. `size` is (width, height) in pixels."""
    with SpooledTemporaryFile(IN_MEMORY) as whole:
        whole.write(_chunk(b"VP8X", bytes([HAS_ALPHA | IS_ANIMATED, 0, 0, 0]) + _less_one(*size)))
        whole.write(_chunk(b"ANIM", struct.pack("<IH", 0, 0 if timing.loops else 1)))
        for change, delay in zip(changes(frames, multiple=2), timing.delays(UNIT), strict=True):
            whole.write(_chunk(b"ANMF", _frame(change, delay)))
            if not can_hold("webp", whole.tell()):
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        yield b"RIFF" + struct.pack("<I", 4 + whole.tell()) + b"WEBP"
        whole.seek(0)
        while block := whole.read(BLOCK):
            yield block


def _frame(change: Change, delay: int) -> bytes:
    height, width, _ = change.pixels.shape
    picture = BytesIO()
    Image.fromarray(change.pixels).save(picture, "WEBP", lossless=True, quality=0, method=METHOD)
    place = _three(change.left // 2) + _three(change.top // 2) + _less_one(width, height)
    return place + _three(delay) + bytes([GOES_OVER | STAYS]) + picture.getvalue()[12:]


def _less_one(*numbers: int) -> bytes:
    return b"".join(_three(number - 1) for number in numbers)


def _three(number: int) -> bytes:
    """In three bytes."""
    return number.to_bytes(3, "little")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
