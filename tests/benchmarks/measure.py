"""What the benchmarks share: time two things in turn, and print how they compare."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from gdgui.core import Dataset, Settings, Trace
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.ui.window import MainWindow

FRAME = 1 / 60
"""Seconds a screen of 60 Hz shows a picture."""

HEADER = f"\n{'what':<58} {'gdgui':>10}   {'floor':>10}    {'ratio':>6}   target"


def in_turn(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Medians of what two measurements return, taken in turn so that both meet the same noise.

    A first round, for caches and lazy imports, does not count.
    """
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def report(what: str, ours: float, floor: float, target: float | None = None) -> float:
    """Print a row of the table, from seconds; the ratio of ours to the floor."""
    ratio = ours / floor
    limit = "" if target is None else f"{target:.2f}{'' if ratio <= target else '  MISSED'}"
    print(f"\n{what:<58} {ours * 1e3:>7.2f} ms   {floor * 1e3:>7.2f} ms   {ratio:>6.2f}   {limit}", end="")
    return ratio


def noisy_line(n: int) -> Dataset:
    """n points in the unit square, about y = 0.2 + 0.6·x."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, n)
    return Dataset(x, np.clip(0.2 + 0.6 * x + rng.normal(0, 0.08, n), 0, 1))


class PaintClock(QObject):
    """Times what is done up to the end of the paint events that follow on all of these widgets."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._to_paint: set[QObject] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def seconds(self, act: Callable[[], None]) -> float:
        """Seconds from the beginning of `act` until everything is painted and flushed."""
        QApplication.processEvents()  # what was still to do before
        self._to_paint = set(self._widgets)
        begin = perf_counter()
        act()
        for widget in self._widgets:  # also one in which nothing has changed
            widget.update()
        while self._to_paint:
            QApplication.processEvents()
        return perf_counter() - begin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._to_paint.discard(watched)
        return False


def show_epoch(window: MainWindow, settings: Settings, trace: Trace, cursor: int) -> None:
    """Draw a run at an epoch, as the window would."""
    points = Points(trace.segments[0].dataset)
    frame = Frame(points, settings, trace=trace, cursor=cursor, target=settings.epochs)
    window.workspace.show_frame(frame, window.experiment.options)
