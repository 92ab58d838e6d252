"""Buttons that are actions: the menu, the shortcut and the widget never disagree."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QPushButton, QWidget

from gdgui.ui.spoken import Role


class Face(Enum):
    """What a button shows of its action."""

    WORDS = 1
    ICON = 2
    BOTH = 3


class ActionButton(QPushButton):
    """A push button that is an action: same words (unless it has its own), icon, state and tooltip."""

    def __init__(
        self,
        action: QAction,
        object_name: str,
        text: str = "",
        face: Face = Face.WORDS,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`role` is one of the style sheet's, which says how it looks."""
        super().__init__(parent)
        self.setObjectName(object_name)
        if role:
            self.setProperty("role", role)
        self._text, self._face = text, face
        self._action = action
        self.clicked.connect(action.trigger)
        self.clicked.connect(self._follow)  # a click on a switch that is on changes nothing
        action.changed.connect(self._follow)
        self._follow()

    def show_face(self, face: Face) -> None:
        """Show words, an icon or both from now on."""
        if face is not self._face:
            self._face = face
            self._follow()

    def _follow(self) -> None:
        words = self._text or self._action.iconText()
        has_icon = self._face is not Face.WORDS
        self.setText("" if self._face is Face.ICON else words)
        self.setIcon(self._action.icon() if has_icon else QIcon())
        self.setAccessibleName(words)
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())


class SwitchButton(ActionButton):
    """A push button that stays down while its checkable action is on."""

    def _follow(self) -> None:
        super()._follow()
        self.setCheckable(True)
        self.setChecked(self._action.isChecked())


def words_button(object_name: str, words: tuple[str, str], role: str = "") -> QPushButton:
    """A push button that is no action: its text and its tool tip."""
    text, tip = words
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setToolTip(tip)
    if role:
        button.setProperty("role", role)
    return button


class ButtonRow(QWidget):
    """Buttons of which one is on; its name is that of the choice."""

    spoken_role = Role.Grouping

    def __init__(self, name: str, spacing: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)

    def add(self, button: QAbstractButton, stretch: int = 0) -> None:
        """Another one, which the arrow keys lead to from the one before."""
        button.setAutoExclusive(True)
        button.toggled.connect(self._stop_at_the_one)
        self._row.addWidget(button, stretch)

    def _stop_at_the_one(self) -> None:
        """Tab stops at the one that is on."""
        buttons = self.findChildren(QAbstractButton)
        if any(each.isChecked() for each in buttons):
            for each in buttons:
                policy = Qt.FocusPolicy.StrongFocus if each.isChecked() else Qt.FocusPolicy.ClickFocus
                each.setFocusPolicy(policy)

    def spoken(self) -> str:
        """The one that is on."""
        on = (each for each in self.findChildren(QAbstractButton) if each.isChecked())
        return next((each.accessibleName() or each.text() for each in on), "")


class SwitchBox(QCheckBox):
    """A check box that is a checkable action."""

    def __init__(self, action: QAction, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(action.iconText(), parent)
        self.setObjectName(object_name)
        self.setToolTip(action.toolTip())
        self.setChecked(action.isChecked())
        self.toggled.connect(action.setChecked)
        action.toggled.connect(self.setChecked)
