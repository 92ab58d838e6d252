"""The question about what is not saved, answered by a click as a person would."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.user_actions import find


def answering(qtbot: QtBot, name: str, do: Callable[[], object]) -> str:
    """Do it, and click on this button where the question comes; what was asked, "" where nothing was."""
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(f"{box.text()} {box.informativeText()}")
            qtbot.mouseClick(find(box, QAbstractButton, name), Qt.MouseButton.LeftButton)

    look = QTimer(interval=10)
    look.timeout.connect(answer)
    look.start()
    do()
    look.stop()
    return " ".join(asked)
