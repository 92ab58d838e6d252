"""A session as one value: everything a person would miss, undo aside. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gdgui.core import Settings, Trace
from gdgui.core.rebuild import Recipe, rebuild_at_once
from gdgui.experiment.points import LONGEST_TITLE, Points, axis_name, one_line
from gdgui.experiment.run import MOST_RUNS, Run
from gdgui.experiment.view_options import ViewOptions


class KeptRun(NamedTuple):
    """A run of the list, with a recipe in the place of its trace."""

    number: int
    given: str
    style: int
    choice: bool | None
    pinned: bool
    in_step: bool
    recipe: Recipe

    def __repr__(self) -> str:
        """What tells it from others, for whoever programs; `recipe` has all of it."""
        recipe, changes = self.recipe, len(self.recipe.segments) - 1
        name = f" {self.given!r}" if self.given else ""
        changed = f", changes={changes}" if changes else ""
        ended = recipe.ended or "unfinished"
        return f"<Run {self.number}{name}: {_brief(self.settings)}{changed}, shown={recipe.epochs}, {ended}>"

    @classmethod
    def of(cls, run: Run) -> KeptRun:
        """The run without its trace."""
        return cls(run.number, run.given, run.style, run.choice, run.pinned, run.in_step, run.recipe)

    @property
    def settings(self) -> Settings:
        """Those that the run was begun with; what was changed midway is in `recipe.segments`."""
        return self.recipe.segments[0].settings

    def trace(self) -> Trace:
        """m, b and MSE after each epoch shown, computed anew: as long as that takes."""
        return rebuild_at_once(self.recipe).trace

    def with_trace(self, trace: Trace) -> Run:
        """The run with a trace made from its recipe."""
        return Run(self.number, trace, self.given, self.style, self.choice, self.pinned, self.in_step)


@dataclass(frozen=True)
class Session:
    """Points, settings, the look at them, and runs. What is written to a file, and found in it again."""

    points: Points
    settings: Settings = field(default_factory=Settings)  # as asked for, whatever the number of points
    options: ViewOptions = field(default_factory=ViewOptions)
    selection: tuple[int, ...] = ()  # ascending positions
    runs: tuple[KeptRun, ...] = ()  # oldest first
    current: int | None = None  # number of the run that the transport moves along
    cursor: int = 0  # the epoch of it that is shown
    target: int = 0  # the epoch at which it is finished
    count: int = 0  # number of the run that was taken in last
    newest_begun: int = 0  # number of the run that was begun last
    my_line: tuple[float, float] | None = None  # m and b
    lessons: Mapping[str, list[int]] = field(default_factory=dict)  # LessonProgress.to_dict

    def __repr__(self) -> str:
        """How much is in it, for whoever programs."""
        title = f" {self.points.title!r}" if self.points.title else ""
        counted = f"points={len(self.points.dataset)}, runs={len(self.runs)}"
        return f"<Session{title}: {counted}, {_brief(self.settings)}>"

    def with_kept(self, runs: Iterable[Run]) -> Session:
        """The same with these runs. Takes a hundredth of a second for a million epochs not known yet."""
        return replace(self, runs=tuple(map(KeptRun.of, runs)))

    def with_run(self, trace: Trace) -> Session:
        """The same, and this run is the current one, seen to its end; the oldest may have to make room."""
        kept = list(self.runs)
        if len(kept) == MOST_RUNS:
            kept.remove(next((run for run in kept if not run.pinned), kept[0]))
        style = min(set(range(MOST_RUNS)) - {run.style for run in kept})
        number = self.count + 1
        run = KeptRun(number, "", style, None, False, False, Recipe.of(trace))
        return replace(
            self,
            runs=(*(each._replace(in_step=False) for each in kept), run),
            current=number,
            cursor=trace.epochs,
            target=max(trace.epochs, trace.segments[-1].settings.epochs),
            count=number,
            newest_begun=number,
        )


def _brief(settings: Settings) -> str:
    """Those that are always there."""
    return f"{settings.algorithm}, learning_rate={settings.learning_rate}, epochs={settings.epochs}"


def writable(points: Points) -> Points:
    """The points under names and a title that a file can carry: lines that are not too long."""
    x_name, y_name = axis_name(points.x_name, "x"), axis_name(points.y_name, "y")
    return Points(points.dataset, x_name, y_name, one_line(points.title, LONGEST_TITLE))
