"""MP4 through ffmpeg, where the system has one: it makes by far the smallest films."""

from __future__ import annotations

import subprocess
from collections.abc import Generator, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from gdgui.files.film.changes import Pixels
from gdgui.files.film.kinds import find_encoder
from gdgui.files.film.timing import Timing

BLOCK = 1_000_000  # bytes
# H.264 of whole pairs of pixels, in the colours that players expect of films of this size.
EVEN = "pad=ceil(iw/2)*2:ceil(ih/2)*2"
COLOURS = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
TAGS = [*("-colorspace", "bt709"), *("-color_primaries", "bt709"), *("-color_trc", "bt709")]
QUALITY = [*("-preset", "veryfast"), *("-crf", "18"), *("-movflags", "+faststart")]


class EncoderError(Exception):
    """ffmpeg gave up; str() is what it said last. Empty: there is none."""


def mp4(frames: Iterable[Pixels], size: tuple[int, int], timing: Timing) -> Generator[bytes, None, None]:
    """The file, once all is encoded. `size` is (width, height) in pixels. Raises EncoderError and OSError."""
    encoder = find_encoder()
    if encoder is None:
        raise EncoderError("")
    with TemporaryDirectory(prefix="gdgui-") as folder:
        made = Path(folder) / "film.mp4"
        _encode(_command(encoder, size, timing, made), frames, timing)
        with made.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _command(encoder: str, size: tuple[int, int], timing: Timing, made: Path) -> list[str]:
    width, height = size
    shape = [*("-f", "rawvideo"), *("-pix_fmt", "rgba"), *("-s", f"{width}x{height}")]
    given = [*shape, *("-r", f"{timing.per_second:g}"), *("-i", "-")]
    return [
        *(encoder, "-nostdin", "-loglevel", "error", *given, "-vf", f"{EVEN},{COLOURS}"),
        *(*TAGS, *QUALITY, "-y", str(made)),
    ]


def _encode(command: list[str], frames: Iterable[Pixels], timing: Timing) -> None:
    with TemporaryFile() as said:
        encoder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said)
        assert encoder.stdin is not None
        try:
            with encoder.stdin as pipe:
                for frame in _held(frames, timing):
                    pipe.write(frame.data)
            encoder.wait()
        except OSError:  # it has ended, and says why
            encoder.wait()
        finally:
            encoder.kill()  # which does nothing to one that has ended
            encoder.wait()
        if encoder.returncode:
            said.seek(0)
            lines = said.read(BLOCK).decode(errors="replace").split("\n")
            raise EncoderError(next(filter(None, map(str.strip, reversed(lines))), ""))


def _held(frames: Iterable[Pixels], timing: Timing) -> Iterator[Pixels]:
    """All frames stand equally long: the last one comes again and again."""
    frame = None
    for frame in frames:
        yield frame
    if frame is not None:
        yield from repeat(frame, timing.repeats - 1)
