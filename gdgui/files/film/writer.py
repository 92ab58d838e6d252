"""Frames go to a thread that encodes them, a few behind whoever draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Thread
from typing import Generic, TypeVar

from gdgui.files.film.changes import Pixels

T = TypeVar("T")

AHEAD = 4  # frames that wait for the encoder, at most
MOMENT = 0.02  # seconds


class FilmWriter(Generic[T]):
    """Lets `consume` have frames in a thread, as they are given. Its result, or what it raises, comes at the
    end."""

    def __init__(self, consume: Callable[[Iterator[Pixels]], T]) -> None:
        self._consume = consume
        self._waiting: Queue[Pixels | None] = Queue(AHEAD)
        self._is_off = False
        self._result: list[T] = []
        self._error: Exception | None = None
        self._thread = Thread(target=self._work, name="film")
        self._thread.start()

    def take(self, frame: Pixels | None) -> bool:
        """Whether there was room for this frame within a moment; None is the end. Raises what went wrong."""
        if not self._thread.is_alive() and self._error is not None:
            raise self._error
        try:
            self._waiting.put(frame, timeout=MOMENT)
        except Full:
            return False
        return True

    def is_done(self) -> bool:
        """Whether all is encoded, waiting a moment for it."""
        self._thread.join(MOMENT)
        return not self._thread.is_alive()

    def result(self) -> T:
        """What `consume` returned, once all is done. Raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._result[0]

    def stop(self) -> None:
        """End it, wherever it is. Nothing happens where it has ended."""
        self._is_off = True
        while self._thread.is_alive():
            with suppress(Full):
                self._waiting.put(None, timeout=MOMENT)
            self._thread.join(MOMENT)

    def _work(self) -> None:
        try:
            self._result.append(self._consume(self._frames()))
        except _StoppedError:
            pass
        except Exception as error:  # it is raised where the film was begun
            self._error = error

    def _frames(self) -> Iterator[Pixels]:
        while (frame := self._waiting.get()) is not None and not self._is_off:
            yield frame
        if self._is_off:
            raise _StoppedError


class _StoppedError(Exception):
    """Nobody wants the film any more."""
