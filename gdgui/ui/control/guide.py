"""The derivation: its page of the drawer, and what a page shows in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdgui.ui.actions import Actions
from gdgui.ui.control.demonstration import Demonstration
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.words import teaching as words

if TYPE_CHECKING:  # loaded when the page is built
    from gdgui.lessons.lesson import GuidePage
    from gdgui.ui.panels.guide import GuidePanel


class Guide(QObject):
    """Where a page is set up, so is the next one that somebody turns to; closing it brings all back."""

    said = Signal(str)

    def __init__(
        self, drawer: Drawer, demonstration: Demonstration, typesetter: Typesetter, actions: Actions
    ) -> None:
        super().__init__(drawer)
        self._demonstration, self._typesetter = demonstration, typesetter
        self._pages: tuple[GuidePage, ...] = ()
        self._at = 0
        self.page = drawer.add_page(actions.guide, words.guide_title(), self._build, is_narrow=True)
        drawer.changed.connect(self._on_drawer)
        actions.guide.triggered.connect(self._on_asked_for)

    @property
    def is_shown(self) -> bool:
        """Whether what a page shows is up in the window."""
        return self._demonstration.is_on

    def bring_back(self) -> bool:
        """What was there before is there again; False where it is there."""
        if not self._demonstration.is_on:
            return False
        self._demonstration.leave()
        self.said.emit(words.brought_back())
        return True

    def _build(self) -> GuidePanel:
        from gdgui.files.guide_file import guide
        from gdgui.ui.panels.guide import GuidePanel

        self._pages = guide()
        panel = GuidePanel(self._pages, self._typesetter)
        panel.page_wanted.connect(self._turn_to)
        panel.show_wanted.connect(self._show_me)
        panel.back_wanted.connect(self.bring_back)
        self._demonstration.changed.connect(self._show_state)
        self.page.speak_of(self._pages[0].plot)
        return panel

    def _on_asked_for(self, on: bool) -> None:
        """Who asks for the page reads it: the keyboard goes there."""
        if on and self.page.is_open:
            self.page.panel.take_focus()

    def _on_drawer(self) -> None:
        if not self.page.is_open:
            self.bring_back()

    def _turn_to(self, at: int) -> None:
        self._at = at
        self.page.panel.show_page(at)
        self.page.speak_of(self._pages[at].plot)
        if self._demonstration.is_on:
            self._show_me()

    def _show_me(self) -> None:
        self._demonstration.show(self._pages[self._at].show)
        self.said.emit(words.shown())

    def _show_state(self) -> None:
        self.page.panel.show_state(self._demonstration.is_on)
