"""A lesson in a real X window with no mouse at all: by keyboard, and by a presenter's remote."""

from __future__ import annotations

import numpy as np

from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.theme import LIGHT
from tests.window.conftest import OpenWindow
from tests.window.screen import Picture, of_colour

PLOT = np.s_[130:590, 500:501]  # a column amid the points, at the desk and on the projector
WITHIN_AXES = np.s_[130:590, 300:790]  # at the desk
TWENTY_A_SECOND = ["Right"] * SPEEDS.index(20)
RUN = ("--epochs", 40, "--learning-rate", 0.2)


def line_at(picture: Picture) -> tuple[float, float]:
    """Height of the fitted line amid the points, and how thick it is there; 0 where it is not."""
    blue = np.flatnonzero(of_colour(picture[PLOT], LIGHT.line)[:, 0])
    return (float(blue.mean()), float(len(blue))) if len(blue) else (0.0, 0.0)


def ink_of_points(picture: Picture) -> int:
    """How much of the plot is as dark as points are."""
    return int(np.count_nonzero(of_colour(picture[WITHIN_AXES], LIGHT.point)))


def is_black(picture: Picture) -> bool:
    return bool(picture.max() == 0)


def test_by_keyboard_points_are_added_a_run_goes_is_paused_and_scrubbed(open_window: OpenWindow) -> None:
    window = open_window("--epochs", 400)
    first = window.look()
    start, _ = line_at(first)
    window.press("ctrl+1", "ctrl+Up", "ctrl+Up", "Return", "Escape")
    window.wait_until_still(lambda picture: ink_of_points(picture) > 1.02 * ink_of_points(first))
    window.press("alt+l", "ctrl+a", "0", "period", "0", "2", "Return")
    window.press("alt+s", "Home", *TWENTY_A_SECOND, "F5")
    window.wait_until(lambda picture: abs(line_at(picture)[0] - start) > 4)
    window.press("F5")
    paused = window.wait_until_still(lambda picture: line_at(picture)[0])
    window.press("alt+s", "End", "F5")
    window.wait_until(lambda picture: abs(line_at(picture)[0] - line_at(paused)[0]) > 10)
    end = window.wait_until_still(lambda picture: line_at(picture)[0])
    window.press("ctrl+Home")
    window.wait_until(lambda picture: abs(line_at(picture)[0] - start) < 2)
    window.press("ctrl+End")
    window.wait_until(lambda picture: abs(line_at(picture)[0] - line_at(end)[0]) < 2)
    window.press("ctrl+q")
    window.discard()
    assert window.wait_for_end() == (0, "")


def test_by_a_remote_the_projector_steps_runs_goes_black_and_is_left(open_window: OpenWindow) -> None:
    window = open_window(*RUN)
    _, thickness = line_at(window.look())
    window.press("F11")
    full = window.wait_until_still(lambda picture: line_at(picture)[1] > 1.3 * thickness)
    window.press("Next", "Next", "Next")
    stepped = window.wait_until_still(lambda picture: abs(line_at(picture)[0] - line_at(full)[0]) > 10)
    window.press("Prior")
    window.wait_until_still(lambda picture: abs(line_at(picture)[0] - line_at(stepped)[0]) > 2)
    for key in ("b", "period"):
        window.press(key)
        window.wait_until(is_black)
        window.press(key)
        window.wait_until(lambda picture: line_at(picture)[0])
    window.press("F5")
    window.wait_until(lambda picture: abs(line_at(picture)[0] - line_at(stepped)[0]) > 10)
    window.press("Escape")
    window.wait_until(lambda picture: 0 < line_at(picture)[1] < 1.3 * thickness)
