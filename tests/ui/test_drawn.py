"""Kept runs are where their data say they are, however fast the current one goes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from gdgui.core import Trace
from gdgui.ui.main_window import MainWindow
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.theme import RUN_STYLES
from tests.ui.drawn import (
    along,
    is_colour,
    on_screen,
    places,
    settle,
    share_seen,
    strays,
    unlike_a_fresh_drawing,
)
from tests.ui.hands import find, press

Floats = NDArray[np.float64]
FIRST = RUN_STYLES[0].colour


def run(qtbot: QtBot, window: MainWindow, rate: float, epochs: int, speed: float) -> None:
    """A run with this rate, as somebody makes it."""
    window.transport.speed.setValue(SPEEDS.index(speed))
    window.experiment.settings = replace(window.experiment.settings, learning_rate=rate, epochs=epochs)
    press(qtbot, window, "runButton")
    settle(qtbot, window)


def where(plot: Canvas, trace: Trace, epoch: int) -> tuple[Floats, Floats]:
    """Where a complete run must be on this plot, in pixels: its curve, and its mark at this epoch."""
    name, m, b = plot.objectName(), trace.m, trace.b
    if name == "dataPlot":
        x = np.array(plot.view_range()[0])
        line = places(plot, x, m[epoch] * x + b[epoch])
        return along(line), line[0]
    if name == "surfacePlot":
        corners = places(plot, m, b)
    else:
        corners = places(plot, np.arange(len(m), dtype=float), trace.mse)
    return along(corners), corners[epoch]


def in_the_plot(plot: Canvas, path: Floats) -> Floats:
    area = plot.mapFromScene(plot.view.sceneBoundingRect()).boundingRect().adjusted(3, 3, -3, -3)
    inside = (path[:, 0] > area.left()) & (path[:, 0] < area.right())
    inside &= (path[:, 1] > area.top()) & (path[:, 1] < area.bottom())
    found: Floats = path[inside]
    return found


@pytest.mark.parametrize(("speed", "epochs"), [(50, 50), (1_000, 400), (math.inf, 50)])
def test_a_kept_run_is_drawn_where_its_data_are(
    window: MainWindow, qtbot: QtBot, speed: float, epochs: int
) -> None:
    """At all speeds, to its end, and with its mark where the cursor is."""
    run(qtbot, window, 0.05, epochs, speed)
    first = window.trainer.trace
    assert first is not None
    run(qtbot, window, 0.4, epochs, speed)
    for epoch in (epochs, epochs // 3):
        find(window, QSlider, "timeline").setValue(epoch)
        settle(qtbot, window)
        for plot in window.board.plots:
            picture = on_screen(window, plot)
            mask = is_colour(picture, FIRST)
            path, mark = where(plot, first, epoch)
            seen = mask | is_colour(picture, window.board.data_plot.look.theme.line)  # which lies over it
            name = f"{plot.objectName()} at epoch {epoch}"
            assert share_seen(seen, in_the_plot(plot, path)) > 0.95, name
            assert share_seen(mask, in_the_plot(plot, path)) > 0.3, name
            if plot.objectName() == "dataPlot":
                assert strays(mask, path, in_the_plot(plot, path)[0], 60) == 0, name
            else:
                assert strays(mask, path, mark) == 0, name
    assert unlike_a_fresh_drawing(window) == {}
