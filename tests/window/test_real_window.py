"""The program as a person meets it: in a window on an X screen, with real clicks and keys."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.window.conftest import OpenWindow
from tests.window.screen import RIGHT, Mask, Picture, Window, around
from tests.window.sights import columns_of_line, height_of_line, run_button, thickness_of_line

Close = Callable[[Window], None]

DARK, LIGHT = 60, 200
REACH = 12  # pixels around a point that may belong to it
LONG = ("--algorithm", "sgd", "--batch-size", 1000, "--epochs", 1_000_000)  # over a minute at full speed


@pytest.fixture
def thousand_points(tmp_path: Path) -> Path:
    """A file of points close to a line from the lower left to the upper right."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, 1000)
    path = tmp_path / "thousand.csv"
    np.savetxt(path, np.column_stack([x, 0.5 * x + 0.2 + rng.normal(0, 0.02, 1000)]), delimiter=",")
    return path


def test_a_window_opens_on_a_display_that_answers_and_nothing_is_printed(open_window: OpenWindow) -> None:
    window = open_window(told=False)
    window.press("ctrl+q")
    assert window.wait_for_end() == (0, "")


def test_a_click_puts_a_dark_point_exactly_there_a_right_click_removes_it_and_ctrl_z_brings_it_back(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    before = window.look()
    place = free_place(before)
    assert around(before, place, REACH).min() > LIGHT
    window.click(place)
    after = window.wait_until(lambda picture: point_at(picture, place))
    y, x = np.nonzero(dark(around(after, place, REACH)))
    assert (x.mean() - REACH, y.mean() - REACH) == (pytest.approx(0, abs=1), pytest.approx(0, abs=1))
    changed = np.argwhere((around(after, place, 40) != around(before, place, 40)).any(axis=2)) - 40
    assert np.abs(changed).max() <= REACH
    window.click(place, RIGHT)
    window.wait_until(lambda picture: same(around(picture, place, 40), around(before, place, 40)))
    window.press("ctrl+z")
    window.wait_until(lambda picture: same(around(picture, place, 40), around(after, place, 40)))


def test_the_run_button_sets_the_line_in_motion(open_window: OpenWindow) -> None:
    window = open_window()
    start = height_of_line(window.look())
    window.click(run_button(window.look()))
    window.wait_until(lambda picture: abs(height_of_line(picture) - start) > 10)


def test_a_click_is_answered_within_a_second_while_a_run_goes_on_at_full_speed(
    open_window: OpenWindow, thousand_points: Path
) -> None:
    window = open_window(thousand_points, *LONG)
    run_at_full_speed(window)
    place = free_place(window.look())
    window.click(place)
    after = window.wait_until(lambda picture: point_at(picture, place), within=1)
    window.wait_until(lambda picture: not same(picture, after))  # the figures move on


def test_f11_enlarges_what_is_shown_and_after_escape_everything_is_as_before(open_window: OpenWindow) -> None:
    window = open_window()
    before = window.look()
    window.press("F11")
    window.wait_until(lambda picture: thickness_of_line(picture) >= 1.4 * thickness_of_line(before))
    window.press("Escape")
    window.wait_until(lambda picture: same(picture, before), within=2)


@pytest.mark.parametrize(
    "close",
    [lambda window: window.press("ctrl+q"), Window.press_close_button],
    ids=["ctrl+q", "title-bar"],
)
def test_closing_the_window_amid_a_run_ends_the_program_within_a_second(
    close: Close, open_window: OpenWindow, thousand_points: Path
) -> None:
    window = open_window(thousand_points, *LONG)
    run_at_full_speed(window)
    close(window)
    window.discard()
    assert window.wait_for_end(within=1) == (0, "")


def test_ctrl_c_in_the_terminal_ends_the_program_amid_a_run(
    open_window: OpenWindow, thousand_points: Path
) -> None:
    window = open_window(thousand_points, *LONG)
    run_at_full_speed(window)
    window.program.send_signal(signal.SIGINT)
    assert window.wait_for_end(within=1) == (-signal.SIGINT, "")


# What there is to see


def free_place(picture: Picture) -> tuple[int, int]:
    """A place in the right half of the data plot, below the line, with nothing near."""
    plot = columns_of_line(picture)
    x = (plot.start + 3 * plot.stop) // 4
    for y in range(int(height_of_line(picture)), picture.shape[0] - 150, 5):
        if around(picture, (x, y), 40).min() > LIGHT:
            return x, y
    raise AssertionError("no free place in the data plot")


def dark(picture: Picture) -> Mask:
    mask: Mask = picture.max(axis=2) < DARK
    return mask


def point_at(picture: Picture, place: tuple[int, int]) -> bool:
    return bool(around(picture, place, 2).max() < DARK)


def same(one: Picture, other: Picture) -> bool:
    return np.array_equal(one, other)


def run_at_full_speed(window: Window) -> None:
    """Take the speed slider to its right end, and run until that is to be seen."""
    start = height_of_line(window.look())
    window.press("alt+s", "End", "F5")
    window.wait_until(lambda picture: abs(height_of_line(picture) - start) > 10)
