"""Everything that is only looked at: no point, no setting and no run depends on it."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace

Range = tuple[float, float]
View = tuple[Range, Range]  # ((x_low, x_high), (y_low, y_high))
PLOTS = ("data", "surface", "loss")
EXPLAINED = ("", "next", "last")
MOST_PARTS = 6  # of a step
LARGEST_FLOAT = sys.float_info.max


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
    saved_line: tuple[float, float] | None = None  # m and b of one's own, to compare a run with

    def __post_init__(self) -> None:
        for low, high in (*self.data_range, *self.surface_range):
            if not (math.isfinite(low) and math.isfinite(high) and low < high):
                raise ValueError("A range goes from one number to a larger one.")
        if self.grid_steps is not None and not all(0 < step < math.inf for step in self.grid_steps):
            raise ValueError("The steps of the grid take numbers above 0.")
        if self.saved_line is not None and not all(map(math.isfinite, self.saved_line)):
            raise ValueError("A line has a slope and an intercept.")
        if not self.plots or not set(self.plots) <= set(PLOTS):
            raise ValueError(f"The plots are among {', '.join(PLOTS)}.")
        if self.explains not in EXPLAINED:
            raise ValueError("Either the next step is explained, or the last one, or none.")

    def without_the_answer(self) -> ViewOptions:
        """As this, but for what would tell where a run ends."""
        explains = "last" if self.explains == "next" else self.explains
        return replace(self, excess=False, next_step=False, explains=explains)

    def as_dict(self) -> dict[str, object]:
        """Plain values, for a file."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> ViewOptions:
        """What `as_dict` gave, perhaps read from a file in between: lists may stand for tuples.

        Raises ValueError where a name is unknown or a value will not do.
        """
        known = {field.name: field.default for field in fields(cls)}
        unknown = sorted(values.keys() - known.keys())
        if unknown:
            raise ValueError(f"There is no view option “{unknown[0]}”.")
        taken = {name: _as_tuple(value) for name, value in values.items()}
        for name, value in taken.items():
            if not _SHAPES.get(name, _is_a_switch)(value):
                raise ValueError(f"The view option “{name}” cannot be that.")
        return cls(**taken)  # type: ignore[arg-type]


def _as_tuple(value: object) -> object:
    return tuple(_as_tuple(each) for each in value) if isinstance(value, (list, tuple)) else value


def _is_a_switch(value: object) -> bool:
    return isinstance(value, bool)


def _are_numbers(value: object) -> bool:
    """Two of them, not too large to be a float."""
    return (
        isinstance(value, tuple)
        and len(value) == 2
        and all(type(each) in (int, float) and abs(each) <= LARGEST_FLOAT for each in value)
    )


def _is_a_view(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(map(_are_numbers, value))


def _are_words(value: object) -> bool:
    words = value if isinstance(value, tuple) else ()
    return all(isinstance(each, str) for each in words) and len(set(words)) == len(words) > 0


def _is_a_count(value: object) -> bool:
    return type(value) is int and value >= 0


_SHAPES: dict[str, Callable[[object], bool]] = {
    "grid_steps": lambda value: value is None or _are_numbers(value),
    "saved_line": lambda value: value is None or _are_numbers(value),
    "data_range": _is_a_view,
    "surface_range": _is_a_view,
    "plots": _are_words,
    "explains": lambda value: isinstance(value, str),
    "part": lambda value: _is_a_count(value) and value <= MOST_PARTS,  # type: ignore[operator]
    "lit": lambda value: value is None or _is_a_count(value),
}
"""What a value that comes of a file looks like; of a name that is not here, on or off."""
