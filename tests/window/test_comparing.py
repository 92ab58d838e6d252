"""Runs side by side in a real X window, by mouse and by keys."""

from __future__ import annotations

import numpy as np

from gdgui.ui.theme import LIGHT
from tests.window.conftest import OpenWindow
from tests.window.screen import Mask, Picture, Window, of_colour
from tests.window.sights import columns_of_line, height_of_line, top_of_plots

FIRST_SAVED, SAMPLE = LIGHT.runs[0].colour, LIGHT.sample
COLUMN = 230  # pixels, more than the column is wide
ROW = 15  # pixels, less than a row of the list is high
FAST = ("--epochs", 40, "--learning-rate", 0.05)


def amount(picture: Picture, colour: str) -> int:
    return int(np.count_nonzero(of_colour(picture, colour)))


def run_to_its_end(window: Window) -> None:
    """At full speed; the figures stand still when it is over."""
    start = height_of_line(window.look())
    window.press("alt+s", "End", "F5")
    window.wait_until_still(lambda picture: abs(height_of_line(picture) - start) > 10)


def run_with_another_rate(window: Window) -> None:
    window.press("alt+l", "ctrl+a", "0", "period", "2", "Tab", "F5")


def test_a_saved_run_is_drawn_in_its_own_colour_hides_and_is_deleted_in_the_list_by_keys(
    open_window: OpenWindow,
) -> None:
    window = open_window(*FAST)
    assert amount(window.look(), FIRST_SAVED) == 0
    run_to_its_end(window)
    run_with_another_rate(window)
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) > 100)
    window.press("ctrl+h")
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) == 0)
    window.press("ctrl+h")
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) > 100)
    window.press("ctrl+r")
    opened = window.wait_until_still(lambda picture: has_one_row(beside_the_points(picture)))
    y, x = np.nonzero(beside_the_points(opened))
    window.click((int(x.mean()) + 30, round(y.mean())))
    window.press("Delete")
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) == 0)
    window.press("ctrl+z")
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) > 100)


def test_gd_against_sgd_by_keys_draws_both(open_window: OpenWindow) -> None:
    window = open_window(*FAST)
    window.press("alt+s", "End", "ctrl+shift+g")
    window.wait_until(lambda picture: amount(picture, FIRST_SAVED) > 100)
    window.wait_until(lambda picture: amount(picture, SAMPLE) > 20)  # the point that SGD drew


def test_sgd_many_times_by_keys_draws_its_band_and_reset_takes_it_away(open_window: OpenWindow) -> None:
    window = open_window(*FAST)
    assert band(window.look()) == 0
    window.press("alt+s", "End", "ctrl+shift+m")
    window.wait_until(lambda picture: band(picture) > 500)
    window.press("F7")
    window.wait_until(lambda picture: band(picture) == 0)


def band(picture: Picture) -> int:
    """How many pixels of the plots are shaded in its colour, however thinly: as far from white in the same
    proportions."""
    colour = 255.0 - np.array(list(bytes.fromhex(LIGHT.ensemble[1:])))
    here = 255.0 - picture[:, COLUMN:]  # where the strip of the rate has the same hue
    share = here @ colour / (colour @ colour)
    same_hue = np.abs(here - share[..., np.newaxis] * colour).max(axis=2) < 4
    return int(np.count_nonzero(same_hue & (share > 0.2) & (share < 0.5)))


def test_playing_moves_the_line_over_what_was_done_and_ends(open_window: OpenWindow) -> None:
    window = open_window(*FAST)
    start = height_of_line(window.look())
    run_to_its_end(window)
    end = height_of_line(window.look())
    window.press("ctrl+Home")
    window.wait_until(lambda picture: abs(height_of_line(picture) - start) < 1)
    window.press("F8")
    window.wait_until(lambda picture: abs(height_of_line(picture) - end) < 1)
    window.press("shift+F8")
    window.wait_until(lambda picture: abs(height_of_line(picture) - start) < 1)


def beside_the_points(picture: Picture) -> Mask:
    """What has the kept run's colour right of the data plot: curves at first, then its row in the list."""
    mask = of_colour(picture, FIRST_SAVED)
    mask[: top_of_plots(picture)] = False
    mask[:, : columns_of_line(picture).stop] = False
    return mask


def has_one_row(mask: Mask) -> bool:
    """Dashes beside one another, and no curve."""
    rows = np.flatnonzero(mask.any(axis=1))
    return int(np.count_nonzero(mask)) > 10 and int(rows[-1] - rows[0]) < ROW
