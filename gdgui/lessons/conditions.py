"""The closed vocabulary of what counts as done, each word with what it takes and a pure function.

Where a step asks for something of a run, its conditions on settings mean the settings of that run; without
one, those in the window now.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple

from gdgui.core import Dataset, Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.limits import MOST_EPOCHS
from gdgui.lessons.setting import PARTS, SWITCHES
from gdgui.lessons.state import LessonState, Line, RunSeen


class Comparison(NamedTuple):
    """At least so many runs on the same points that differ in this setting, and in no other.

    The number of epochs does not count as one.
    """

    at_least: int
    differing_in: str  # one of COMPARED


class Area(NamedTuple):
    """A rectangle in the plot of the points, its edges included."""

    x: tuple[float, float]
    y: tuple[float, float]


Value = bool | int | float | str | Comparison | Area
COMPARED = (*(each.name for each in fields(Settings) if each.name not in ("m", "b")), "start")
MOST_RUNS = 12  # that the list holds


class Only(NamedTuple):
    """Takes true, and false where that says something."""

    values: tuple[bool, ...]


class Number(NamedTuple):
    """Takes a number from `least` to `most`."""

    least: float
    most: float
    whole: bool = False


class Word(NamedTuple):
    """Takes one of these."""

    words: tuple[str, ...]


class Compared(NamedTuple):
    """Takes a Comparison."""


class Place(NamedTuple):
    """Takes an Area."""


Takes = Only | Number | Word | Compared | Place


@dataclass(frozen=True)
class Condition:
    """What it takes in a file, and whether it holds with a value of that kind."""

    takes: Takes
    holds: Callable[[LessonState, Any], bool]
    about: Literal["run", "settings", "rest"] = "rest"


class Done(NamedTuple):
    """A condition of a step; the name is one of CONDITIONS."""

    name: str
    value: Value


def unmet(conditions: Iterable[Done], state: LessonState) -> tuple[Done, ...]:
    """The conditions that do not hold yet, in their order; none are left when the step is done."""
    conditions = tuple(conditions)
    asks_for_run = any(CONDITIONS[each.name].about == "run" for each in conditions)
    if asks_for_run and state.run is not None:
        state = replace(state, settings=state.run.settings)
    lacks_run = asks_for_run and state.run is None
    return tuple(each for each in conditions if not _holds(each, state, lacks_run))


def _holds(done: Done, state: LessonState, lacks_run: bool) -> bool:
    condition = CONDITIONS[done.name]
    if lacks_run and condition.about != "rest":
        return False
    return condition.holds(state, done.value)


def _of_run(takes: Takes, holds: Callable[[RunSeen, Any], bool]) -> Condition:
    return Condition(takes, lambda state, value: state.run is not None and holds(state.run, value), "run")


def _of_settings(takes: Takes, holds: Callable[[Settings, Any], bool]) -> Condition:
    return Condition(takes, lambda state, value: holds(state.settings, value), "settings")


def _fits_within(dataset: Dataset, line: Line, percent: float) -> bool:
    """Whether the MSE of the line is at most so much above the smallest one; rounding does not count."""
    if len(dataset) == 0:
        return False
    moments = dataset.moments
    rounding = moments.rounding(*line)
    return moments.excess(*line) <= max(percent / 100 * moments.minimum, rounding * rounding)


def _start_moved(state: LessonState) -> float:
    m, b = state.start
    return math.hypot(state.settings.m - m, state.settings.b - b)


def _best_slope(state: LessonState) -> float:
    """nan where there is no best line, or more than one."""
    has_one = len(state.dataset) > 0 and state.dataset.moments.sxx > 0
    return state.dataset.moments.slope if has_one else math.nan


def _has_point_within(state: LessonState, area: Area) -> bool:
    x, y = state.dataset.x, state.dataset.y
    (left, right), (low, high) = area
    return bool(((left <= x) & (x <= right) & (low <= y) & (y <= high)).any())


def _are_compared(state: LessonState, wanted: Comparison) -> bool:
    runs = [run for run in state.runs if run.has_ended and not run.is_changed]
    return any(_values_beside(run, runs, wanted.differing_in) >= wanted.at_least for run in runs)


def _values_beside(one: RunSeen, runs: Iterable[RunSeen], what: str) -> int:
    """In how many values of this setting runs differ that are otherwise like this one."""
    alike = (run.settings for run in runs if _differ_in_nothing_but(what, one, run))
    return len({(each.m, each.b) if what == "start" else getattr(each, what) for each in alike})


def _differ_in_nothing_but(what: str, one: RunSeen, other: RunSeen) -> bool:
    """Epochs do not count, nor what neither algorithm, or only one of them, uses."""
    used = ALGORITHMS[one.settings.algorithm].settings & ALGORITHMS[other.settings.algorithm].settings
    unused = {"batch_size", "seed"} - used
    if what in unused:
        return one is other
    open_to = {"epochs", *unused, *(("m", "b") if what == "start" else (what,))}
    same = replace(one.settings, **{name: getattr(other.settings, name) for name in open_to})
    return same == other.settings and one.dataset == other.dataset


_YES = Only((True,))
_YES_OR_NO = Only((True, False))
_RATE = Number(0, math.inf)
_PERCENT = Number(0, 1000)
_EPOCHS = Number(1, MOST_EPOCHS, whole=True)
_COUNT = Number(1, 1000, whole=True)
_ANY = Number(-math.inf, math.inf)

CONDITIONS: dict[str, Condition] = {
    # The newest run that went on since the step began
    "run_finished": _of_run(_YES, lambda run, _: run.has_finished),
    "run_ended": _of_run(_YES, lambda run, _: run.has_ended),
    "run_arrived": _of_run(_YES_OR_NO, lambda run, yes: run.has_ended and run.has_arrived is yes),
    "run_diverged": _of_run(
        _YES_OR_NO, lambda run, yes: run.has_diverged if yes else run.has_ended and not run.has_diverged
    ),
    "run_goes_back_and_forth": _of_run(
        _YES_OR_NO, lambda run, yes: run.has_ended and run.goes_back_and_forth is yes
    ),
    "mse_within_percent_of_minimum": _of_run(
        _PERCENT, lambda run, percent: _fits_within(run.dataset, run.line, percent)
    ),
    "epoch_reached": _of_run(_EPOCHS, lambda run, epoch: run.epochs >= epoch),
    "epochs_at_most": _of_run(_EPOCHS, lambda run, epochs: run.epochs <= epochs),
    "passes_at_least": _of_run(_RATE, lambda run, passes: run.passes >= passes),
    "passes_at_most": _of_run(_RATE, lambda run, passes: run.passes <= passes),
    "predicted_first": _of_run(_YES, lambda run, _: run.is_predicted),
    # The settings: of that run where one is asked for, else as they are now
    "learning_rate_below": _of_settings(_RATE, lambda settings, rate: settings.learning_rate < rate),
    "learning_rate_above": _of_settings(_RATE, lambda settings, rate: settings.learning_rate > rate),
    "learning_rate_is": _of_settings(
        _RATE, lambda settings, rate: math.isclose(settings.learning_rate, rate, rel_tol=1e-9)
    ),
    "algorithm_is": _of_settings(
        Word(tuple(ALGORITHMS)), lambda settings, algorithm: settings.algorithm == algorithm
    ),
    "batch_size_at_least": _of_settings(_EPOCHS, lambda settings, size: settings.batch_size >= size),
    "batch_size_at_most": _of_settings(_EPOCHS, lambda settings, size: settings.batch_size <= size),
    "standardise_on": _of_settings(_YES_OR_NO, lambda settings, yes: settings.standardise is yes),
    "start_moved_at_least": Condition(_RATE, lambda state, by: _start_moved(state) >= by, "settings"),
    # Runs beside each other
    "runs_compared": Condition(Compared(), _are_compared),
    # The points
    "points_added": Condition(_COUNT, lambda state, n: state.points_added >= n),
    "points_moved": Condition(_COUNT, lambda state, n: state.points_moved >= n),
    "points_removed": Condition(_COUNT, lambda state, n: state.points_removed >= n),
    "point_within": Condition(Place(), _has_point_within),
    "best_slope_above": Condition(_ANY, lambda state, slope: _best_slope(state) > slope),
    "best_slope_below": Condition(_ANY, lambda state, slope: _best_slope(state) < slope),
    # What else a learner does
    "my_line_within_percent_of_minimum": Condition(
        _PERCENT,
        lambda state, percent: (
            state.my_line is not None and _fits_within(state.dataset, state.my_line, percent)
        ),
    ),
    "answered": Condition(
        Word(("right", "any")),
        lambda state, how: any(state.answers) if how == "right" else bool(state.answers),
    ),
    "part_taken": Condition(Word(PARTS), lambda state, part: part in state.parts),
    "view_on": Condition(Word(SWITCHES), lambda state, name: getattr(state.options, name) is True),
}
