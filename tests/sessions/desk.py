"""A document and runs without a window, worked on by actions that hypothesis puts in a row."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Settings, train
from gdgui.core.rebuild import rebuild_all
from gdgui.experiment.experiment import Experiment, set_settings_at_once
from gdgui.experiment.gathering import outline, take_document, take_runs
from gdgui.experiment.points import Points
from gdgui.experiment.runs import Runs
from gdgui.experiment.session import Session
from gdgui.experiment.view_options import ViewOptions

T = TypeVar("T")
TEN = Points(Dataset(np.arange(10) / 10, np.arange(10) * 0.3 + 0.1), "size", "price", "made.csv")


def finished(steps: Generator[float, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


class Desk:
    """What the window has of a session; the part of the player is played by a descent."""

    def __init__(self, points: Points = TEN) -> None:
        self.experiment = Experiment(points, Settings())
        self.runs = Runs(self.experiment.undo_group)
        self.descent: Descent | None = None
        self.run_id = self.shown = self.cursor = 0

    @property
    def session(self) -> Session:
        target = self.descent.target if self.descent else 0
        gathered = outline(self.experiment, self.runs, self.cursor, target, {"first": [0, 2]})
        return gathered.with_kept(self.runs.all)

    def begin(self) -> None:
        if len(self.experiment.dataset):
            self.run_id += 1
            self.descent = Descent(self.experiment.dataset, self.experiment.settings)
            self.shown = self.cursor = 0
            self._follow()

    def go_on(self, epochs: int) -> None:
        """Show so many epochs more, on the points and settings of now."""
        descent = self.descent
        if descent is None:
            return
        is_open = descent.trace.outcome is None or self.shown < descent.epochs
        if len(self.experiment.dataset) and is_open:
            old = descent.settings
            descent.change(
                self.experiment.dataset, replace(self.experiment.settings, m=old.m, b=old.b), self.shown
            )
        descent.advance(epochs + 5)
        self.shown = min(self.shown + epochs, descent.epochs)
        self.cursor = self.shown // 2
        self._follow()

    def _follow(self) -> None:
        assert self.descent is not None
        self.runs.follow(self.run_id, self.descent.trace.head(self.shown))

    def put_back(self, session: Session) -> None:
        """Open a session, as a window will."""
        take_document(session, self.experiment)
        made = finished(rebuild_all([run.recipe for run in session.runs]))
        assert all(each.is_the_same for each in made)
        self.run_id += 1
        take_runs(session, [each.trace for each in made], self.runs, self.run_id)
        numbers = [run.number for run in session.runs]
        self.descent = None
        if session.current is not None:
            self.descent = made[numbers.index(session.current)].descent
            self.descent.extend(session.target)
            self.shown, self.cursor = self.descent.epochs, session.cursor


Action = Callable[[Desk], object]
coordinates = st.floats(-1e3, 1e3) | st.sampled_from([-0.0, 1e50, 5e-324, 1 / 3])
settings = st.builds(
    Settings,
    algorithm=st.sampled_from(["gd", "sgd"]),
    learning_rate=st.sampled_from([0.05, 1.0 / 3, 40.0]),
    epochs=st.integers(1, 60),
    batch_size=st.integers(1, 30),
    m=coordinates,
    seed=st.integers(0, 9),
    standardise=st.booleans(),
)


def _of_run(act: Callable[[Runs, int], object], pick: int) -> Action:
    def on(desk: Desk) -> None:
        if desk.runs.all:
            act(desk.runs, desk.runs.all[pick % len(desk.runs.all)].number)

    return on


def _look(desk: Desk, name: str) -> None:
    options = desk.experiment.options
    values = options.as_dict()
    desk.experiment.options = ViewOptions.from_dict({**values, name: not values[name]})


def _race(desk: Desk) -> None:
    if len(desk.experiment.dataset):
        desk.runs.add(train(desk.experiment.dataset, desk.experiment.settings), "GD")


picks = st.integers(0, 20)
actions: st.SearchStrategy[Action] = st.one_of(
    st.tuples(coordinates, coordinates).map(lambda at: lambda desk: desk.experiment.add_point(*at)),
    st.tuples(picks, coordinates).map(
        lambda at: (
            lambda desk: (
                at[0] < len(desk.experiment.dataset) and desk.experiment.move_points([at[0]], [at[1]], [0.5])
            )
        )
    ),
    picks.map(
        lambda at: lambda desk: at < len(desk.experiment.dataset) and desk.experiment.remove_points([at])
    ),
    st.lists(picks).map(lambda at: lambda desk: desk.experiment.select(at)),
    st.just(lambda desk: desk.experiment.clear()),
    st.tuples(coordinates, coordinates).map(lambda at: lambda desk: desk.experiment.move_my_line(*at)),
    st.just(lambda desk: desk.experiment.undo()),
    st.just(lambda desk: desk.experiment.redo()),
    st.text(max_size=80).map(lambda name: lambda desk: desk.experiment.name_axes(name, "y")),
    settings.map(lambda each: lambda desk: set_settings_at_once(desk.experiment, each)),
    st.sampled_from(["residuals", "squares", "grid", "logarithmic", "snap"]).map(
        lambda name: lambda desk: _look(desk, name)
    ),
    st.just(Desk.begin),
    st.just(Desk.begin),
    st.integers(0, 40).map(lambda epochs: lambda desk: desk.go_on(epochs)),
    st.integers(0, 40).map(lambda epochs: lambda desk: desk.go_on(epochs)),
    st.just(_race),
    st.tuples(st.text(max_size=80), picks).map(
        lambda at: _of_run(lambda runs, number: runs.rename(number, at[0]), at[1])
    ),
    st.tuples(st.booleans(), picks).map(
        lambda at: _of_run(lambda runs, number: runs.pin(number, at[0]), at[1])
    ),
    st.tuples(st.booleans(), picks).map(
        lambda at: _of_run(lambda runs, number: runs.show(number, at[0]), at[1])
    ),
    picks.map(lambda pick: _of_run(lambda runs, number: runs.delete(number), pick)),
)
sequences = st.lists(actions, max_size=25)


def worked_on(sequence: list[Action]) -> Desk:
    desk = Desk()
    for action in sequence:
        action(desk)
    return desk
