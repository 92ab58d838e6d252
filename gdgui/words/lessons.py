"""What counts as done in a lesson, and what is wrong with the file of one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import Any

from gdgui.core.algorithms import ALGORITHMS
from gdgui.words import algorithms, menus
from gdgui.words.numbers import number
from gdgui.words.translation import marked, tr


class Problem(Enum):
    """Why a file is no lesson. What raises it fills in the fields; each is a part of a sentence."""

    # The file
    FILE = "{what}"  # in the words of tables.py
    TOO_LARGE = marked("the file is longer than {most} characters, which no lesson needs")
    NOT_UTF8 = marked("this is not UTF-8 text; save the file in UTF-8")
    SYNTAX = marked("this is not TOML: {reason}")
    TOO_DEEP = marked("brackets are nested too deeply, or a number is too long")
    LONG_KEY = marked("a key has more than {most} parts with dots between them")
    # Its keys
    UNKNOWN_KEY = marked("there is no {key} here; there are {known}")
    MISSPELT_KEY = marked("there is no {key} here; is {meant} meant?")
    MISSING_KEY = marked("{key} is missing; it takes {wanted}")
    WRONG_TYPE = marked("{key} takes {wanted}, not {found}")
    OUT_OF_RANGE = marked("{key} takes {wanted}, not {found}")
    UNKNOWN_WORD = marked("{key} cannot be {found}; it is one of {known}")
    EMPTY = marked("{key} is empty")
    TOO_LONG = marked("{key} has {length} characters; it takes {most} at most")
    WRONG_COUNT = marked("{key} takes {least} to {most} entries, not {found}")
    # What it means
    DATA_OR_POINTS = marked("a setting takes either data or points, and one of them")
    NOT_POINTS = marked("points takes pairs of numbers, such as [[0.1, 0.2], [0.3, 0.4]]")
    BAD_VALUE = "{sentence}"  # of errors.py
    PLOTS = marked("plots takes some of {known}")
    RANGE = marked("{key} takes [[from, to], [from, to]]: two pairs, each of a number and a larger one")
    NO_CONDITION = marked("done is empty; it takes at least one condition, such as run_finished = true")
    CURSOR = marked("the cursor stands at epoch {found}, and there are only {most}")
    PART = marked("a part of a step needs a cursor at epoch 1 or later")
    NO_QUESTION = marked("answered needs a question in the same step")
    NO_RIGHT_CHOICE = marked("exactly one choice has right = true, and here it is {found}")
    NO_REPLY = marked("a wrong choice needs a reply that says why it is wrong")
    OPEN_FORMULA = marked("a formula begins with $$ and does not end with it: {found}")
    NO_FORMULA = marked("there is nothing between two $$")
    OPEN_STRONG = marked("** begins and does not end in the same paragraph: {found}")


def problem(which: Problem, **fields: str | int) -> str:
    """What is wrong, as a part of a sentence."""
    return tr(which.value, **fields)


def place(line: int | None, column: int | None) -> str:
    """“line 3, column 2”; empty where there is none."""
    if line is None:
        return ""
    if column is None:
        return tr("line {line}", line=str(line))
    return tr("line {line}, column {column}", line=str(line), column=str(column))


def listed(names: Sequence[str]) -> str:
    """“a, b and c”."""
    *most, last = names
    return tr("{most} and {last}", most=", ".join(most), last=last) if most else last


class Kind(Enum):
    """What stands behind a key in a file."""

    TEXT = marked("a text in quotation marks")
    WHOLE = marked("a whole number")
    NUMBER = marked("a number")
    SWITCH = marked("true or false")
    TRUE = marked("true")
    TABLE = marked("a table")
    LIST = marked("a list")
    TABLES = marked("tables, each under its [[{key}]]")
    BEYOND = marked("one beyond all bounds")
    TIME = marked("a date or a time")


def kind(which: Kind, key: str = "") -> str:
    """“a whole number”."""
    return tr(which.value, key=key) if which is Kind.TABLES else tr(which.value)


def between(least: float, most: float, is_whole: bool) -> str:
    """What a number may be: “a whole number from 1 to 20”."""
    if is_whole:
        return tr("a whole number from {least} to {most}", least=int(least), most=int(most))
    if math.isinf(least):
        return tr("a number that is finite")
    if math.isinf(most):
        return tr("a number of at least {least}", least=number(least))
    return tr("a number from {least} to {most}", least=number(least), most=number(most))


# What counts as done


def condition(name: str, value: Any) -> str:
    """One thing to be done, for a list of them: “the run has arrived”. Takes the two parts of a `Done`."""
    match value:
        case bool():
            sentences = _YES if value else _NO
            return tr(sentences[name])
        case (int() as runs, str() as what):
            compared = tr(_COMPARED[what])
            return tr("at least {runs} runs that differ in nothing but {what}", runs=runs, what=compared)
        case ((left, right), (low, high)):
            edges = {"left": number(left), "right": number(right), "low": number(low), "high": number(high)}
            return tr("a point lies at x from {left} to {right} and y from {low} to {high}", **edges)
        case int():
            return tr(_NUMBERS[name], value=value)
        case float():
            return tr(_NUMBERS[name], value=number(value))
        case str() if name == "view_on":
            return tr("“{switch}” is on", switch=_switch(value))
        case str() if name == "algorithm_is":
            return tr("the run is one of {algorithm}", algorithm=algorithms.name(ALGORITHMS[value]))
        case str():
            return tr(_CHOICES[name][value])
    raise ValueError(f"{name} does not take {value!r}")


def _switch(name: str) -> str:
    """A view option as the menu calls it."""
    return menus.action(_SWITCHES.get(name, name)).text.replace("&", "")


_YES = {
    "run_finished": marked("the run has come to its last epoch"),
    "run_ended": marked("the run has come to its end"),
    "run_arrived": marked("the run has arrived"),
    "run_diverged": marked("the run explodes"),
    "run_goes_back_and_forth": marked("the run goes back and forth"),
    "predicted_first": marked("you said before the run what it would do"),
    "standardise_on": marked("Standardise x is on"),
}
_NO = {
    "run_arrived": marked("the run has ended and has not arrived"),
    "run_diverged": marked("the run has ended and did not explode"),
    "run_goes_back_and_forth": marked("the run has ended and did not go back and forth"),
    "standardise_on": marked("Standardise x is off"),
}
_NUMBERS = {
    "mse_within_percent_of_minimum": marked("the MSE is within {value} % of the smallest possible"),
    "epoch_reached": marked("epoch {value} is shown"),
    "epochs_at_most": marked("epochs of the run: at most {value}"),
    "passes_at_least": marked("passes over the points: at least {value}"),
    "passes_at_most": marked("passes over the points: at most {value}"),
    "learning_rate_below": marked("the learning rate is below {value}"),
    "learning_rate_above": marked("the learning rate is above {value}"),
    "learning_rate_is": marked("the learning rate is {value}"),
    "batch_size_at_least": marked("the batch size is at least {value}"),
    "batch_size_at_most": marked("the batch size is at most {value}"),
    "start_moved_at_least": marked("the start lies at least {value} from where it was"),
    "points_added": marked("points added: at least {value}"),
    "points_moved": marked("points moved: at least {value}"),
    "points_removed": marked("points removed: at least {value}"),
    "best_slope_above": marked("the slope of the best line is above {value}"),
    "best_slope_below": marked("the slope of the best line is below {value}"),
    "my_line_within_percent_of_minimum": marked(
        "the MSE of your line is within {value} % of the smallest possible"
    ),
}
_ANSWERED = {
    "right": marked("the right answer is chosen"),
    "any": marked("the question is answered"),
}
_PARTS = {
    "residuals": marked("the step was taken apart as far as its residuals"),
    "squares": marked("the step was taken apart as far as their squares"),
    "mean": marked("the step was taken apart as far as the mean of the squares"),
    "gradient": marked("the step was taken apart as far as the gradient"),
    "rate": marked("the step was taken apart as far as the gradient times the rate"),
    "line": marked("the step was taken apart as far as the new line"),
}
_COMPARED = {
    "algorithm": marked("the algorithm"),
    "learning_rate": marked("the learning rate"),
    "epochs": marked("the number of epochs"),
    "batch_size": marked("the batch size"),
    "seed": marked("the seed"),
    "standardise": marked("Standardise x"),
    "start": marked("the start"),
}
_SWITCHES = {"next_step": "steps", "by_samples": "samples", "logarithmic_timeline": "log_time"}
_CHOICES = {"answered": _ANSWERED, "part_taken": _PARTS}
