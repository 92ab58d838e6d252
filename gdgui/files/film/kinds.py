"""What films there are."""

from __future__ import annotations

import shutil
from pathlib import Path

KINDS = {"gif": (".gif",), "webp": (".webp",), "apng": (".png", ".apng"), "mp4": (".mp4",)}
"""How the names of their files end; the first one is the usual one."""

LEAST, MOST = (640, 360), (3840, 2160)  # width and height in pixels
FASTEST = 50  # frames a second: what stands shorter, many programs show five times as long

LARGEST = {"webp": 2**32 - 100}
"""Bytes that a file can have, where its format knows an end: it begins with its length."""


def can_hold(kind: str, size: float) -> bool:
    """Whether a film of this kind can have so many bytes."""
    return size <= LARGEST.get(kind, size)


def kind_of(path: Path) -> str | None:
    """Which of the KINDS a file of this name is; None where it is none."""
    suffix = path.suffix.lower()
    return next((kind for kind, suffixes in KINDS.items() if suffix in suffixes), None)


def find_encoder() -> str | None:
    """The program that makes MP4, if the system has one."""
    return shutil.which("ffmpeg")
