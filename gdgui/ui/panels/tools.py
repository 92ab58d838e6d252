"""What the left button does on the points, and a point by its coordinates."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gdgui.ui.panels.buttons import ButtonRow, Face, SwitchButton
from gdgui.ui.panels.fields import NumberField
from gdgui.ui.theme import Style
from gdgui.words import panels

Place = tuple[float, float]


class ToolButtons(ButtonRow):
    """A button for each tool."""

    def __init__(self, tools: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(panels.tools(), 2, parent)
        self.setObjectName("tools")
        for name, action in tools.items():
            self.add(SwitchButton(action, name, face=Face.ICON, role="flat"))


class PointFields(QWidget):
    """Two fields: they show the point selected, and place it or another one."""

    placed = Signal(float, float)  # the point selected is to be here
    added = Signal(float, float)  # a new one is
    hinted = Signal(str)

    def __init__(self, check: Callable[[float], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_point = False
        self._row = QHBoxLayout(self)
        self.fields = NumberField(check), NumberField(check)
        self._labels = QLabel("&x"), QLabel("&y")
        for label, field, name in zip(self._labels, self.fields, ("pointX", "pointY"), strict=True):
            field.setObjectName(name)
            field.setToolTip(panels.coordinate_field())
            field.set_value(0.0)
            field.entered.connect(self._on_entered)
            field.hinted.connect(self.hinted)
            label.setBuddy(field)
            self._row.addWidget(label)
            self._row.addWidget(field, 1)
        self.add = QPushButton(panels.add_point().text)
        self.add.setObjectName("addPointButton")
        self.add.setToolTip(panels.add_point().tip)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click would end the typing, which moves a point
        self.add.clicked.connect(self._add)
        self._row.addWidget(self.add)
        self.name_axes("x", "y")

    def show_point(self, place: Place | None) -> None:
        """The coordinates of the only point selected; None keeps what stands there for a new one."""
        self._has_point = place is not None
        for field, value in zip(self.fields, place or (), strict=False):
            field.set_value(value)

    def name_axes(self, x_name: str, y_name: str) -> None:
        """What the coordinates are called, for who hears them only."""
        for field, name in zip(self.fields, (x_name, y_name), strict=True):
            field.setAccessibleName(panels.coordinate_of(name))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._row.setSpacing(round(style.scale.gap))

    def _place(self) -> Place:
        return self.fields[0].value, self.fields[1].value

    def _on_entered(self, _: float) -> None:
        if self._has_point:
            self.placed.emit(*self._place())

    def _add(self) -> None:
        self._has_point = False  # what was typed is for the new one
        for field in self.fields:
            field.commit()
        self.added.emit(*self._place())
