"""What several test files of the window begin with: a plot, a table or a list of runs in view."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui import list_of_runs
from tests.ui.fresh_drawing import settle
from tests.ui.lesson_page import MINE, Mine, open_file
from tests.ui.user_actions import as_fast_as_possible, find, key, run_to_the_end

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def plot(window: MainWindow) -> DataView:
    window.workspace.data_plot.setFocus()
    return window.workspace.data_plot


@pytest.fixture
def three(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Three runs with different rates have ended; the list is open, and there is room for all plots."""
    window.resize(1600, 900)
    as_fast_as_possible(window)
    for rate in (0.05, 0.1, 0.2):
        window.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_R, CTRL)
    runs = list_of_runs.table(window)
    qtbot.waitUntil(lambda: runs.viewport().height() > 3 * runs.rowHeight(0))
    return window


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> QTableView:
    window.resize(1600, 800)
    key(qtbot, window, Qt.Key.Key_F9)
    table = find(window, QTableView, "pointsTable")
    qtbot.waitUntil(table.isVisible)
    return table


@pytest.fixture
def mine(window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mine:
    """Open a lesson of one's own with these conditions, as a teacher would."""

    def begin(done: str, setting: str = "", question: str = "") -> MainWindow:
        path = tmp_path / "mine.toml"
        path.write_text(MINE.format(done=done, setting=setting, question=question), encoding="utf-8")
        open_file(window, qtbot, monkeypatch, path)
        settle(qtbot, window)
        return window

    return begin
