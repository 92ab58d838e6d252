"""One drawer at the side: a page under its title, and a way to close it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gdgui.ui.tab_order import order_tabs
from gdgui.ui.theme import Style
from gdgui.words import window

LEAST, NARROW, WIDE = 25, 30, 40  # letters of width: any page, one beside the small plots, any other


class Styled(Protocol):
    """A widget that stands on a page."""

    def apply(self, style: Style) -> None: ...


P = TypeVar("P", bound=Styled)


class Page(Generic[P]):
    """A page of the drawer; its action opens and closes it.

    Its panel is built when it is first opened: a window is there without it, and so are its imports.
    """

    def __init__(
        self, drawer: Drawer, action: QAction, title: str, build: Callable[[], P], is_narrow: bool
    ) -> None:
        self._drawer, self._build = drawer, build
        self.action, self.title, self.is_narrow = action, title, is_narrow
        self.plot = ""  # which it is about

    @property
    def is_open(self) -> bool:
        """Whether anybody sees it."""
        return self._drawer.page is self

    @cached_property
    def panel(self) -> P:
        """What stands in the drawer."""
        panel = self._build()
        self._drawer.take_in(panel)
        return panel

    def speak_of(self, plot: str) -> None:
        """It is about one of the plots; "" for none."""
        if plot != self.plot:
            self.plot = plot
            self._drawer.hear_of(self)


class Drawer(QFrame):
    """Shows one of its pages, or none. `changed` comes when another one is shown, `spoke` when the page in
    view has come to be about another plot: the property “plot” names it.
    """

    changed = Signal()
    spoke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setProperty("card", True)
        self._pages: list[Page[Any]] = []
        self._current: Page[Any] | None = None
        self._built: list[Styled] = []
        self._style = Style()
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._close = QToolButton()
        self._close.setObjectName("closeDrawerButton")
        self._close.setProperty("role", "flat")
        self._close.setText("×")
        self._close.setToolTip(window.close_drawer())
        self._close.setAccessibleName(window.close_drawer())
        self._close.clicked.connect(self.close_page)
        self._panels = QStackedWidget()
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.addLayout(self._head)
        self._column.addWidget(self._panels, 1)
        self.hide()

    def add_page(
        self, action: QAction, title: str, build: Callable[[], P], is_narrow: bool = False
    ) -> Page[P]:
        """Another page, built by `build` when this action first opens it.

        A narrow one leaves room for the small plots; with it in view the drawer is “narrow” (a property).
        """
        page = Page(self, action, title, build, is_narrow)
        self._pages.append(page)
        action.toggled.connect(lambda is_on: self._open(page) if is_on else self._close_one(page))
        return page

    def add_banner(self, banner: QWidget) -> None:
        """Something between the title and the page, which shows and hides itself."""
        self._column.insertWidget(1, banner)
        banner.hide()

    def hear_of(self, page: Page[Any]) -> None:
        """This page has come to be about another plot."""
        if page is self._current:
            self._take_page()
            if page.is_open:
                self.spoke.emit()

    @property
    def page(self) -> Page[Any] | None:
        """The page in view."""
        return None if self.isHidden() else self._current

    def close_page(self) -> None:
        """Show nothing."""
        if self.page is not None:
            self.hide()
            self._tell()

    def take_in(self, panel: Styled) -> None:
        """A panel was built: it looks as the others do, and Tab comes to it from the drawer's button."""
        assert isinstance(panel, QWidget)
        self._built.append(panel)
        self._panels.addWidget(panel)
        panel.apply(self._style)
        order_tabs(self._close, panel)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style, scale = style, style.scale
        self._title.setFont(scale.control_font())
        self._head.setContentsMargins(round(scale.gap), 0, round(scale.gap / 2), 0)
        self._take_page()
        for panel in self._built:
            panel.apply(style)

    def sizeHint(self) -> QSize:
        """As wide as its kind of page, whichever others were built."""
        return QSize(round(self._letters * self._style.scale.controls), super().sizeHint().height())

    @property
    def _letters(self) -> int:
        return NARROW if self._current is not None and self._current.is_narrow else WIDE

    def _open(self, page: Page[Any]) -> None:
        if self.page is not page:
            self._panels.setCurrentWidget(page.panel)
            self._current = page
            self._take_page()
            self._title.setText(page.title)
            self.setAccessibleName(page.title)
            self.show()
            self._tell()

    def _close_one(self, page: Page[Any]) -> None:
        if page.is_open:
            self.close_page()

    def _tell(self) -> None:
        """The actions first: whoever hears of it may ask them."""
        for page in self._pages:
            page.action.setChecked(page.is_open)
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        """As wide as the page in view needs, within reason: the others do not count."""
        panel, letter = self._panels.currentWidget(), self._style.scale.controls
        needed = 0 if panel is None else panel.minimumSizeHint().width() + 2
        wide = min(max(round(LEAST * letter), needed), round(NARROW * letter))
        return QSize(wide, super().minimumSizeHint().height())

    def _take_page(self) -> None:
        """What is to be known of the page in view."""
        is_narrow = self._letters == NARROW
        self.setProperty("narrow", is_narrow)
        self.setProperty("plot", self._current.plot if self._current is not None else "")
        self.updateGeometry()
