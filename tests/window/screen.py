"""A person in front of a screen: mouse, keys, and what there is to see. Nothing here knows gdgui's code."""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (height, width, 3): red, green, blue
Mask = NDArray[np.bool_]  # (height, width)

PATIENCE = 60.0  # seconds; for what must happen, however busy the machine is
LEFT, RIGHT = 1, 3


@dataclass(frozen=True)
class Screen:
    """An X server, and the file in which it keeps its picture."""

    display: str
    framebuffer: Path

    def look(self) -> Picture:
        """What is on the screen now."""
        dump = self.framebuffer.read_bytes()  # an X window dump: 25 numbers, a colour map, the pixels
        header = np.frombuffer(dump, ">u4", 25).tolist()
        header_size, width, height, row, colours = (header[k] for k in (0, 4, 5, 12, 19))
        pixels = np.frombuffer(dump, np.uint8, height * row, offset=header_size + 12 * colours)
        return pixels.reshape(height, row // 4, 4)[:, :width, 2::-1]  # stored as blue, green, red, nothing

    def act(self, *words: object) -> None:
        """Move the mouse, click, press keys: in the words of xdotool."""
        self._xdotool(*words).check_returncode()

    def window(self, title: str) -> int:
        """The window to be seen whose title begins so, by the number X gives it; 0 where there is none."""
        numbers = self._xdotool("search", "--onlyvisible", "--name", f"^{title}").stdout.split()
        return int(numbers[0]) if numbers else 0

    def _xdotool(self, *words: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *map(str, words)], env=environment, capture_output=True, text=True, check=False
        )


@dataclass(frozen=True)
class Window:
    """The program in its window, which covers the screen."""

    program: subprocess.Popen[str]
    screen: Screen
    number: int
    slowness: float  # how many times longer than on an idle machine things take, by how it opened

    def look(self) -> Picture:
        """What is on the screen now."""
        return self.screen.look()

    def click(self, place: tuple[int, int], button: int = LEFT) -> None:
        """Click on (x, y), in pixels from the top left."""
        self.screen.act("mousemove", *place, "click", button)

    def press(self, *keys: str) -> None:
        """Press keys, such as "F5" or "ctrl+z"."""
        self.screen.act("key", *keys)

    def wait_until(self, seen: Callable[[Picture], object], within: float | None = None) -> Picture:
        """The first picture in which this is to be seen; a failure where it does not come in time.

        `within` is in seconds of a machine that has nothing else to do.
        """
        end = time.monotonic() + self._patience(within)
        while not seen(picture := self.look()):
            assert self.program.poll() is None, f"gdgui ended with {self.program.poll()}"
            assert time.monotonic() < end, "not seen in time"
            time.sleep(0.03)
        return picture

    def wait_until_still(self, seen: Callable[[Picture], object]) -> Picture:
        """The same, and nothing moves any more: a picture may be taken while the program paints."""
        last: list[Picture] = []

        def stands_still(picture: Picture) -> bool:
            last.append(picture)
            before = last[-4:-1]
            return (
                len(before) == 3
                and bool(seen(picture))
                and all(np.array_equal(picture, each) for each in before)
            )

        return self.wait_until(stands_still)

    def press_close_button(self) -> None:
        """What the ✕ of a title bar sends; without a window manager there is no ✕."""
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_intern_atom_reply.restype = ctypes.POINTER(ctypes.c_uint32)
        connection = ctypes.c_void_p(xcb.xcb_connect(self.screen.display.encode(), None))

        def atom(name: bytes) -> int:
            cookie = xcb.xcb_intern_atom(connection, 0, len(name), name)
            return int(xcb.xcb_intern_atom_reply(connection, cookie, None)[2])

        message = (33, 32, 0, self.number, atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0)
        xcb.xcb_send_event(connection, 0, self.number, 0, struct.pack("=BBHII5I", *message))
        atom(b"WM_PROTOCOLS")  # once this is answered, the message is delivered
        xcb.xcb_disconnect(connection)

    def discard(self) -> None:
        """Answer the question about what is not saved, in its own window."""
        end = time.monotonic() + PATIENCE
        while not (number := self.screen.window("Save session")):
            assert self.program.poll() is None, f"gdgui ended with {self.program.poll()}"
            assert time.monotonic() < end, "nothing was asked"
            time.sleep(0.02)
        self.screen.act("windowfocus", "--sync", number, "key", "alt+d")

    def wait_for_end(self, within: float | None = None) -> tuple[int, str]:
        """The exit status and all that was printed; `within` as for `wait_until`."""
        printed, _ = self.program.communicate(timeout=self._patience(within))
        return self.program.returncode, printed

    def _patience(self, within: float | None) -> float:
        return PATIENCE if within is None else within * self.slowness


def of_colour(picture: Picture, colour: str) -> Mask:
    """The pixels that have exactly this colour, #rrggbb."""
    mask: Mask = (picture == list(bytes.fromhex(colour[1:]))).all(axis=2)
    return mask


def first_run(mask: Mask) -> slice:
    """The leftmost columns without a gap that hold a pixel of the mask; an empty slice where none does."""
    return _runs(mask)[0]


def widest_run(mask: Mask) -> slice:
    """The most columns without a gap that hold a pixel of the mask; an empty slice where none does."""
    return max(_runs(mask), key=lambda run: run.stop - run.start)


def _runs(mask: Mask) -> list[slice]:
    columns = np.flatnonzero(mask.any(axis=0))
    if not len(columns):
        return [slice(0, 0)]
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    return [slice(int(run[0]), int(run[-1]) + 1) for run in runs]


def around(picture: Picture, place: tuple[int, int], reach: int) -> Picture:
    """The square of pixels that are at most `reach` away from (x, y)."""
    x, y = place
    return picture[y - reach : y + reach + 1, x - reach : x + reach + 1]
