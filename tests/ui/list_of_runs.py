"""The list of runs: its table, what a cell says, and how it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gdgui.ui.window import MainWindow
from gdgui.words.panels import run_columns
from tests.ui.user_actions import find, key

CTRL = Qt.KeyboardModifier.ControlModifier


def table(window: MainWindow) -> QTableView:
    return find(window, QTableView, "runsTable")


def cell(window: MainWindow, row: int, column: str) -> str:
    return str(table(window).model().index(row, run_columns().index(column)).data())


def open_list(window: MainWindow, qtbot: QtBot) -> None:
    """Show the list of runs; a hidden one is not filled."""
    key(qtbot, window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: table(window).isVisible())
