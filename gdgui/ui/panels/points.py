"""How many points there are, and what can be done with them besides clicking."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gdgui.ui.panels.buttons import ActionButton, SwitchBox
from gdgui.ui.theme import Style
from gdgui.words import panels

MOST_MARKS = 20_000  # points that are drawn one by one


class PointsPanel(QWidget):
    """Undo, redo and clear for the points, and the switches for what the plots show."""

    def __init__(
        self,
        undo: QAction,
        redo: QAction,
        clear: QAction,
        switches: dict[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._count = QLabel()
        self._count.setObjectName("pointCount")
        self._count.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._count)
        self._buttons = QGridLayout()
        for column, (action, name, text) in enumerate(
            ((undo, "undoButton", "undo"), (redo, "redoButton", "redo"), (clear, "clearButton", "clear"))
        ):
            self._buttons.addWidget(ActionButton(action, name, panels.points_button(text)), 0, column)
        self._column.addLayout(self._buttons)
        self._switches = QGridLayout()
        for place, (name, action) in enumerate(switches.items()):
            self._switches.addWidget(SwitchBox(action, name), *divmod(place, 2))
        self._column.addLayout(self._switches)

    def set_point_count(self, n: int, selected: int, hint: str) -> None:
        """Show how many points there are, how many selected, how they are drawn, or what a tool does."""
        self._count.setText(panels.how_many(n, selected, n > MOST_MARKS, hint))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        for layout in (self._column, self._buttons, self._switches):
            layout.setSpacing(round(style.scale.gap))
