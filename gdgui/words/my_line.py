"""A line of one's own: how it is named, how good it is, and how it fits better."""

from __future__ import annotations

from gdgui.core.theory.nudge import Nudge
from gdgui.words.numbers import apart, number
from gdgui.words.translation import marked, tr


def my_line() -> str:
    """Beside the line."""
    return tr("my line")


def saved() -> str:
    """Beside the line that is saved to compare with."""
    return tr("my line, saved")


def saved_as(equation: str) -> str:
    """The same, with its equation, in a legend."""
    return tr("{name}: {equation}", name=saved(), equation=equation)


def foretold() -> str:
    """Beside the line that a run was foretold to end at."""
    return tr("my prediction")


def best() -> str:
    """Beside the line of smallest MSE."""
    return tr("best line")


def short(name: str) -> str:
    """A button of the fold, where there is little room."""
    return tr(_SHORT[name])


_SHORT = {
    "my_line": marked("my line"),
    "my_squares": marked("squares"),
    "my_hints": marked("hints"),
    "shows_best": marked("best line"),
    "start_here": marked("start here"),
    "compare": marked("compare"),
    "predict": marked("Predict first"),
}


def field(name: str) -> tuple[str, str]:
    """Name of the field "m" or "b", and what its keys do."""
    what = tr("Slope m of my line") if name == "m" else tr("Intercept b of my line")
    return what, tr("Up and Down change it; with Shift a little, with Ctrl much")


def error(mse: float | None, minimum: float | None) -> str:
    """How good the line is; of what is best only where that may be known."""
    if mse is None:
        return tr("no MSE, as there are no points")
    if minimum is None:
        return tr("MSE {mse}", mse=number(mse))
    return tr(
        "MSE {mse} = best possible {minimum} + excess {excess}",
        mse=apart(mse, minimum),
        minimum=apart(minimum, mse),
        excess=number(mse - minimum, 3),
    )


def bar() -> str:
    """Name of the bar under that."""
    return tr("Share of the best possible MSE in that of my line")


def share(percent: float) -> str:
    """What the bar shows."""
    return tr("{percent} % of it is the best possible, the rest is excess", percent=number(percent, 2))


def hint(way: Nudge | None) -> str:
    """Which way the line fits better, in two short lines at most; None where there are no points."""
    return tr(_HINTS[way]) if way else ""


_HINTS: dict[str, str] = {
    "steeper": marked("Steeper: so it comes nearer to the points."),
    "flatter": marked("Flatter: it is too steep."),
    "rising": marked("Steeper: the points rise to the right."),
    "falling": marked("Steeper: the points fall to the right."),
    "higher": marked("Higher: on average the points lie above it."),
    "lower": marked("Lower: on average the points lie below it."),
    "close": marked("Hardly anything is left to gain."),
}


def saved_line(m: float, b: float) -> str:
    """It stays, to compare a run with."""
    place = {"m": number(m), "b": number(b)}
    return tr("My line stays beside the run: m {m}, b {b}. Compare again removes it.", **place)


def no_longer_saved() -> str:
    """It does not stay any more."""
    return tr("My line is not saved beside the run any more.")


def starts_here(m: float, b: float) -> str:
    """Where the next run begins."""
    return tr("The next run starts at my line: m {m}, b {b}. Press Run.", m=number(m), b=number(b))
