"""What a value that will not do is told, in a sentence made of the fields of the error."""

from __future__ import annotations

import math

from gdgui.core import SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.dataset import LARGEST, CoordinateError
from gdgui.core.generator import DISTRIBUTIONS, RangeError, RecipeError
from gdgui.words.translation import marked, tr


def sentence(error: ValueError) -> str:
    """What to tell the person who typed it; an error of another kind says it itself."""
    match error:
        case SettingsError() if error.field in _SETTINGS:
            keys = tr(" or ").join(tr("“{name}”", name=key) for key in ALGORITHMS)
            return tr(_SETTINGS[error.field], value=str(error.value), choices=keys, **_bounds(error))
        case RangeError():
            return tr("The range of x must end above its beginning, {low}.", low=f"{error.least:g}")
        case RecipeError():
            choices = ", ".join(map(distribution, DISTRIBUTIONS))
            return tr(_RECIPE.get(error.field, _RECIPE["slope"]), choices=choices, **_bounds(error))
        case CoordinateError():
            return tr("Takes a number between ±{most}.", most=f"{LARGEST:g}")
    return str(error)


def clause(error: ValueError) -> str:
    """The same as a part of a sentence, of a point that was not typed."""
    if not isinstance(error, CoordinateError) or not error.axis:
        return str(error)
    return tr(
        "{axis} of point {point} is {value}; it must be between ±{most}",
        axis=error.axis,
        point=error.point,
        value=tr("not a number") if math.isnan(error.value) else str(error.value),
        most=f"{LARGEST:g}",
    )


def _bounds(error: SettingsError | RecipeError) -> dict[str, str | int]:
    values = {"least": error.least, "most": error.most}
    return {name: value if isinstance(value, int) else f"{value:g}" for name, value in values.items()}


_SETTINGS = {
    "algorithm": marked("The algorithm is {choices}, not “{value}”."),
    "learning_rate": marked("The learning rate takes a number above 0, such as 0.05."),
    "epochs": marked("The number of epochs takes a whole number from {least} to {most}."),
    "batch_size": marked("The batch size takes a whole number of at least {least}."),
    "seed": marked("The seed takes a whole number from {least} to {most}."),
    "standardise": marked("Standardise is either on or off."),
    "m": marked("The start slope m takes a number between ±{most}."),
    "b": marked("The start intercept b takes a number between ±{most}."),
}

_RECIPE = {
    "n": marked("Takes a whole number from {least} to {most}."),
    "seed": marked("Takes a whole number from {least} to {most}."),
    "distribution": marked("Is one of {choices}."),
    "outliers": marked("Takes a share from 0 to 1."),
    "noise": marked("Takes a number from 0 to {most}."),
    "slope": marked("Takes a number between ±{most}."),
}


def distribution(name: str) -> str:
    """What a distribution of x is called."""
    return tr(_DISTRIBUTIONS[name])


_DISTRIBUTIONS = {
    "uniform": marked("uniform"),
    "even": marked("even"),
    "normal": marked("normal"),
    "two groups": marked("two groups"),
}


def out_of_range(value: str, least: int, most: int) -> str:
    """A whole number that a field does not take."""
    return tr(
        "Takes a whole number from {least} to {most}, not {value}.", least=least, most=most, value=value
    )


def not_negative() -> str:
    """What a step of the grid takes."""
    return tr("Takes 0 or a number above it.")
