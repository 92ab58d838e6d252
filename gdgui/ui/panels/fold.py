"""A part of a column under a line of words that opens and closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdgui.ui.theme import Style


class Fold(QWidget):
    """Closed at first."""

    toggled = Signal(bool)

    def __init__(
        self, object_name: str, title: str, tip: str, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._head = QToolButton()
        self._head.setObjectName(object_name)
        self._head.setProperty("role", "fold")
        self._head.setText(title)
        self._head.setToolTip(tip)
        self._head.setCheckable(True)
        self._head.setAutoRaise(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head)
        self._column.addWidget(content)
        self._head.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    @property
    def is_open(self) -> bool:
        """Whether its content is in view."""
        return self._head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self._head.setChecked(is_open)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._column.setSpacing(round(style.scale.gap / 2))

    def _on_toggled(self, is_open: bool) -> None:
        self._head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._content.setVisible(is_open)
        self.toggled.emit(is_open)
