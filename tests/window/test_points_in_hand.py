"""Points dragged, typed and walked in a real X window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdgui.ui.theme import LIGHT
from tests.window.conftest import OpenWindow
from tests.window.screen import Picture, Window, around, of_colour

SELECTION = LIGHT.selection
DARK = 60


@pytest.fixture
def lone(tmp_path: Path) -> Path:
    """Three points far from one another; the one in the middle stands at the centre of the plot."""
    path = tmp_path / "lone.csv"
    path.write_text("0,0\n0.5,0.5\n1,1\n")
    return path


def selected(picture: Picture) -> bool:
    return int(np.count_nonzero(of_colour(picture, SELECTION))) > 20


def point_at(picture: Picture, place: tuple[int, int]) -> bool:
    return bool(around(picture, place, 1).max() < DARK)  # which is known to a pixel or two


def rings(picture: Picture) -> tuple[int, int]:
    """The middle of the ring around the point selected."""
    y, x = np.nonzero(of_colour(picture, SELECTION))
    return round((x.min() + x.max()) / 2), round((y.min() + y.max()) / 2)


def select_the_middle_one(window: Window) -> tuple[tuple[int, int], tuple[int, int]]:
    """By keyboard: the tool that takes one into the plot, its first point, the next. Where both are.

    The second key waits until the first is seen: else the ring may be found where it is on its way.
    """
    window.press("ctrl+1", "Home")
    first = rings(window.wait_until_still(selected))
    window.press("n")
    then = window.wait_until_still(lambda picture: selected(picture) and rings(picture) != first)
    return first, rings(then)


def test_a_point_is_walked_to_nudged_and_dragged(open_window: OpenWindow, lone: Path) -> None:
    window = open_window(lone)
    _, place = select_the_middle_one(window)
    window.press("ctrl+Right", "ctrl+Up")

    def nudged(picture: Picture) -> bool:
        """By both keys."""
        here = rings(picture) if selected(picture) else place
        return here[0] > place[0] + 15 and here[1] < place[1] - 15

    here = rings(window.wait_until_still(nudged))
    there = here[0] - 60, here[1] + 90
    window.screen.act("mousemove", *here, "mousedown", 1)
    for k in range(1, 7):
        window.screen.act("mousemove", here[0] - 10 * k, here[1] + 15 * k)
    window.wait_until(lambda picture: point_at(picture, there))
    window.press("Escape")
    window.wait_until(lambda picture: point_at(picture, here) and not point_at(picture, there))
    window.screen.act("mouseup", 1)
    window.press("ctrl+z", "ctrl+z")
    window.wait_until(lambda picture: point_at(picture, place))


def test_the_table_opens_by_key_and_takes_a_point(open_window: OpenWindow, lone: Path) -> None:
    window = open_window(lone)
    origin, middle = select_the_middle_one(window)
    window.press("Escape")
    there = (origin[0] + middle[0]) // 2, origin[1] + 3 * (middle[1] - origin[1]) // 2  # (0.25, 0.75)
    without = window.wait_until_still(lambda picture: not selected(picture))
    assert not point_at(without, there)
    window.press("F9")
    window.wait_until(lambda picture: not np.array_equal(picture[:, -200:], without[:, -200:]))
    window.press("ctrl+shift+n")
    window.screen.act("type", "0.25")
    window.press("Return", "Right", "F2")
    window.screen.act("type", "0,75")
    window.press("Return", "F9")
    window.wait_until(lambda picture: point_at(picture, there))
    window.press("ctrl+z")
    window.wait_until(lambda picture: not point_at(picture, there))
