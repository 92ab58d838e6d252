"""A learner without a window: does what a person would do, and has the state that follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from gdgui.core import Dataset, Descent
from gdgui.lessons.lesson import Lesson, Step
from gdgui.lessons.state import LessonState, RunSeen


class Learner:
    """Sits before a lesson whose setting has just been put up."""

    def __init__(self, lesson: Lesson) -> None:
        setting = lesson.setting
        self._settings, self._step = setting.settings, lesson.steps[0]
        start = (setting.settings.m, setting.settings.b)
        self.state = LessonState(setting.points.dataset, setting.settings, setting.options, start)
        self._descent: Descent | None = None

    def begin(self, step: Step) -> None:
        """The step is put before the learner."""
        settings = self.state.settings
        self._step = step
        self.state = replace(
            LessonState(self.state.dataset, settings, self.state.options, (settings.m, settings.b)),
            runs=self.state.runs,
            my_line=self.state.my_line,
        )

    def set(self, **settings: Any) -> None:
        self.state = replace(self.state, settings=replace(self.state.settings, **settings))

    def run(self, predicted: bool = False, to: int | None = None, **settings: Any) -> None:
        """Settings, then Run: to the end, or watched as far as this epoch."""
        self.set(**settings)
        self._descent = Descent(self.state.dataset, self.state.settings)
        self._descent.advance(self.state.settings.epochs if to is None else to)
        run = RunSeen.of(self._descent.trace, predicted)
        self.state = replace(self.state, run=run, runs=(*self.state.runs, run))

    def go_on(self, epochs: int) -> None:
        """The newest run, so many epochs further."""
        assert self._descent
        self._descent.extend(self._descent.epochs + epochs)
        self._descent.advance(epochs)
        run = RunSeen.of(self._descent.trace)
        self.state = replace(self.state, run=run, runs=(*self.state.runs[:-1], run))

    def choose(self, begins: str) -> None:
        """The answer that begins with these words."""
        assert self._step.question
        choices = self._step.question.choices
        exact = [each for each in choices if each.text == begins]
        (choice,) = exact or [each for each in choices if each.text.startswith(begins)]
        self.state = replace(self.state, answers=(*self.state.answers, choice.is_right))

    def move_last(self, x: float, y: float) -> None:
        dataset = self.state.dataset
        moved = Dataset([*dataset.x[:-1], x], [*dataset.y[:-1], y])
        self.state = replace(self.state, dataset=moved, points_moved=self.state.points_moved + 1)

    def remove(self, index: int) -> None:
        dataset = self.state.dataset
        rest = Dataset(np.delete(dataset.x, index), np.delete(dataset.y, index))
        self.state = replace(self.state, dataset=rest, points_removed=self.state.points_removed + 1)

    def draw(self, m: float, b: float) -> None:
        self.state = replace(self.state, my_line=(m, b))

    def look(self, **options: Any) -> None:
        self.state = replace(self.state, options=replace(self.state.options, **options))
