"""The first minute: open, style, press Run."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import as_fast_as_possible, find, press, run_to_the_end, status
from tests.waiting import HandTurnedClock, next_tick


def lesson(dataset: Dataset, epochs: int = 10, lr: float = 0.05) -> tuple[float, float, list[float]]:
    """The lesson's loop, written out."""
    X, y = dataset.x, dataset.y
    m, b, mse = 0.33, 0.48, []
    for _ in range(epochs):
        f = y - (m * X + b)
        m -= lr * (-2 * (X * f).mean())
        b -= lr * (-2 * f.mean())
        mse.append(float(((y - (m * X + b)) ** 2).mean()))
    return float(m), float(b), mse


def test_the_window_opens_ready_to_run_and_run_with_nothing_else_touched_is_the_lesson(
    window: MainWindow, qtbot: QtBot
) -> None:
    # the window opens ready to run on twenty points of the unit square
    dataset = window.experiment.dataset
    assert len(dataset) == 20
    assert np.all((dataset.x >= 0) & (dataset.x <= 1) & (dataset.y >= 0) & (dataset.y <= 1))
    assert find(window, QPushButton, "runButton").isEnabled()
    assert "0 of 10" in window.workspace.readout.text()
    assert "slope m 0.33000" in window.workspace.readout.text()

    # the start line is drawn where it belongs
    plot = window.workspace.data_plot
    settle(qtbot, window)
    picture = plot.grab().toImage()
    for x in (0.05, 0.3, 0.45):
        place: QPoint = plot.mapFromScene(plot.view.mapViewToScene(QPointF(x, 0.33 * x + 0.48)))
        colour = picture.pixelColor(place)
        assert colour.blue() > 140, "the line is blue"
        assert colour.red() < 60, "the line is blue"

    # run with nothing else touched is the lesson
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    m, b, mse = lesson(window.experiment.dataset)
    trace = window.player.trace
    assert trace is not None
    assert len(trace.m) == len(trace.b) == len(trace.mse) == 11
    assert trace.m[-1] == pytest.approx(m, rel=1e-12)
    assert trace.b[-1] == pytest.approx(b, rel=1e-12)
    assert trace.mse[1:] == pytest.approx(mse, rel=1e-12)
    words = window.workspace.readout.text()
    assert "epoch 10 of 10" in words
    assert f"slope m {m:.5f}" in words
    assert f"intercept b {b:.5f}" in words
    assert f"MSE {mse[-1]:.6f}" in words
    slope, intercept = np.polyfit(window.experiment.dataset.x, window.experiment.dataset.y, 1)
    least = np.mean((window.experiment.dataset.y - slope * window.experiment.dataset.x - intercept) ** 2)
    assert f"minimum MSE {least:.7f}" in words
    assert status(window).startswith("Finished 10 epochs.")


def test_the_run_goes_at_a_pace_an_eye_can_follow(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandTurnedClock(monkeypatch)
    assert window.transport.epochs_per_second <= 5
    press(qtbot, window, "runButton")
    for _ in range(7):
        clock.turn(0.1)
        next_tick(qtbot, window.player)
    assert 1 <= window.player.cursor <= 4
