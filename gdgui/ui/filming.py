"""Films of a run, drawn as the window would show each epoch, but without it."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from gdgui.experiment.film import Film
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.film.changes import Pixels
from gdgui.files.film.timing import Timing
from gdgui.files.film.write import encoded, write_film
from gdgui.files.film.writer import FilmWriter
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.picture import OffscreenWorkspace
from gdgui.ui.theme import Theme

T = TypeVar("T")


class Estimate(NamedTuple):
    """What a film will take."""

    bytes: float
    seconds: float


class Camera:
    """Draws the frames of a film, as exactly so many pixels, while the window shows whatever it likes."""

    def __init__(self, film: Film, choices: FilmChoices, shown: ViewOptions, of_window: Theme) -> None:
        """`shown` says how the window looks at the run, in the theme `of_window`."""
        self._shown, self._of_window = shown, of_window
        self._workspace: OffscreenWorkspace | None = None
        self._made_for: object = None
        self.load(film, choices)

    def load(self, film: Film, choices: FilmChoices) -> None:
        """From now on, another film of the same run, or another look."""
        self.film, self.choices = film, choices
        self._options, self._style = choices.options(self._shown), choices.style(self._of_window)

    def picture(self, k: int) -> QPixmap:
        """Frame k, counted from 0."""
        picture = self._stage().draw(self.film[k], self._options)
        return picture if picture.size().toTuple() == self.choices.size else self._fitted(picture)

    def pixels(self, k: int) -> Pixels:
        """The same, shape (height, width, 4)."""
        image = self.picture(k).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).copy()

    def close(self) -> None:
        """Nothing more is drawn."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = self._made_for = None

    def _stage(self) -> OffscreenWorkspace:
        """Of this size and style; made anew only for another one."""
        wanted = self.choices.size, self._style
        if self._workspace is None or wanted != self._made_for:
            self.close()
            self._workspace, self._made_for = OffscreenWorkspace(*wanted), wanted
        return self._workspace

    def _fitted(self, picture: QPixmap) -> QPixmap:
        """In the middle of a frame: of a screen with finer pixels, or where a legend has many rows."""
        whole = QPixmap(*self.choices.size)
        whole.fill(self._style.theme.window)
        modes = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        part = picture.scaled(whole.size(), *modes)
        part.setDevicePixelRatio(1.0)
        painter = QPainter(whole)
        painter.drawPixmap((whole.width() - part.width()) // 2, (whole.height() - part.height()) // 2, part)
        painter.end()
        return whole


def shoot(path: Path, camera: Camera) -> Generator[float, None, None]:
    """Write the film, frame by frame, and tell the share that is done. Raises WriteError."""
    film, choices = camera.film, camera.choices
    timing = Timing(len(film), choices.per_second, choices.loops)
    sample = [camera.pixels(k) for k in sorted({0, len(film) // 2, len(film) - 1})]
    yield 0.0
    write = partial(write_film, path, choices.kind, size=choices.size, timing=timing, sample=sample)
    yield from _feed(FilmWriter(lambda frames: write(frames=frames)), camera, range(len(film)))


def estimate(camera: Camera) -> Generator[float, None, Estimate]:
    """Draw and encode a few frames, and say what all of them will take."""
    film, choices = camera.film, camera.choices
    some = _some_of(len(film))
    sample = [camera.pixels(some[-1])]  # the first drawing of all, too, which takes longer
    timing = Timing(len(some), choices.per_second, choices.loops)
    encode = partial(encoded, choices.kind, size=choices.size, sample=sample)

    def measure(frames: Iterator[Pixels]) -> Estimate:
        """From a film of all these, and one of a single frame, which is written whole."""
        first = next(frames)
        all_of_them = _measured(encode(chain([first], frames), timing=timing))
        one = _measured(encode([first], timing=replace(timing, frames=1)))
        times = (len(film) - 1) / max(1, len(some) - 1)
        return Estimate(
            *(low + times * max(0.0, high - low) for low, high in zip(one, all_of_them, strict=True))
        )

    writer = FilmWriter(measure)
    yield from _feed(writer, camera, some)
    return writer.result()


def _measured(chunks: Iterator[bytes]) -> Estimate:
    begun = time.monotonic()
    return Estimate(sum(map(len, chunks)), time.monotonic() - begun)


def _some_of(frames: int) -> Sequence[int]:
    """A few that follow one another, from the beginning, the middle and the end."""
    starts = 0, frames // 2, frames - 3
    return sorted({k for start in starts for k in range(start, start + 3) if 0 <= k < frames})


def _feed(writer: FilmWriter[T], camera: Camera, wanted: Sequence[int]) -> Generator[float, None, None]:
    """Draw these frames as fast as they are encoded. What goes wrong there is raised here."""
    try:
        for done, k in enumerate(wanted):
            frame = camera.pixels(k)
            while not writer.take(frame):
                yield done / len(wanted)
            yield done / len(wanted)
        while not writer.take(None):
            yield 1.0
        while not writer.is_done():
            yield 1.0
        writer.result()
    finally:
        writer.stop()
