"""Kept runs are where their data say they are, however fast the current one goes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Trace
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.theme import LIGHT, Scale, Style
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.surface.view import SurfaceView
from gdgui.ui.window import MainWindow
from gdgui.words.numbers import in_view, number
from tests.ui.fresh_drawing import (
    along,
    is_colour,
    on_screen,
    places,
    settle,
    share_seen,
    strays,
    unlike_a_fresh_drawing,
)
from tests.ui.user_actions import find, press

Floats = NDArray[np.float64]
FIRST = LIGHT.runs[0].colour


def run(qtbot: QtBot, window: MainWindow, rate: float, epochs: int, speed: float) -> None:
    """A run with this rate, as somebody makes it."""
    window.transport.speed.setValue(SPEEDS.index(speed))
    window.experiment.settings = replace(window.experiment.settings, learning_rate=rate, epochs=epochs)
    press(qtbot, window, "runButton")
    settle(qtbot, window)


def where(plot: Plot, trace: Trace, epoch: int) -> tuple[Floats, Floats]:
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


def in_the_plot(plot: Plot, path: Floats) -> Floats:
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
    first = window.player.trace
    assert first is not None
    run(qtbot, window, 0.4, epochs, speed)
    for epoch in (epochs, epochs // 3):
        find(window, QSlider, "timeline").setValue(epoch)
        settle(qtbot, window)
        for plot in window.workspace.plots:
            picture = on_screen(window, plot)
            mask = is_colour(picture, FIRST)
            path, mark = where(plot, first, epoch)
            seen = mask | is_colour(
                picture, window.workspace.data_plot.current_style.theme.line
            )  # which lies over it
            name = f"{plot.objectName()} at epoch {epoch}"
            assert share_seen(seen, in_the_plot(plot, path)) > 0.95, name
            assert share_seen(mask, in_the_plot(plot, path)) > 0.3, name
            if plot.objectName() == "dataPlot":
                assert strays(mask, path, in_the_plot(plot, path)[0], 60) == 0, name
            else:
                assert strays(mask, path, mark) == 0, name
    assert unlike_a_fresh_drawing(window) == {}


def said(surface: SurfaceView, m: float, b: float, mse: float) -> str:
    """What the surface says of a place."""
    m_range, b_range = surface.view_range()
    return f"m {in_view(m, *m_range)}  b {in_view(b, *b_range)}  MSE {number(mse)}"


def test_what_is_said_of_the_place_under_the_pointer_follows_points_view_and_run(
    window: MainWindow, qtbot: QtBot
) -> None:
    run(qtbot, window, 0.05, 20, math.inf)
    surface, loss = window.workspace.surface_plot, window.workspace.loss_plot
    for plot in (surface, loss):
        middle = plot.view.sceneBoundingRect().center()
        plot.scene().sigMouseMoved.emit(middle)
    window.experiment.move_points([0], [0.9], [0.1])
    at = surface.view.mapSceneToView(surface.view.sceneBoundingRect().center())
    mse = window.experiment.dataset.moments.mse(at.x(), at.y())
    assert surface.pointer_words == said(surface, at.x(), at.y(), mse)
    surface.view.scaleBy((0.5, 0.5), center=surface.view.viewRect().topLeft())
    at = surface.view.mapSceneToView(surface.view.sceneBoundingRect().center())
    mse = window.experiment.dataset.moments.mse(at.x(), at.y())
    assert surface.pointer_words == said(surface, at.x(), at.y(), mse)
    trace = window.player.trace
    assert trace is not None
    assert loss.pointer_words == f"epoch 10  MSE {number(trace.mse[10], 6)}"
    run(qtbot, window, 0.2, 40, math.inf)
    trace = window.player.trace
    assert trace is not None
    assert loss.pointer_words == f"epoch 20  MSE {number(trace.mse[20], 6)}"


def test_marks_of_changes_are_those_of_the_run_as_long_as_it_is_now(window: MainWindow, qtbot: QtBot) -> None:
    """Changes that were apart in a short run may be one in a long one."""
    run(qtbot, window, 0.05, 20, math.inf)
    for x in (0.8, 0.9):
        window.experiment.move_points([0], [x], [0.1])
        for _ in range(8):
            window.actions_.step.trigger()
            settle(qtbot, window)
    assert len(window.workspace.loss_plot.notes.shown) == 2
    window.experiment.settings = replace(window.experiment.settings, epochs=2_000)
    press(qtbot, window, "runButton")
    settle(qtbot, window)
    assert window.player.trace is not None
    if window.player.trace.epochs < 2_000:
        press(qtbot, window, "runButton")
        settle(qtbot, window)
    assert unlike_a_fresh_drawing(window) == {}


@pytest.mark.parametrize("speed", [1_000, math.inf])
def test_a_plot_that_was_held_in_a_fast_run_is_painted_when_it_is_let_go(
    window: MainWindow, qtbot: QtBot, speed: float
) -> None:
    """With what came while it was held, however the run ends."""
    run(qtbot, window, 0.05, 60, speed)
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.3, epochs=200_000)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    window.actions_.residuals.setChecked(True)
    window.workspace.data_plot.range_wanted.emit(((0.2, 0.8), (0.1, 0.9)))
    window.player.pause()
    settle(qtbot, window)
    assert unlike_a_fresh_drawing(window) == {}


def test_a_density_of_points_is_that_of_the_view_and_the_points(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 920)
    rng = np.random.default_rng(2)
    x = rng.normal(0, 1, 30_000)
    window.experiment.replace_points(Dataset(x, x + rng.normal(0, 1, 30_000)), "many")
    plot = window.workspace.data_plot
    acts: tuple[Callable[[], object], ...] = (
        lambda: plot.range_wanted.emit(((-1.2, 1.2), (-2.0, 2.0))),
        lambda: window.resize(1240, 900),
        lambda: window.experiment.remove_points(np.arange(5_000)),
        lambda: window.actions_.table.setChecked(True),
        lambda: window.apply(Style(Scale(17.0))),
        window.experiment.undo,
    )
    for act in acts:
        act()
        settle(qtbot, window)
        assert unlike_a_fresh_drawing(window) == {}


def test_the_legend_names_the_settings_that_a_run_goes_on_with(window: MainWindow, qtbot: QtBot) -> None:
    run(qtbot, window, 0.05, 10, math.inf)
    run(qtbot, window, 0.1, 10, math.inf)
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.3)
    assert window.workspace.legend.words[0] == "2 GD 0.1, current"
    press(qtbot, window, "stepButton")
    settle(qtbot, window)
    assert window.workspace.legend.words[0] == "2 GD 0.1 → GD 0.3, current"
    assert unlike_a_fresh_drawing(window) == {}
