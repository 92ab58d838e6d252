"""Which widget Tab leads to."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QWidget


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
