"""The [setting] of a lesson, and the [show] of a page of the guide."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from gdgui.core import Dataset, Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.dataset import LARGEST, CoordinateError
from gdgui.core.limits import LARGEST_SEED, MOST_EPOCHS
from gdgui.experiment.points import LONGEST_NAME, Points, axis_name
from gdgui.experiment.view_options import PLOTS, View, ViewOptions
from gdgui.files.example_datasets import example_datasets
from gdgui.files.numbers import quoted
from gdgui.files.toml_table import TomlTable
from gdgui.lessons.setting import PARTS, SWITCHES, Setting
from gdgui.words.errors import clause, sentence
from gdgui.words.lessons import Problem

MOST_POINTS = 1000
FASTEST = 10_000  # epochs a second
RANGES = {"data_range": "fits_points", "surface_range": "fits_surface"}

_READERS: dict[str, Callable[[TomlTable, str], Any]] = {
    "algorithm": lambda table, key: table.word(key, tuple(ALGORITHMS)),
    "learning_rate": lambda table, key: table.number(key, 0, math.inf),
    "epochs": lambda table, key: table.number(key, 1, MOST_EPOCHS, whole=True),
    "batch_size": lambda table, key: table.number(key, 1, MOST_EPOCHS, whole=True),
    "m": lambda table, key: table.number(key, -LARGEST, LARGEST),
    "b": lambda table, key: table.number(key, -LARGEST, LARGEST),
    "seed": lambda table, key: table.number(key, 0, LARGEST_SEED, whole=True),
    "standardise": lambda table, key: table.switch(key),
}
KEYS = ("data", "points", "x_name", "y_name", *_READERS, "view", "predict_first", "cursor", "part", "speed")


def read_setting(table: TomlTable) -> Setting:
    """Points, settings and the rest. What is not named is as on the first start. Raises LessonFileError."""
    table.only(KEYS)
    settings = _settings(table)
    cursor = int(table.number("cursor", 0, settings.epochs, whole=True)) if "cursor" in table else None
    part = table.word("part", PARTS) if "part" in table else None
    if part and not cursor:
        raise table.error(Problem.PART, "part")
    return Setting(
        points=_points(table),
        settings=settings,
        options=_options(table.table("view")) if "view" in table else ViewOptions(),
        predict_first=table.switch("predict_first", default=False),
        cursor=cursor,
        part=part,
        speed=table.number("speed", 1, FASTEST) if "speed" in table else None,
    )


def _points(table: TomlTable) -> Points:
    if ("data" in table) == ("points" in table):
        raise table.error(Problem.DATA_OR_POINTS, "points" if "points" in table else None)
    if "data" in table:
        by_name = {each.path.stem: each for each in example_datasets()}
        return by_name[table.word("data", tuple(by_name))].points()
    pairs = table.entries("points", 1, MOST_POINTS)
    if not all(_is_pair(pair) for pair in pairs):
        raise table.error(Problem.NOT_POINTS, "points")
    try:
        dataset = Dataset(*([float(pair[axis]) for pair in pairs] for axis in (0, 1)))
    except CoordinateError as error:
        raise table.error(Problem.BAD_VALUE, "points", sentence=clause(error)) from error
    except OverflowError as error:  # a whole number with hundreds of digits
        raise table.error(Problem.NOT_POINTS, "points") from error
    x_name, y_name = (table.text(f"{axis}_name", LONGEST_NAME, axis) for axis in "xy")
    return Points(dataset, axis_name(x_name, "x"), axis_name(y_name, "y"))


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(type(value) in (int, float) for value in pair)


def _settings(table: TomlTable) -> Settings:
    values = {key: _READERS[key](table, key) for key in table.keys if key in _READERS}
    try:
        return Settings(**values)
    except SettingsError as error:
        words = sentence(error).rstrip(".")
        raise table.error(Problem.BAD_VALUE, error.field, sentence=words) from error


def _options(table: TomlTable) -> ViewOptions:
    """The view options named; a range that is named, and a logarithm, is no longer chosen by itself."""
    table.only((*SWITCHES, "plots", *RANGES))
    values: dict[str, Any] = {key: table.switch(key) for key in table.keys if key in SWITCHES}
    if "logarithmic" in table:
        values["fits_logarithm"] = False
    if "plots" in table:
        values["plots"] = table.words("plots", PLOTS)
    for key, fits in RANGES.items():
        if key in table:
            values[key], values[fits] = read_ranges(table, key), False
    return ViewOptions(**values)


def read_plot(table: TomlTable) -> str:
    """The plot that a step or a page is about; "" where it names none."""
    return table.word("plot", PLOTS) if "plot" in table else ""


def read_ranges(table: TomlTable, key: str) -> View:
    """Two ranges, each from a number to a larger one."""
    ends = table.entries(key, 2, 2)
    if not all(_is_pair(pair) and -LARGEST <= pair[0] < pair[1] <= LARGEST for pair in ends):
        raise table.error(Problem.RANGE, key, key=quoted(key))
    one, other = ((float(low), float(high)) for low, high in ends)
    return one, other
