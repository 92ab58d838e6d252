"""The derivation: one page at a time, with what it shows in the window at the press of a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from gdgui.lessons.lesson import GuidePage
from gdgui.ui.panels.buttons import words_button
from gdgui.ui.panels.reading import Reading, TextBlocks, wrapped
from gdgui.ui.panels.turning_row import TurningRow
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.theme import Style
from gdgui.words import teaching as words


class GuidePanel(QWidget):
    """Shows a page; what is pressed becomes signals. `page_wanted` carries its number, from 0."""

    page_wanted = Signal(int)
    show_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, pages: Sequence[GuidePage], typesetter: Typesetter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("guidePanel")
        self._pages, self._page = pages, 0
        self._open = words_button("guideOpen", words.open_contents())
        self._open.setCheckable(True)
        self._open.toggled.connect(self._show_contents)
        self._contents = QListWidget()
        self._contents.setObjectName("guideContents")
        self._contents.setAccessibleName(words.contents())
        self._contents.addItems([words.page_entry(k, page.title) for k, page in enumerate(pages, 1)])
        self._contents.itemActivated.connect(self._choose)
        self._contents.itemClicked.connect(self._choose)
        self._before = _turning("◀", "guideBefore", words.page_before())
        self._after = _turning("▶", "guideAfter", words.page_after())
        self._before.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._after.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self._title = wrapped("", "guideTitle", "heading")
        self._text = TextBlocks(typesetter)
        self._reading = Reading(words.page_text(), self._build_page())
        self._show = words_button("guideShow", words.show_me(), "primary")
        self._back = words_button("guideBack", words.bring_back())
        self._show.clicked.connect(self.show_wanted)
        self._back.clicked.connect(self.back_wanted)
        self._lay_out()
        self.show_page(0)
        self.show_state(False)

    def show_page(self, at: int) -> None:
        """Show the page at this position."""
        page, self._page = self._pages[at], at
        self._contents.setCurrentRow(at)
        self._open.setChecked(False)
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at < len(self._pages) - 1)
        self._title.setText(page.title)
        self._text.show_text(page.text)
        self._reading.to_the_top()

    def take_focus(self) -> None:
        """The keyboard is on the text."""
        self._reading.setFocus()

    def show_state(self, is_shown: bool) -> None:
        """Whether the setting of the page is up in the window."""
        self._show.setEnabled(not is_shown)
        self._back.setEnabled(is_shown)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._column.setContentsMargins(gap, 0, gap, gap)
        for layout in (self._column, self._head):
            layout.setSpacing(gap // 2)
        self._buttons.apply(style)
        self._text.apply(style)
        self._reading.apply(style)

    def _show_contents(self, is_shown: bool) -> None:
        """The list of pages in the place of the page."""
        self._stack.setCurrentWidget(self._contents if is_shown else self._reading)
        if is_shown:
            self._contents.setFocus()

    def _choose(self) -> None:
        self.page_wanted.emit(self._contents.currentRow())
        self._reading.setFocus()

    def _build_page(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        inside.addStretch(1)
        return page

    def _lay_out(self) -> None:
        self._head, self._buttons = QHBoxLayout(), TurningRow([self._show, self._back])
        self._head.addWidget(self._open)
        self._head.addStretch(1)
        self._head.addWidget(self._before)
        self._head.addWidget(self._after)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._stack = QStackedLayout()
        self._column.addLayout(self._stack, 1)  # first: what it shows without a place would be a window
        self._stack.addWidget(self._reading)
        self._stack.addWidget(self._contents)
        self._column.addWidget(self._buttons)


def _turning(sign: str, name: str, says: str) -> QPushButton:
    button = words_button(name, (sign, says))
    button.setAccessibleName(says)
    return button
