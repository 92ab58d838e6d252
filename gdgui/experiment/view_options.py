"""Everything that is only looked at: no point, no setting and no run depends on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

Range = tuple[float, float]
View = tuple[Range, Range]  # ((x_low, x_high), (y_low, y_high))
PLOTS = ("data", "surface", "loss")
EXPLAINED = ("", "next", "last")


@dataclass(frozen=True)
class ViewOptions:
    """One frozen value behind all switches of the view. Raises ValueError where it could not be drawn."""

    logarithmic: bool = False  # powers of ten of the MSE
    fits_logarithm: bool = True  # whether that goes with the run: nobody has chosen it
    excess: bool = False  # the MSE above the smallest possible one
    by_samples: bool = False  # samples used rather than epochs under the MSE curve
    residuals: bool = False
    squares: bool = False  # of the residuals, as squares
    next_step: bool = False  # on the loss surface
    equal_axes: bool = False  # on the loss surface: one unit of m as long as one of b
    equal_units: bool = False  # on the points: one unit of x as long as one of y
    grid: bool = True  # lines across the points
    snap: bool = False  # new and moved points go to the grid
    grid_steps: tuple[float, float] | None = None  # of that grid; None: those of the lines drawn
    logarithmic_timeline: bool = False
    data_range: View = ((-0.03, 1.03), (-0.03, 1.03))
    fits_points: bool = True  # whether that range goes with the points: nobody has chosen it
    surface_range: View = ((-1.0, 1.0), (-1.0, 1.0))
    fits_surface: bool = True  # whether that range goes with the run: nobody has chosen it
    plots: tuple[str, ...] = PLOTS  # those in view
    explains: str = ""  # the step to the "next" epoch, the "last" one that led to this, or none
    part: int = 0  # of that step, the one that is lit, from 1 on; 0: all of it
    lit: int | None = None  # the position of the point that somebody points at in the explanation
    my_line: bool = False  # a line of one's own, on the points
    my_squares: bool = False  # of its residuals
    my_hints: bool = False  # which way it fits better
    shows_best: bool = False  # the line of smallest MSE, also while one fits by hand
    kept_line: tuple[float, float] | None = None  # m and b of one's own, to compare a run with

    def __post_init__(self) -> None:
        for view in (self.data_range, self.surface_range):
            if not all(_is_a_range(*each) for each in view):
                raise ValueError("A range goes from one number to a larger one.")
        if self.grid_steps is not None and not all(0 < step < math.inf for step in self.grid_steps):
            raise ValueError("The steps of the grid take numbers above 0.")
        if self.kept_line is not None and not all(map(math.isfinite, self.kept_line)):
            raise ValueError("A line has a slope and an intercept.")
        if not self.plots or not set(self.plots) <= set(PLOTS):
            raise ValueError(f"The plots are among {', '.join(PLOTS)}.")
        if self.explains not in EXPLAINED:
            raise ValueError("Either the next step is explained, or the last one, or none.")

    def without_the_answer(self) -> ViewOptions:
        """As this, but for what would tell where a run ends."""
        explains = "last" if self.explains == "next" else self.explains
        return replace(self, excess=False, next_step=False, explains=explains)


def _is_a_range(low: float, high: float) -> bool:
    return math.isfinite(low) and math.isfinite(high) and low < high
