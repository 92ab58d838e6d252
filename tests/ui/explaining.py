"""What tests of the explained step begin with, and what they read off its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.ui.panels.explain.formula import NumbersLine
from gdgui.ui.panels.explain.table import StepTableView
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find, key

HAND = Dataset([0, 1, 2], [1, 2, 4])
START = Settings(m=1.0, b=0.0, learning_rate=0.1, epochs=3)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def by_hand(window: MainWindow) -> MainWindow:
    """Three points to be worked out on paper: residuals 1, 1, 2 from ŷ = x.

    MSE = 6/3 = 2; ∂m = (0 − 2 − 8)/3 = −10/3; ∂b = (−2 − 2 − 4)/3 = −8/3.
    """
    window.resize(1280, 720)
    window.experiment.replace_points(Points(HAND), "points")
    window.experiment.settings = START
    return window


def part(qtbot: QtBot, window: MainWindow, number: int) -> None:
    """Walk to this part with F10."""
    while window.experiment.options.part != number:
        key(qtbot, window, Qt.Key.Key_F10)


def step(qtbot: QtBot, window: MainWindow, which: Qt.Key = Qt.Key.Key_F6) -> None:
    """Take a step, and see it."""
    epoch = window.player.cursor
    key(qtbot, window, which)
    qtbot.waitUntil(lambda: window.player.cursor == epoch + 1)


def table(window: MainWindow) -> StepTableView:
    return find(window, StepTableView, "stepTable")


def cells(window: MainWindow) -> list[list[str]]:
    """What stands in the table, row by row."""
    model = table(window).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def line(window: MainWindow, name: str) -> str:
    return find(window, NumbersLine, f"{name}Line").spoken()


def sentence(window: MainWindow) -> str:
    return find(window, QLabel, "stepSentence").text()
