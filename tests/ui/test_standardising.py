"""Standardised x at the window: both condition numbers, the same line, also amid a run."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, least_squares
from gdgui.core.theory import forecast
from gdgui.ui.window import MainWindow
from tests.ui.forecast_shown import line
from tests.ui.user_actions import as_fast_as_possible, find, open_fold, press, type_into


def test_standardising_shows_both_condition_numbers_and_the_same_line(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_fold(qtbot, window, "moreFold")
    label = find(window, QLabel, "conditionNumber")
    dataset = window.experiment.dataset
    assert not window.controls.standardise.isChecked()
    before = forecast(dataset, Settings()).condition_number
    assert label.text() == f"condition {before:.3g}"
    window.controls.standardise.setChecked(True)
    assert label.text() == f"condition {before:.3g} → 1"
    assert "slope m 0.33000" in window.workspace.readout.text()
    type_into(qtbot, window.controls.learning_rate, "0.5")
    as_fast_as_possible(window)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    best = least_squares(dataset)
    assert f"slope m {best.m:.5f}" in window.workspace.readout.text(), "one step of 0.5 arrives"
    assert f"intercept b {best.b:.6f}" in window.workspace.readout.text()


def test_standardising_amid_a_run_is_noted_on_the_mse_plot(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    open_fold(qtbot, window, "moreFold")
    qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 2)
    assert window.workspace.loss_plot.notes.shown == ((1, "x standardised"),)


def test_standardising_takes_the_largest_start(window: MainWindow, qtbot: QtBot) -> None:
    open_fold(qtbot, window, "moreFold")
    type_into(qtbot, window.controls.start_m, "1e50")
    before = line(window)
    qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
    assert window.experiment.settings.standardise
    assert line(window) != before
