"""Which plots are in view: as many of those asked for as there is room for. No Qt."""

from __future__ import annotations

from typing import NamedTuple

SMALL = ("loss", "surface")
ORDER = ("data", *SMALL)
NARROW = (55, 860)  # letters and pixels of width: below either, the points and one other
SINGLE = (44, 565)  # the same: below either, one plot at a time
LOW = 18  # letters of height: below, the small plots do not stand one above the other
FLAT = (
    12.5  # letters of height: below, a small plot shares the place of the points instead of lying under them
)
BESIDE_POINTS = 62  # letters of width: from that, a small plot stands beside them rather than lying flat
LEAST_POINTS = 300  # pixels of height that the plot of the points keeps
BESIDE_DRAWER = {"wide": 92, "narrow": 78}  # letters of width: below, a drawer takes the small plots' place


class Extent(NamedTuple):
    """How large the place for plots and drawer is: letters and pixels across, letters down."""

    letters: float
    pixels: float
    rows: float

    def below_points(self, least: float) -> float:
        """Letters of height left under a plot of the points with so many pixels, title rows and all."""
        return self.rows - least * self.letters / max(1.0, self.pixels) - 2

    def is_within(self, limits: tuple[float, float]) -> bool:
        """Whether it is narrower than so many letters, or so many pixels."""
        return self.letters < limits[0] or self.pixels < limits[1]


class Arrangement(NamedTuple):
    """The plots in view, those that share a place by tabs, and the small one that lies under the points."""

    shown: tuple[str, ...]
    tabs: tuple[str, ...] = ()
    below: str = ""
    is_even: bool = False  # whether two side by side are equally wide


def arranged(
    wanted: tuple[str, ...],
    extent: Extent,
    drawer: str,
    chosen: str = "",
    needed: str = "",
    is_of_part: bool = False,
) -> Arrangement:
    """How the plots lie in this place beside a drawer: "wide", "narrow", or "" for none.

    `chosen` is the plot whose tab was pressed last, `needed` the small one that is to stay in view where the
    drawer takes the place of both: under the points or, where it would be flat there, beside them as far as
    there is room; where a part of a step is all about it, in their place.
    """
    small = tuple(name for name in SMALL if name in wanted)
    data = ("data",) if "data" in wanted else ()
    if extent.is_within(SINGLE):
        return Arrangement(()) if drawer else _by_tabs((*data, *small), chosen)
    if drawer and data and extent.letters < BESIDE_DRAWER[drawer]:
        small = ()
    if drawer and data and not small:
        return _with_needed(extent, chosen, needed, is_of_part) if needed else Arrangement(data)
    is_crowded = extent.rows < LOW or (bool(data) and extent.is_within(NARROW))
    if len(small) > 1 and is_crowded:
        one = _by_tabs(small, chosen)
        return Arrangement((*data, *one.shown), one.tabs)
    return Arrangement((*data, *small))


def _with_needed(extent: Extent, chosen: str, needed: str, is_of_part: bool) -> Arrangement:
    """The points and this one."""
    if extent.below_points(LEAST_POINTS) >= FLAT:
        return Arrangement(("data", needed), below=needed)
    if is_of_part:
        return Arrangement(("data" if chosen == "data" else needed,), ("data", needed))
    if extent.letters >= BESIDE_POINTS:
        return Arrangement(("data", needed), is_even=True)
    return Arrangement(("data", needed), below=needed)


def _by_tabs(names: tuple[str, ...], chosen: str) -> Arrangement:
    """One of these in view, and tabs for them where there are several."""
    shown = chosen if chosen in names else names[0]
    return Arrangement((shown,), names if len(names) > 1 else ())
