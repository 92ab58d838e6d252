"""Heights to compare the MSE curve with, and epochs after which something was changed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.items import Label, Line
from gdgui.ui.views.loss_axes import LossAxes
from gdgui.ui.views.placing import Room, along, upright
from gdgui.ui.views.plot import Key, Plot
from gdgui.words.plots import names_of_floor, names_of_minimum, names_of_saved_line
from gdgui.words.report import what_changed

MOST_NOTES = 40


class Level(NamedTuple):
    """A height: as an MSE, and as an excess over the smallest one; and what gives its names, of what."""

    names: Callable[..., tuple[str, ...]]
    of: tuple[object, ...]
    mse: float
    excess: float


def levels_of(frame: Frame, options: ViewOptions) -> tuple[Level, ...]:
    """The smallest possible MSE, where it will settle if there is noise, and that of a line that is saved."""
    return (*_levels_of_forecast(frame), *_level_of_saved_line(frame, options))


def _level_of_saved_line(frame: Frame, options: ViewOptions) -> tuple[Level, ...]:
    if options.saved_line is None or not len(frame.dataset):
        return ()
    moments = frame.dataset.moments
    return (
        Level(names_of_saved_line, (), moments.mse(*options.saved_line), moments.excess(*options.saved_line)),
    )


def _levels_of_forecast(frame: Frame) -> tuple[Level, ...]:
    forecast = frame.forecast
    if forecast is None:
        return ()
    minimum = forecast.problem.moments.minimum
    of_now = frame.errors is not None and frame.errors.then is not None  # beside a curve of other points
    levels = [Level(names_of_minimum, (of_now,), minimum, 0.0)]
    floor = forecast.noise_floor
    if 0 < floor < math.inf:
        levels.append(Level(names_of_floor, (forecast.algorithm,), minimum + floor, floor))
    return tuple(levels)


class LevelsLayer:
    """Levels as dashed lines, with their names where there is room."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key, self._made_key = Key(), Key()
        self.key: object = None  # equal while lines and names are the same
        self._lines: list[Line] = []
        self._names: list[list[Label]] = []  # of each line, of which there is room for one at most

    @property
    def shown(self) -> tuple[tuple[str, float], ...]:
        """The lines drawn: the whole name, and height in the units of the axis."""
        return tuple(
            (names[0].toPlainText(), float(line.value()))
            for line, names in zip(self._lines, self._names, strict=True)
        )

    def draw(self, levels: Sequence[Level], axes: LossAxes) -> None:
        """Draw these."""
        style = self._plot.current_style
        if not self._key.is_new(levels, axes, style):
            return
        shown = []
        for level in levels:
            height = axes.height(level.excess if axes.excess else level.mse)
            if math.isfinite(height):
                shown.append(((level.names, level.of), height))
        called = tuple([each for each, _ in shown])
        if self._made_key.is_new(called, style):
            self._make(style, [names(*of) for names, of in called])
        for line, (_, height) in zip(self._lines, shown, strict=True):
            line.setValue(height)
        self.key = shown, style

    def _make(self, style: Style, all_names: Sequence[tuple[str, ...]]) -> None:
        """Lines that are called so."""
        self._plot.drop(*self._lines, *chain.from_iterable(self._names))
        pen = style.pen(style.theme.text, style.scale.thin, dash=(6, 3))
        self._lines = [_added(self._plot, Line(0.0, 0, pen)) for _ in all_names]
        self._names = [[_named(self._plot, name) for name in names] for names in all_names]

    def place_names(self, room: Room) -> None:
        """Two levels may lie close: the first is named below its right end, the second above its left, and
        none where the line of another one would go through its name. A short name is better than none.
        """
        values = np.array([line.value() for line in self._lines])
        heights = room.pixels(np.zeros(len(values)), values)[1] if len(values) else values
        for k, names in enumerate(self._names):
            found = None
            for name in names:
                if found is None:
                    boxes = along(float(heights[k]), name.size, room.size[0], right_first=k == 0)
                    for other in np.delete(heights, k):
                        boxes = boxes[(other <= boxes[:, 1] + 1) | (other >= boxes[:, 3] - 1)]
                    found = room.take(boxes)
                    name.put(room, found)
                else:
                    name.hide()


class NotesLayer:
    """Upright lines, with what was changed where there is room for that; the last ones come first."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self.key: object = None  # equal while lines and names are the same
        self._lines: list[Line] = []
        self._names: list[Label] = []

    @property
    def shown(self) -> tuple[tuple[int, str], ...]:
        """The lines drawn: where on the axis, and their words."""
        return tuple(
            (round(line.value()), name.toPlainText())
            for line, name in zip(self._lines, self._names, strict=True)
        )

    def draw(self, frame: Frame, axes: LossAxes) -> None:
        """Those of this frame, the newest ones."""
        if not frame.notes and not self._lines:
            return
        notes = tuple(
            (float(axes.along(frame, np.array([epoch]))[0]), what_changed(old, new))
            for epoch, old, new in frame.notes[-MOST_NOTES:]
        )
        if not self._key.is_new(notes, self._plot.current_style):
            return
        self._plot.drop(*self._lines, *self._names)
        style = self._plot.current_style
        pen = style.pen(style.theme.change, style.scale.thin, dash=(3, 3))
        self._lines = [_added(self._plot, Line(at, 90, pen)) for at, _ in notes]
        self._names = [_named(self._plot, words, upright=True) for _, words in notes]
        self.key = notes, style

    def place_names(self, room: Room) -> None:
        """Beside their lines, at the top if they can."""
        for line, name in zip(reversed(self._lines), reversed(self._names), strict=True):
            across = float(room.pixels(np.array([line.value()]), np.zeros(1))[0][0])
            name.put(room, room.take(upright(across, name.size, room.size[1])))


def _named(plot: Plot, words: str, upright: bool = False) -> Label:
    """The name of a line, which has no place yet."""
    name = plot.text(1, upright)
    name.setFont(plot.current_style.scale.font(0.9))
    name.setColor(plot.current_style.theme.text)
    name.setText(words)
    return name


def _added(plot: Plot, line: Line) -> Line:
    """The line, on the plot."""
    line.setZValue(1)
    plot.addItem(line)
    return line
