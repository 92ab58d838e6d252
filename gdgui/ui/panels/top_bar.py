"""Beside the menus: what the points are, which plots are in view, the drawer's pages, and the projector."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenuBar, QToolButton, QWidget

from gdgui.ui.actions import Actions
from gdgui.ui.panels.buttons import ButtonRow, Face, SwitchButton
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words import window

LONGEST = 28  # letters of a title
WIDE = 90  # letters of a window's width: below, there are icons alone


class TopBar(QWidget):
    """Buttons that are actions, and the menu of example data sets under the name of the one at hand."""

    spoken_role = Role.ToolBar

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName(window.top_bar())
        self._examples = QToolButton()
        self._examples.setObjectName("examplesButton")
        self._examples.setProperty("role", "chip")
        self._examples.setMenu(actions.examples_menu)
        self._examples.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._examples.setToolTip(window.examples())
        self._others: list[SwitchButton] = []
        self._letter = Style().scale.controls
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._examples)
        segment = ButtonRow(window.plots_in_view())
        for name, action in actions.plots.items():
            segment.add(SwitchButton(action, f"{name}PlotsButton", face=Face.ICON, role="choice"))
        self._row.addWidget(segment)
        for name, action in (
            ("tableButton", actions.table),
            ("runsButton", actions.runs),
            ("explainButton", actions.explain),
            ("projectorButton", actions.full_screen),
        ):
            button = SwitchButton(action, name, face=Face.BOTH, role="chip")
            self._others.append(button)
            self._row.addWidget(button)
        self.name_points("")

    def name_points(self, title: str) -> None:
        """The name of the points at hand."""
        short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
        self._examples.setText((short or window.examples_short()).replace("&", "&&"))
        self._examples.setAccessibleName(window.examples(title))

    def spoken(self) -> str:
        """Its buttons say all there is."""
        return ""

    def event(self, event: QEvent) -> bool:
        """A menu bar gives its corner another width only when its own size changes: ask it at once."""
        bar = self.parentWidget()
        if event.type() == QEvent.Type.LayoutRequest and isinstance(bar, QMenuBar):
            self.adjustSize()
            QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))
        return super().event(event)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._letter = style.scale.controls
        self._row.setSpacing(round(style.scale.gap))

    def fit(self, width: int) -> None:
        """Show words where a window of this width has room for them."""
        for button in self._others:
            button.show_face(Face.BOTH if width >= WIDE * self._letter else Face.ICON)
