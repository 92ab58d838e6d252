"""What a hand that knows nothing may do at a window: values, drawn from a seed without looking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")

BUTTONS = ("left", "left", "left", "right", "middle", "back", "forward")
MODIFIERS = ("", "", "", "shift", "ctrl", "alt", "ctrl+shift")
PLACES = ("data", "data", "surface", "loss", "window", "window")
KEYS = (
    *("Left", "Right", "Up", "Down", "Return", "Space", "Tab", "Backtab", "Escape", "Delete", "Backspace"),
    *("Home", "End", "PageUp", "PageDown", "F1", "F2", "F5", "F6", "F7", "F8", "F9", "F11", "Menu", "Alt"),
    *("0", "1", "3", "5", "A", "C", "D", "E", "G", "H", "L", "M", "R", "T", "U", "V", "X", "Y", "Z"),
    *("Minus", "Period", "Comma"),
)
NUMBERS = (
    *("0", "1", "-1", "0.5", "3", "20", "200", "1000000", "1e-3", "0,5", "1e-300", "-1e-300", "1e300"),
    *("1e50", "-1e50", "9e49", "1e25", "1e-50", "1e15", "5e-324", "nan", "inf", "abc", "", "1e", "-"),
)
TEXTS = (
    "1\t2\n3\t4\n",
    "0.25,0.5\n0.75,1.5\n",
    "1e50,-1e50\n-1e50,1e50\n",
    "1e-300,1e50\n2e-300,-1e50\n",
    "1e300,1\n2,3\n",
    "x;y\n1,5;2\n2,5;4\n",
    "5,7\n5,8\n5,9\n",
    "1e15,1\n1000000000000001,2\n",
    "a,b\nc,d\n",
    "1,2,3\n4,5,6\n",
    "0.1",
    "",
)
DROPS = (*TEXTS, "file:points", "file:nothing", "two files", "address", "picture", "nothing")
RATES = ("0.05", "0.9", "3", "1e10", "1e50", "1e300")
SIZES = ((1280, 720), (1024, 768), (800, 600), (640, 480), (1920, 1080), (400, 1200), (1600, 300))


@dataclass(frozen=True)
class Action:
    """One thing done. Its repr is Python, so that a list of them that was printed can be done again."""

    kind: str
    where: str = ""  # which part of the window, or the text or key
    x: float = 0.0  # place there, as a share of its width; or which one of several, as a share of all
    y: float = 0.0
    button: str = ""
    modifiers: str = ""
    count: int = 1

    def __repr__(self) -> str:
        values = list(astuple(self))
        defaults = ["", "", 0.0, 0.0, "", "", 1]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        return f"Action({', '.join(map(repr, values))})"


class Dice:
    """Draws actions from a seed."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def action(self) -> Action:
        """The next one."""
        rng, roll = self._rng, self._rng.random()
        x, y = (round(float(share), 3) for share in rng.random(2))
        place, button = self._one(PLACES), self._one(BUTTONS)
        modifiers = self._one(MODIFIERS)
        kinds = {
            0.13: Action("click", place, x, y, button, modifiers),
            0.16: Action("double click", place, x, y, button, modifiers),
            0.24: Action("drag", place, x, y, button, modifiers, int(rng.integers(2, 9))),
            0.28: Action("press", place, x, y, button, modifiers),
            0.32: Action("release", place, x, y, button, modifiers),
            0.37: Action("move", place, x, y),
            0.43: Action("wheel", place, x, y, "", modifiers, int(rng.integers(-40, 41))),
            0.46: Action("wheel", place, x, y, "", "", int(rng.choice((-300, 300)))),
            0.48: Action("race", self._one(RATES), x),
            0.56: Action("key", self._one(KEYS), 0.0, 0.0, "", modifiers, int(rng.integers(1, 5))),
            0.72: Action("trigger", "", x),
            0.76: Action("menu", "", x, y),
            0.82: Action("type", self._one(NUMBERS), x),
            0.86: Action("paste", self._one(TEXTS), x),
            0.90: Action("drop", self._one(DROPS)),
            0.92: Action("resize", "", *self._one(SIZES)),
            0.94: Action("settle dialog", "", x),
            0.97: Action("wait", count=int(rng.integers(1, 100))),
            1.0: Action("button", "", x),
        }
        return next(action for limit, action in kinds.items() if roll < limit)

    def actions(self, count: int) -> Iterable[Action]:
        """So many."""
        return (self.action() for _ in range(count))

    def _one(self, of: tuple[T, ...]) -> T:
        return of[int(self._rng.integers(len(of)))]
