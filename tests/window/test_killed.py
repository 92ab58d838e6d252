"""A program that is killed: the next start offers what was there a few seconds before."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gdgui.files.unsaved import read_unsaved
from gdgui.ui.theme import LIGHT
from tests.conftest import with_hints_seen
from tests.window.conftest import OpenWindow
from tests.window.screen import Picture, of_colour

LOST = 5.0  # seconds of work, at most
PLACE = (500, 200)  # in the plot of the points, with nothing near


def kept_points(settings: Path) -> int:
    """How many there are in what the program keeps; 0 where it keeps nothing."""
    found = [*(settings / "gdgui" / "unsaved").glob("*.unsaved")]
    return len(read_unsaved(found[0]).points.dataset) if found else 0


def status_corner(picture: Picture) -> Picture:
    """Where the remedy is, if there is one."""
    return picture[650:700, 640:]


def ink_of_points(picture: Picture) -> int:
    return int(np.count_nonzero(of_colour(picture[100:560, 300:800], LIGHT.point)))


def test_kill_9_loses_five_seconds_at_most(open_window: OpenWindow, tmp_path: Path) -> None:
    settings = with_hints_seen(tmp_path)
    window = open_window(settings=settings)
    first = window.look()
    window.click(PLACE)
    window.wait_until(lambda _: kept_points(settings) == 21, within=LOST)
    window.program.kill()
    assert window.wait_for_end() == (-9, "")
    again = open_window(settings=settings)
    again.screen.act("mousemove", 5, 400)
    offered = again.wait_until_still(
        lambda picture: not np.array_equal(status_corner(picture), status_corner(first))
    )
    assert ink_of_points(offered) == ink_of_points(first), "it is offered, and not forced on anybody"
    dark = np.argwhere(of_colour(offered[650:700], LIGHT.text) & (np.arange(offered.shape[1]) > 1000))
    again.click((int(dark[:, 1].mean()), 650 + int(dark[:, 0].mean())))
    again.wait_until(lambda picture: ink_of_points(picture) > 1.02 * ink_of_points(first))
    again.press("ctrl+q")
    again.discard()
    assert again.wait_for_end() == (0, "")
    assert list((settings / "gdgui" / "unsaved").iterdir()) == []
