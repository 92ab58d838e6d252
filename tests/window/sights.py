"""Where a person finds things on gdgui's screen: by their colour, and roughly where they are."""

from __future__ import annotations

import numpy as np

from gdgui.ui.theme import LIGHT
from tests.window.screen import Mask, Picture, first_run, of_colour, widest_run

TOP, BOTTOM = 0.13, 0.86  # of the height: between the equation and the transport


def line(picture: Picture) -> Mask:
    """The fitted line: of all that is as blue between the bars, nothing else goes on over so many columns."""
    blue = of_colour(between_the_bars(picture), LIGHT.line)
    return blue[:, widest_run(blue)]


def columns_of_line(picture: Picture) -> slice:
    """Those of the data plot, which the line crosses from side to side; empty where there is none."""
    return widest_run(of_colour(between_the_bars(picture), LIGHT.line))


def height_of_line(picture: Picture) -> float:
    """Pixels from the top of the screen down to the middle of the line."""
    blue = line(picture)
    return top_of_plots(picture) + float(np.flatnonzero(blue[:, blue.shape[1] // 2]).mean())


def thickness_of_line(picture: Picture) -> float:
    return float(line(picture).sum(axis=0).mean())


def run_button(picture: Picture) -> tuple[int, int]:
    """The leftmost of what has its colour in the bar at the bottom; the sliders come later."""
    top = bottom_of_plots(picture)
    button = of_colour(picture[top:], LIGHT.accent)
    columns = first_run(button)
    rows = np.flatnonzero(button[:, columns].any(axis=1))
    return (columns.start + columns.stop) // 2, top + int(rows.mean())


def between_the_bars(picture: Picture) -> Picture:
    return picture[top_of_plots(picture) : bottom_of_plots(picture)]


def top_of_plots(picture: Picture) -> int:
    return round(TOP * len(picture))


def bottom_of_plots(picture: Picture) -> int:
    return round(BOTTOM * len(picture))
