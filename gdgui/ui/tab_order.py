"""Which widget Tab leads to, and what Enter does there."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QWidget


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through these parts in turn, and through the widgets of each as they were made."""
    for one, other in pairwise(each for part in parts for each in _stops(part)):
        QWidget.setTabOrder(one, other)


def _stops(part: QWidget) -> list[QWidget]:
    """Where Tab can stop within a part."""
    if _is_stop(part):
        return [part]
    inside = (each for each in part.findChildren(QWidget) if each.window() is part.window())  # no popups
    return [each for each in inside if _is_stop(each) and not isinstance(each.parent(), QAbstractSpinBox)]


def _is_stop(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus  # of a choice Tab stops at one, but not always this


def press_by_enter(event: QKeyEvent) -> None:
    """Enter presses the button that has the keyboard, as it does in a dialog; Qt knows Space alone."""
    focused = QApplication.focusWidget()
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
        focused.click()
