"""Which widget Tab or a letter leads to, and what Enter does there."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLabel, QWidget


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


def named_by(event: QKeyEvent, window: QWidget) -> list[QWidget]:
    """What Alt and this letter may lead to, where the label or button that shows the letter is out of view.

    Qt then knows nothing of it: it takes the letters that can be seen.
    """
    keys = QKeySequence(event.keyCombination())
    labels = [each for each in window.findChildren(QLabel) if not each.isVisible()]
    fields = [each.buddy() for each in labels if _has_letter(each.text(), keys)]
    buttons = [each for each in window.findChildren(QAbstractButton) if not each.isVisible()]
    found = [*fields, *[each for each in buttons if _has_letter(each.text(), keys)]]
    return [each for each in found if each is not None and each.window() is window]


def _has_letter(text: str, keys: QKeySequence) -> bool:
    return "&" in text and QKeySequence.mnemonic(text) == keys


def press_by_enter(event: QKeyEvent) -> None:
    """Enter presses the button that has the keyboard, as it does in a dialog; Qt knows Space alone."""
    focused = QApplication.focusWidget()
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
        focused.click()
