"""A part of a column under a line of words that opens and closes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdgui.ui.spoken import Role, tell_opened
from gdgui.ui.theme import Style
from gdgui.ui.theme.icons import icon


class FoldHead(QToolButton):
    """To who does not see it, a button that says whether it is open."""

    spoken_role = Role.Button

    def spoken(self) -> str:
        """Its name says all there is."""
        return ""


class Fold(QWidget):
    """Closed at first."""

    toggled = Signal(bool)

    def __init__(
        self, object_name: str, title: str, tip: str, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content, self._theme = content, Style().theme
        self._head = FoldHead()
        self._head.setObjectName(object_name)
        self._head.setProperty("role", "fold")
        self._head.setText(title)
        self._head.setAccessibleName(title.replace("&", ""))
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

    def minimumSizeHint(self) -> QSize:
        """As wide as it is open: whatever stands beside it keeps its place."""
        own, inside = super().minimumSizeHint(), self._content.minimumSizeHint()
        return QSize(max(own.width(), inside.width()), own.height())

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._theme = style.theme
        self._show_sign()
        self._column.setSpacing(round(style.scale.gap / 2))
        for each in self._content.findChildren(QWidget):
            each.ensurePolished()  # else what was never shown does not know how wide it will be
        layout = self._content.layout()
        if layout is not None:
            layout.activate()

    def _on_toggled(self, is_open: bool) -> None:
        self._show_sign()
        self._content.setVisible(is_open)
        tell_opened(self._head)
        self.toggled.emit(is_open)

    def _show_sign(self) -> None:
        """Down where it is open, else to where its words go on: as large as they are."""
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closed = "chevron-left" if is_mirrored else "chevron-right"
        self._head.setIcon(icon("chevron-down" if self.is_open else closed, self._theme))
