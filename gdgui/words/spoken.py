"""What is said aloud to somebody who does not see the plots."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.core import Dataset
from gdgui.words.counts import points_counted
from gdgui.words.numbers import number
from gdgui.words.translation import tr
from gdgui.words.window import point_count

DIGITS = 3  # more would be heard, and not kept in mind


def epoch(at: int, of: int) -> str:
    """Where the cursor is."""
    return tr("epoch {epoch} of {total}", epoch=at, total=of)


def line(m: float, b: float, digits: int = DIGITS) -> str:
    """The equation of a line."""
    if b < 0:
        return tr("ŷ = {m}·x − {b}", m=number(m, digits), b=number(-b, digits))
    return tr("ŷ = {m}·x + {b}", m=number(m, digits), b=number(b, digits))


def points_and_line(n: int, equation: str, mse: float | None, epoch: str) -> str:
    """What the plot of the points shows."""
    points = points_counted(n)
    if mse is None:
        return tr("{points}, line {line}, {epoch}", points=points, line=equation, epoch=epoch)
    return tr(
        "{points}, line {line}, MSE {mse}, {epoch}",
        points=points,
        line=equation,
        mse=number(mse, DIGITS),
        epoch=epoch,
    )


def diverging() -> str:
    """The line leads away from the points."""
    return tr("the run is diverging")


def my_line(equation: str) -> str:
    """Somebody's own line, on the points."""
    return tr("my line {line}", line=equation)


def curve(mse: float, start: float, minimum: float | None, epoch: str) -> str:
    """What the plot of the MSE shows; `minimum` is None where nobody is to know it yet."""
    if minimum is None:
        here, begun = number(mse, DIGITS), number(start, DIGITS)
        return tr("MSE {mse} at {epoch}, {start} at the start", mse=here, epoch=epoch, start=begun)
    return tr(
        "MSE {mse} at {epoch}, {start} at the start; the smallest possible is {minimum}",
        mse=number(mse, DIGITS),
        epoch=epoch,
        start=number(start, DIGITS),
        minimum=number(minimum, DIGITS),
    )


def no_curve() -> str:
    """There is no MSE."""
    return tr("no MSE, as there are no points")


def path(here: tuple[float, float], start: tuple[float, float], epoch: str) -> str:
    """Where the run is on the loss surface, and where it began."""
    return tr("{place} at {epoch}; start at {start}", place=_place(*here), epoch=epoch, start=_place(*start))


def valley(best: tuple[float, float] | None, minimum: float) -> str:
    """Where the smallest MSE is; None where many lines reach it."""
    if best is None:
        return tr("the smallest MSE, {mse}, is reached all along a line", mse=number(minimum, DIGITS))
    return tr("the smallest MSE, {mse}, is at {place}", mse=number(minimum, DIGITS), place=_place(*best))


def point(position: int, n: int, names: tuple[str, str], place: tuple[float, float]) -> str:
    """One point of many; `position` counts from 0."""
    (x_name, y_name), (x, y) = names, place
    return tr(
        "point {k} of {n}: {x_name} {x}, {y_name} {y}",
        k=position + 1,
        n=n,
        x_name=x_name,
        x=number(x),
        y_name=y_name,
        y=number(y),
    )


def selected(dataset: Dataset, positions: Sequence[int], names: tuple[str, str]) -> str:
    """The points selected: the only one with its coordinates."""
    if len(positions) != 1:
        return point_count(len(dataset), len(positions))
    at = positions[0]
    return point(at, len(dataset), names, (float(dataset.x[at]), float(dataset.y[at])))


def _place(m: float, b: float) -> str:
    return tr("m {m}, b {b}", m=number(m, DIGITS), b=number(b, DIGITS))
