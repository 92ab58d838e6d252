"""One drawer at the side: a page under its title, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gdgui.ui.theme import Style
from gdgui.words import window


class Drawer(QFrame):
    """Shows one of its pages, or none. `changed` comes when another one is shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setProperty("card", True)
        self._titles: list[str] = []
        self._title = QLabel()
        self._title.setProperty("role", "title")
        close = QToolButton()
        close.setObjectName("closeDrawerButton")
        close.setProperty("role", "flat")
        close.setText("×")
        close.setToolTip(window.close_drawer())
        close.setAccessibleName(window.close_drawer())
        close.clicked.connect(self.close_page)
        self._pages = QStackedWidget()
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(self._head)
        column.addWidget(self._pages, 1)
        self.hide()

    def add_page(self, title: str, page: QWidget) -> None:
        """Another page."""
        self._titles.append(title)
        self._pages.addWidget(page)

    @property
    def page(self) -> QWidget | None:
        """The page in view."""
        return None if self.isHidden() else self._pages.currentWidget()

    def open_page(self, page: QWidget) -> None:
        """Show this page."""
        if self.page is not page:
            self._pages.setCurrentWidget(page)
            self._title.setText(self._titles[self._pages.currentIndex()])
            self.setAccessibleName(self._title.text())
            self.show()
            self.changed.emit()

    def show_page(self, page: QWidget, is_shown: bool) -> None:
        """Show this page, or close it where it is the one in view."""
        if is_shown:
            self.open_page(page)
        elif self.page is page:
            self.close_page()

    def close_page(self) -> None:
        """Show nothing."""
        if self.page is not None:
            self.hide()
            self.changed.emit()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale = style.scale
        self._title.setFont(scale.control_font())
        self._head.setContentsMargins(round(scale.gap), 0, round(scale.gap / 2), 0)
        self.setMinimumWidth(round(25 * scale.controls))
