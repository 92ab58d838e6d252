"""Buttons and boxes that are actions: the menu, the shortcut and the widget never disagree."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget


class ActionButton(QPushButton):
    """A push button that is an action: same words (unless it has its own), same state, same tooltip."""

    def __init__(
        self, action: QAction, object_name: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._text = text
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._text or self._action.iconText())
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())


class SwitchButton(ActionButton):
    """A push button that stays down while its checkable action is on."""

    def __init__(
        self, action: QAction, object_name: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(action, object_name, text, parent)
        self.clicked.connect(self._follow)  # a click on the one that is on changes nothing

    def _follow(self) -> None:
        super()._follow()
        self.setCheckable(True)
        self.setChecked(self._action.isChecked())


class SwitchBox(QCheckBox):
    """A check box that is a checkable action."""

    def __init__(self, action: QAction, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(action.iconText(), parent)
        self.setObjectName(object_name)
        self.setToolTip(action.toolTip())
        self.setChecked(action.isChecked())
        self.toggled.connect(action.setChecked)
        action.toggled.connect(self.setChecked)
