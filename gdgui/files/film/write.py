"""A film of any kind, from frames that come one by one."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from gdgui.files.atomic import WriteError, write_atomically
from gdgui.files.film.apng import apng
from gdgui.files.film.changes import Pixels
from gdgui.files.film.gif import gif
from gdgui.files.film.mp4 import EncoderError, mp4
from gdgui.files.film.timing import Timing
from gdgui.files.film.webp import webp
from gdgui.words import films as words

Chunks = Generator[bytes, None, None]
Size = tuple[int, int]  # width and height in pixels

IN_ALL_COLOURS = {"apng": apng, "webp": webp, "mp4": mp4}


def encoded(
    kind: str, frames: Iterable[Pixels], size: Size, timing: Timing, sample: Sequence[Pixels]
) -> Chunks:
    """The file of one of the KINDS, piece by piece. Raises EncoderError and OSError.

    There are as many `frames` as the timing says, each of this size. `sample` shows which colours there are.
    """
    if kind == "gif":
        return gif(frames, size, timing, sample)
    return IN_ALL_COLOURS[kind](frames, size, timing)


def write_film(
    path: Path, kind: str, frames: Iterable[Pixels], size: Size, timing: Timing, sample: Sequence[Pixels]
) -> None:
    """Write it; what was there is replaced once all of it is written.

    Raises WriteError, and passes on what `frames` raises.
    """
    try:
        with closing(encoded(kind, frames, size, timing, sample)) as chunks:
            write_atomically(path, chunks)
    except EncoderError as error:
        raise WriteError(path, words.encoder_failed(str(error))) from error
    except WriteError:
        raise
    except OSError as error:  # of what is put aside until the film is whole
        raise WriteError(path, error.strerror or str(error)) from error
