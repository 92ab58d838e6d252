"""What somebody may do at the window, in any order: each takes two numbers from 0 to 1 that say how."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.theme import DARK, HIGH_CONTRAST, Scale, Style
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle

T = TypeVar("T")
Doing = Callable[[QtBot, MainWindow, float, float], None]

LOOKS = (Style(), Style(Scale(17.0, 15.0)), Style(Scale(), DARK), Style(Scale(), HIGH_CONTRAST))
RUNS: tuple[tuple[float, int, str, float], ...] = (
    (0.05, 15, "gd", 50),
    (0.4, 120, "gd", 1_000),
    (0.3, 150, "sgd", 1_000),
    (0.1, 3_000, "sgd", math.inf),
    (0.6, 700, "gd", math.inf),
    (2.5, 60, "gd", math.inf),  # diverges
    (0.2, 12, "sgd", 200),
)


class Did(NamedTuple):
    """One thing done, and how."""

    name: str
    how: float
    how_much: float


def do(qtbot: QtBot, window: MainWindow, did: Did) -> None:
    """Do it, and wait until nothing moves any more."""
    DOINGS[did.name](qtbot, window, did.how, did.how_much)
    settle(qtbot, window)


def _run(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Start a run, let it go to its end or, where b is small, pause it on the way."""
    rate, epochs, algorithm, speed = _one_of(RUNS, a)
    window.transport.speed.setValue(SPEEDS.index(speed))
    window.actions_.reset.trigger()
    window.experiment.settings = replace(
        window.experiment.settings, learning_rate=rate, epochs=epochs, algorithm=algorithm, seed=int(9 * b)
    )
    window.actions_.run.trigger()
    if b < 0.3 and len(window.experiment.dataset):
        qtbot.waitUntil(lambda: window.player.cursor > 0)
        window.player.pause()


def _go_on(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Run or Pause as it is, at some speed; begun anew at once where b is large."""
    window.transport.speed.setValue(int(a * len(SPEEDS)) if a > 0.4 else len(SPEEDS) - 1)
    if window.experiment.settings.epochs > 20 and window.transport.epochs_per_second < 500:
        window.transport.speed.setValue(len(SPEEDS) - 2)
    window.actions_.run.trigger()
    if b > 0.7:
        QApplication.processEvents()
        window.actions_.reset.trigger()
        window.actions_.run.trigger()


def _scrub(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    trace = window.player.trace
    if trace is not None:
        window.player.seek(round(a * trace.epochs))


def _step(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    (window.actions_.step if a < 0.6 else window.actions_.back).trigger()


def _play(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    window.transport.speed.setValue(len(SPEEDS) - 1)
    window.player.play(1 if a < 0.5 else -1)
    for _ in range(3):
        QApplication.processEvents()
    window.player.pause()


def _switch(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    actions = window.actions_
    switches = (actions.logarithmic, actions.excess, actions.samples, actions.residuals, actions.steps)
    one = _one_of((*switches, actions.equal_axes, actions.grid, actions.equal_units), a)
    one.setChecked(not one.isChecked())


def _list(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Hide, show, pin, rename or delete kept runs; undo and redo."""
    runs, actions = window.runs, window.actions_
    if b < 0.5 and runs.saved:
        run = runs.saved[int(a * len(runs.saved))]
        some: tuple[Callable[[], object], ...] = (
            lambda: runs.show(run.number, not run.is_shown(window.experiment.dataset)),
            lambda: runs.pin(run.number, not run.pinned),
            lambda: runs.rename(run.number, f"{run.name} again"),
            lambda: window.comparison.delete(run.number),
        )
        _one_of(some, 2 * b)()
    else:
        which = actions.hide_others, actions.undo, actions.redo, actions.undo
        _one_of(which, 2 * b - 1 if b >= 0.5 else b).trigger()


def _zoom(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Turn the wheel over some place of a plot that can be zoomed."""
    plot = _one_of((window.workspace.data_plot, window.workspace.surface_plot), a)
    viewport = plot.viewport()
    place = QPointF(viewport.width() * (0.3 + 0.5 * a), viewport.height() * (0.2 + 0.5 * b))
    event = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 if b < 0.5 else -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def _fit(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    _one_of((window.actions_.fit, window.actions_.fit_surface), a).trigger()


def _resize(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    if not window.isFullScreen():
        window.resize(1100 + int(300 * a), 860 + int(200 * b))


def _arrange(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """The drawer, full screen, another scale or theme."""
    actions = window.actions_
    if b < 0.3:
        window.apply(_one_of(LOOKS, a))
    else:
        full = actions.full_screen
        kinds: tuple[QAction, ...] = (actions.runs, actions.table, full)
        one = _one_of(kinds, a)
        for each in kinds:  # the screen of a test is too small for more than one of them
            if each is not one:
                each.setChecked(False)
        one.setChecked(not one.isChecked())
        if one is full and not one.isChecked():  # Qt's platform of the tests leaves it as large as the screen
            window.windowHandle().setWindowState(Qt.WindowState.WindowNoState)
            window.windowHandle().resize(1280, 900)


def _points(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Add, move, remove, select or replace points; take that back."""
    experiment, n = window.experiment, len(window.experiment.dataset)
    at = [int(a * n)] if n else []
    some: tuple[Callable[[], object], ...] = (
        lambda: experiment.add_point(1.4 * a - 0.2, b),
        lambda: experiment.move_points(at, [b], [a]),
        lambda: experiment.remove_points(at),
        lambda: experiment.select(at),
        experiment.undo,
        experiment.redo,
        lambda: experiment.replace_points(Points(_cloud(a, b), "hours", "score"), "other points"),
    )
    with suppress(IndexError):
        _one_of(some, b)()


def _set(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """Another start, rate, algorithm or standardised x, on which a paused run goes on."""
    settings = window.experiment.settings
    some: tuple[Settings, ...] = (
        replace(settings, m=2 * a - 1, b=b),
        replace(settings, learning_rate=0.01 + 0.3 * a),
        replace(settings, algorithm="gd" if settings.algorithm == "sgd" else "sgd"),
        replace(settings, standardise=not settings.standardise),
    )
    window.experiment.settings = _one_of(some, b)


def _compare(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    """GD against SGD, or SGD many times."""
    window.transport.speed.setValue(len(SPEEDS) - 1 if a < 0.5 else len(SPEEDS) - 2)
    window.experiment.settings = replace(window.experiment.settings, epochs=60, learning_rate=0.1)
    (window.actions_.against if b < 0.6 else window.actions_.many).trigger()


def _reset(qtbot: QtBot, window: MainWindow, a: float, b: float) -> None:
    window.actions_.reset.trigger()


DOINGS: dict[str, Doing] = {
    "run": _run,
    "go on": _go_on,
    "scrub": _scrub,
    "step": _step,
    "play": _play,
    "switch": _switch,
    "list": _list,
    "zoom": _zoom,
    "fit": _fit,
    "resize": _resize,
    "arrange": _arrange,
    "points": _points,
    "set": _set,
    "compare": _compare,
    "reset": _reset,
}
OFTEN = ("run", "scrub", "switch", "list", "points", "zoom")  # in a random sequence: twice as often


def _cloud(a: float, b: float) -> Dataset:
    """Few points, or so many that they are drawn as a density."""
    rng = np.random.default_rng(int(1000 * a))
    x = rng.uniform(-1, 2, 21_000 if a > 0.6 else 30)
    return Dataset(x, 0.3 - 0.8 * x + rng.normal(0, 0.1 + b, len(x)))


def _one_of(what: tuple[T, ...], share: float) -> T:
    return what[min(len(what) - 1, int(share * len(what)))]
