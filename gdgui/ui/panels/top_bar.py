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

LONGEST, SHORTEST = 28, 12  # letters of a title


class TopBar(QWidget):
    """Buttons that are actions, and the menu of example data sets under the name of the one at hand.

    Where there is no room for all of it beside the menus, it gives way, as the menus have all of it too.
    """

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
        self._title, self._room, self._less = "", 0, -1
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._examples)
        self._plots = ButtonRow(window.plots_in_view())
        for name, action in actions.plots.items():
            self._plots.add(SwitchButton(action, f"{name}PlotsButton", face=Face.ICON, role="choice"))
        self._row.addWidget(self._plots)
        for name, action in (
            ("tableButton", actions.table),
            ("runsButton", actions.runs),
            ("explainButton", actions.explain),
            ("projectorButton", actions.full_screen),
        ):
            button = SwitchButton(action, name, face=Face.BOTH, role="chip")
            self._others.append(button)
            self._row.addWidget(button)
        self._column = SwitchButton(actions.column, "columnButton", role="chip")
        self._row.insertWidget(0, self._column)
        self._column_action = actions.column
        actions.column.changed.connect(self._show_column)
        self._examples.setAccessibleName(window.examples())
        self._show_column()
        self._show_less(0)

    def name_points(self, title: str) -> None:
        """The name of the points at hand."""
        if title != self._title:
            self._title = title
            self._examples.setAccessibleName(window.examples(title))
            self.fit(self._room)

    def _show_column(self) -> None:
        """A button where the column lies over the picture, or would."""
        if self._column.isHidden() == self._column_action.isEnabled():
            self._column.setVisible(self._column_action.isEnabled())
            self.fit(self._room)

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
        gap = round(style.scale.gap)
        self._row.setSpacing(gap)
        self._row.setContentsMargins(0, 1, gap // 2, 0)

    def fit(self, width: int) -> None:
        """Show what a window of this width has room for: the words on buttons give way first."""
        self._room = width
        menus = self.parentWidget()
        for less in range(6):
            self._show_less(less)
            if menus is None or menus.sizeHint().width() <= width:
                break

    def _show_less(self, less: int) -> None:
        """All of it, or so many things less."""
        if less != self._less:
            self._less = less
            for button in self._others:
                button.show_face(Face.ICON if less > 0 else Face.BOTH)
                button.setVisible(less < 5)
            self._plots.setVisible(less < 3)
            self._examples.setVisible(less < 4)
        longest = SHORTEST if less > 1 else LONGEST
        short = self._title if len(self._title) <= longest else f"{self._title[: longest - 1]}…"
        self._examples.setText((short or window.examples_short()).replace("&", "&&"))
