"""The page of the lessons, as a test opens it and reads it; and a lesson of a teacher's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.ui.panels.lessons.panel import LessonsPanel
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find, key, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
Mine = Callable[..., MainWindow]
MINE = """
title = "Mine"
minutes = 5
about = "Of my own."

[setting]
points = [[0, 0], [1, 1], [2, 3]]
learning_rate = 0.1
epochs = 20
{setting}

[[step]]
text = "First this."
task = "Do it."
done = {{ {done} }}
{question}
[[step]]
text = "Then that."
task = "Do that, too."
done = {{ learning_rate_above = 0.15 }}
"""
QUESTION = """
[step.question]
text = "Why?"
[[step.question.choice]]
text = "Because of this"
reply = "That is the other way round."
[[step.question.choice]]
text = "Because of that"
right = true
"""


def open_file(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    open_page(window, qtbot)
    press(qtbot, window, "openLesson")


def open_page(window: MainWindow, qtbot: QtBot) -> None:
    if not window.actions_.lessons.isChecked():
        key(qtbot, window, Qt.Key.Key_F1, SHIFT)


def checklist(window: MainWindow) -> str:
    """The signs before the conditions, in their order."""
    labels = find(window, LessonsPanel, "lessonsPanel").findChildren(QLabel, "condition")
    return "".join(label.text()[0] for label in labels if label.isVisibleTo(window))


def may_go_on(window: MainWindow) -> bool:
    return find(window, QPushButton, "nextStep").isEnabled()


def label(window: MainWindow, name: str) -> str:
    return find(window, QLabel, name).text()


def entries(window: MainWindow) -> list[str]:
    listed = find(window, QListWidget, "lessonList")
    return [listed.item(at).text() for at in range(listed.count())]
