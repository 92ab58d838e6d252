"""What a script or a notebook calls: `gdgui.show` and `gdgui.train`."""

from __future__ import annotations

import sys
import threading
import warnings
from typing import Any

from numpy.typing import ArrayLike

from gdgui import display
from gdgui.core import Dataset, Settings, SettingsError, Trace
from gdgui.core import train as train_on
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.dataset import LARGEST, CoordinateError
from gdgui.experiment.points import LONGEST_TITLE, Points, axis_name, one_line
from gdgui.experiment.session import Session
from gdgui.words import terminal
from gdgui.words.errors import sentence

__all__ = ["Session", "Trace", "show", "train"]

MOST_POINTS = 2_000_000  # that a window takes, from a file too
START = (Settings.m, Settings.b)


def show(
    x: ArrayLike,
    y: ArrayLike,
    *,
    algorithm: str = Settings.algorithm,
    learning_rate: float = Settings.learning_rate,
    epochs: int = Settings.epochs,
    batch_size: int = Settings.batch_size,
    seed: int = Settings.seed,
    start: tuple[float, float] = START,
    standardise: bool = Settings.standardise,
    x_name: str | None = None,
    y_name: str | None = None,
    title: str = "",
) -> Session:
    """Open the window on these points and settings, and return what is in it once it is closed.

    x and y are two columns of the same length n ≤ 2,000,000, in any units: lists, ranges, arrays or Series of
    whole or floating-point numbers. They are copied. The axes are called `x_name` and `y_name`; where those
    are None, as the Series are. `title` is that of the points. The settings are those of `train`, where the
    window begins; nothing runs before Run is pressed.

    Of the session, `points.dataset.x` and `.y` are the points, `settings` the settings, and `runs` the runs,
    oldest first: each has `settings`, and its `trace()` computes m, b and mse anew. Nothing is lost by
    closing the window, so nothing is asked then. What nobody has saved is kept every two seconds, as in the
    program, and offered at the next start if the process ends before the window is closed; what is brought
    back here stays on offer until it is saved. Ctrl+C closes the window too, and raises KeyboardInterrupt.

    A Qt application that is there already, such as that of `%gui qt`, goes on afterwards as it was. Where
    there is no display, a RuntimeWarning says why; the session returned has the run with these settings then.

    Raises ValueError or TypeError for points or settings that no run can use, in a sentence that says which
    (places in x and y count from 0); RuntimeError in another thread than the main one, or where another
    Qt than PySide6 is loaded.
    """
    settings = _settings(algorithm, learning_rate, epochs, batch_size, seed, start, standardise)
    names = axis_name(_name(x, x_name, "x_name"), "x"), axis_name(_name(y, y_name, "y_name"), "y")
    points = Points(_dataset(x, y), *names, one_line(_text(title, "title"), LONGEST_TITLE))
    n = len(points.dataset)
    if n > MOST_POINTS:
        raise ValueError(f"There are {n:,} points; the window takes {MOST_POINTS:,}. Show a part of them.")
    if n:
        _refuse_large_batch(settings, n)
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("gdgui.show works in the main thread alone, where Qt has its windows.")
    _refuse_other_qt()
    obstacle = _why_no_window()
    if obstacle:
        warnings.warn(terminal.no_window(obstacle), RuntimeWarning, stacklevel=2)
        session = Session(points, settings)
        return session.with_run(train_on(points.dataset, settings)) if n else session
    from gdgui.ui.guest import show_until_closed

    return show_until_closed(points, settings)


def train(
    x: ArrayLike,
    y: ArrayLike,
    *,
    algorithm: str = Settings.algorithm,
    learning_rate: float = Settings.learning_rate,
    epochs: int = Settings.epochs,
    batch_size: int = Settings.batch_size,
    seed: int = Settings.seed,
    start: tuple[float, float] = START,
    standardise: bool = Settings.standardise,
) -> Trace:
    """Fit ŷ = m·x + b to these points, without a window, and return the whole run.

    x and y are two columns of the same length n ≥ 1, as for `show`. `algorithm` is "gd", where every epoch
    uses all points, or "sgd", where it uses `batch_size` (1 … n) of them, drawn with replacement by numpy's
    default generator from `seed`. Every epoch (1 … 1,000,000 of them) is one step of `learning_rate` (above
    0) against the gradient of the MSE, (1/n)·Σ(y − ŷ)², from `start`, which is (m, b). `standardise` trains
    on (x − mean)/deviation; m and b stay in the units of x and y all the same.

    Of the trace, `m`, `b` and `mse` have shape (epochs + 1,), with the start at 0; the MSE is over all
    points. `outcome.reason` is "finished", or "diverged" where the MSE exceeded 10¹² times that of the start:
    then they end before `outcome.epoch`. `samples(epoch)` are the places of the points that an epoch drew.

    Raises ValueError or TypeError for points or settings that no run can use, in a sentence that says which
    (places in x and y count from 0).
    """
    settings = _settings(algorithm, learning_rate, epochs, batch_size, seed, start, standardise)
    dataset = _dataset(x, y)
    if not len(dataset):
        raise ValueError("There are no points: x and y are empty.")
    _refuse_large_batch(settings, len(dataset))
    return train_on(dataset, settings)


def _settings(
    algorithm: str,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    seed: int,
    start: Any,
    standardise: bool,
) -> Settings:
    try:
        m, b = start
    except (TypeError, ValueError):
        raise TypeError(f"start takes slope and intercept, such as (0.33, 0.48), not {start!r}.") from None
    try:
        return Settings(algorithm, learning_rate, epochs, batch_size, m, b, seed, standardise)
    except SettingsError as error:
        raise ValueError(sentence(error)) from error


def _dataset(x: ArrayLike, y: ArrayLike) -> Dataset:
    try:
        return Dataset(x, y)
    except CoordinateError as error:
        where = f"{error.axis}[{error.point - 1}]"
        what = "not a number" if error.value != error.value else error.value
        raise ValueError(
            f"{where} is {what}, but points have numbers between ±{LARGEST:g}: "
            "leave those that have not out of both columns."
        ) from error


def _refuse_large_batch(settings: Settings, n: int) -> None:
    if "batch_size" in ALGORITHMS[settings.algorithm].settings and settings.batch_size > n:
        raise ValueError(f"batch_size is {settings.batch_size:,}, more than the {n:,} points there are.")


def _refuse_other_qt() -> None:
    for name in ("PyQt6", "PyQt5", "PySide2"):
        if f"{name}.QtCore" in sys.modules:
            raise RuntimeError(terminal.other_qt(name))


def _why_no_window() -> str:
    """A sentence that says why; empty where a window can be opened, as by an application that is there."""
    qt = sys.modules.get("PySide6.QtWidgets")
    return "" if qt is not None and qt.QApplication.instance() else display.why_no_window()


def _name(values: ArrayLike, name: str | None, argument: str) -> str:
    """What the axis is to be called: as is said, else as a Series is."""
    if name is not None:
        return _text(name, argument)
    own = getattr(values, "name", None)
    return own if isinstance(own, str) else ""


def _text(value: Any, argument: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{argument} takes a text, not {value!r}.")
    return value
