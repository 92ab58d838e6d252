"""The report of a run, for handing in: headings, rows of its tables, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdgui.core import Segment, Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.version import __version__
from gdgui.words import algorithms, report
from gdgui.words.numbers import apart, as_typed, number, whole
from gdgui.words.translation import capital, marked, tr, tr_n

DIGITS = 6
Row = tuple[str, str]  # what it is, and its value
Line = tuple[float, float]  # m and b


def language() -> str:
    """The code of the language of these texts, such as “de”, for who reads them aloud."""
    return tr("en")


def heading(part: str) -> str:
    """Over a part of the report."""
    return tr(_HEADINGS[part])


_HEADINGS = {
    "settings": marked("Settings"),
    "result": marked("Result"),
    "step": marked("One step, worked out"),
    "points": marked("Points"),
    "code": marked("Code"),
}


# Settings


def settings(first: Settings, start: Line, epochs: int) -> Iterator[Row]:
    """What the run was begun with, or is to be."""
    algorithm = ALGORITHMS[first.algorithm]
    yield tr("algorithm"), capital(algorithms.name(algorithm))
    yield tr("learning rate"), as_typed(first.learning_rate)
    yield tr("epochs asked for"), whole(epochs)
    if "batch_size" in algorithm.settings:
        yield tr("batch size"), whole(first.batch_size)
    if "seed" in algorithm.settings:
        yield tr("seed"), str(first.seed)
    yield tr("x standardised"), tr("yes") if first.standardise else tr("no")
    yield tr("start"), _line(start)


def change(epoch: int, before: Segment, after: Segment) -> Row:
    """What was changed while the run went on."""
    return tr("changed after epoch {epoch}", epoch=epoch), report.what_changed(before, after)


def more_changes(n: int) -> str:
    """Below those that are listed."""
    return tr_n("and {n} more change", "and {n} more changes", n)


# Result


def no_run() -> str:
    """Nothing has been run yet."""
    return tr("There is no run yet: this is where it would start.")


def line(epoch: int, of: int, shown: Line) -> Iterator[Row]:
    """The line at the epoch shown."""
    yield tr("epoch"), tr("{epoch} of {total}", epoch=epoch, total=of)
    yield tr("slope m"), number(shown[0], DIGITS)
    yield tr("intercept b"), number(shown[1], DIGITS)


def errors(mse: float, least: float | None, then: float | None) -> Iterator[Row]:
    """MSE of this line; the smallest one, unless nothing may tell it; that on the points of that epoch."""
    yield tr("MSE"), number(mse, DIGITS) if least is None else apart(mse, least, DIGITS)
    if then is not None:
        yield tr("MSE on the points of that epoch"), number(then, DIGITS)
    if least is not None:
        yield tr("smallest possible MSE"), apart(least, mse, DIGITS)


def best(least_squares: Line) -> Row:
    """The line that has it."""
    return tr("line of the smallest MSE"), _line(least_squares)


def ended(sentences: str) -> Row:
    """How the run ended, and how near it has come."""
    return tr("the run"), sentences


def not_ended() -> str:
    """The run can go on."""
    return tr("It has not ended.")


def hidden() -> str:
    """While somebody is to find out by themselves."""
    return tr("A question is open: what would tell its answer is left out.")


def _line(of: Line) -> str:
    return tr("m = {m}, b = {b}", m=number(of[0], DIGITS), b=number(of[1], DIGITS))


# The rest


def step(before: int) -> str:
    """Which one it is."""
    return tr("The step from epoch {before} to epoch {after}:", before=before, after=before + 1)


def more_points(n: int) -> str:
    """Below the first ones."""
    return tr_n("and {n} more point", "and {n} more points", n)


def no_points() -> str:
    """There are none."""
    return tr("There are no points.")


def columns(names: Sequence[str]) -> tuple[str, ...]:
    """Over the points: their places, and the names of their coordinates."""
    return (tr("no."), *names)


def table_beside(name: str) -> str:
    """A script needs the points in a file."""
    return tr("The script reads its points from {name}, which “Save as Python…” writes beside it.", name=name)


def made(day: str) -> str:
    """By which program, and when."""
    return tr("Made with gdgui {version} on {day}.", version=__version__, day=day)


# Asking where to


def save() -> str:
    """Title of the dialog."""
    return tr("Save report")
