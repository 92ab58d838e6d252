"""The derivation: its page of the drawer, and what a page shows in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gdgui.lessons import GuidePage
from gdgui.ui.actions import Actions
from gdgui.ui.control.demonstration import Demonstration
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.guide import GuidePanel
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.theme import Style
from gdgui.words import teaching as words


class Guide(QObject):
    """Where a page is set up, so is the next one that somebody turns to; closing it brings all back."""

    said = Signal(str)

    def __init__(
        self, drawer: Drawer, demonstration: Demonstration, typesetter: Typesetter, actions: Actions
    ) -> None:
        super().__init__(drawer)
        self._drawer, self._demonstration, self._action = drawer, demonstration, actions.guide
        self._pages: tuple[GuidePage, ...] = ()  # read when somebody first wants to
        self._at = 0
        self.panel = GuidePanel(typesetter)
        drawer.add_page(words.guide_title(), self.panel, is_narrow=True)
        actions.guide.toggled.connect(self._open_or_close)
        drawer.changed.connect(self._on_drawer)
        demonstration.changed.connect(self._show_state)
        self.panel.page_wanted.connect(self._turn_to)
        self.panel.show_wanted.connect(self._show_me)
        self.panel.back_wanted.connect(self.bring_back)
        self._show_state()

    @property
    def is_shown(self) -> bool:
        """Whether what a page shows is up in the window."""
        return self._demonstration.is_on

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.panel.apply(style)

    def bring_back(self) -> bool:
        """What was there before is there again; False where it is there."""
        if not self._demonstration.is_on:
            return False
        self._demonstration.leave()
        self.said.emit(words.brought_back())
        return True

    def _open_or_close(self, opens: bool) -> None:
        if opens and not self._pages:
            from gdgui.files.guide_file import guide  # not above: the window is there without it

            self._pages = guide()
            self.panel.fill(self._pages)
            self._turn_to(0)
        self._drawer.show_page(self.panel, opens)

    def _on_drawer(self) -> None:
        is_open = self._drawer.page is self.panel
        self._action.setChecked(is_open)
        if not is_open:
            self.bring_back()

    def _turn_to(self, at: int) -> None:
        self._at = at
        self.panel.show_page(at, self._pages[at])
        if self._demonstration.is_on:
            self._show_me()

    def _show_me(self) -> None:
        self._demonstration.show(self._pages[self._at].show)
        self.said.emit(words.shown())

    def _show_state(self) -> None:
        self.panel.show_state(self._demonstration.is_on)
