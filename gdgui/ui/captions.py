"""What is said of a frame beneath its picture."""

from __future__ import annotations

from gdgui.core import Settings
from gdgui.experiment.frame import Frame
from gdgui.files.numbers import printable
from gdgui.words import pictures
from gdgui.words.report import in_short

LONGEST = 80  # characters of a title


def caption(frame: Frame) -> str:
    """Points, settings, epoch, line and MSE."""
    changed = any(epoch <= frame.cursor for epoch, _, _ in frame.notes)
    errors = (frame.errors.mse, frame.errors.minimum) if frame.errors else None
    return pictures.joined(
        pictures.points_shown(_name(frame), len(frame.dataset)),
        pictures.how(_settings(frame), changed),
        pictures.reached(frame.cursor, frame.epochs, frame.line, errors),
    )


def title(frame: Frame) -> str:
    """In a few words."""
    return pictures.title(_name(frame), in_short(_settings(frame)))


def _name(frame: Frame) -> str:
    """That of the points, which may be anything that a file is called."""
    name = printable(frame.points.title)
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _settings(frame: Frame) -> Settings:
    """Those that led to the epoch shown."""
    if frame.trace is None:
        return frame.settings
    if not frame.cursor:
        return frame.trace.segments[0].settings
    return frame.trace.segment_of(frame.cursor).settings
