"""Which plots are in view beside an open drawer, in how much room."""

from __future__ import annotations

import pytest

from gdgui.ui.views.arrangement import ORDER, Arrangement, Extent, arranged

UNDER_THE_POINTS = Arrangement(("data", "surface"), below="surface")
BESIDE_THEM = Arrangement(("data", "surface"), is_even=True)
IN_THEIR_PLACE = Arrangement(("surface",), ("data", "surface"))


@pytest.mark.parametrize(
    ("letter", "pixels", "arrangement"),
    [
        (13.0, (1060, 510), UNDER_THE_POINTS),  # the desk at 1280×720
        (30.0, (1910, 840), UNDER_THE_POINTS),  # projectors, with the drawer: 1920×1080
        (21.3, (1016, 640), UNDER_THE_POINTS),  # 1024×768
        (20.0, (1272, 550), IN_THEIR_PLACE),  # 1280×720
    ],
)
def test_the_plot_that_a_part_needs_is_never_squat(
    letter: float, pixels: tuple[int, int], arrangement: Arrangement
) -> None:
    extent = Extent(pixels[0] / letter, pixels[0], pixels[1] / letter)
    assert arranged(ORDER, extent, "wide", needed="surface", is_of_part=True) == arrangement
    is_flat = arrangement == IN_THEIR_PLACE
    of_a_page = BESIDE_THEM if is_flat else UNDER_THE_POINTS
    assert arranged(ORDER, extent, "wide", needed="surface") == of_a_page
    assert arranged(ORDER, extent, "wide") == Arrangement(("data",))


def test_the_tab_of_the_points_brings_them_back() -> None:
    there = arranged(
        ORDER, Extent(63.6, 1272, 27.5), "wide", chosen="data", needed="surface", is_of_part=True
    )
    assert there == Arrangement(("data",), ("data", "surface"))
