"""One drawer at the side: a page under its title, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gdgui.ui.theme import Style
from gdgui.words import window

WIDE, NARROW, LEAST = 40, 30, 25  # letters: of a page, of one that leaves room for the small plots, of any


class Drawer(QFrame):
    """Shows one of its pages, or none. `changed` comes when another one is shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setProperty("card", True)
        self._titles: list[str] = []
        self._letter = Style().scale.controls
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
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.addLayout(self._head)
        self._column.addWidget(self._pages, 1)
        self.hide()

    def add_page(self, title: str, page: QWidget, is_narrow: bool = False) -> None:
        """Another page; a narrow one leaves room for the small plots, and has the property “narrow”."""
        page.setProperty("narrow", is_narrow)
        self._titles.append(title)
        self._pages.addWidget(page)

    def add_banner(self, banner: QWidget) -> None:
        """Something between the title and the page, which shows and hides itself."""
        self._column.insertWidget(1, banner)
        banner.hide()

    @property
    def page(self) -> QWidget | None:
        """The page in view."""
        return None if self.isHidden() else self._pages.currentWidget()

    def open_page(self, page: QWidget) -> None:
        """Show this page."""
        if self.page is not page:
            self._pages.setCurrentWidget(page)
            self._take_width()
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
        self._letter = scale.controls
        self.setMinimumWidth(round(LEAST * scale.controls))
        self._take_width()

    def sizeHint(self) -> QSize:
        letters = NARROW if self.property("narrow") else WIDE
        return QSize(round(letters * self._letter), super().sizeHint().height())

    def _take_width(self) -> None:
        page = self._pages.currentWidget()
        is_narrow = page is not None and bool(page.property("narrow"))
        self.setProperty("narrow", is_narrow)
        self.updateGeometry()
