"""The axes of the points: names, ranges, units and the grid."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from gdgui.core.dataset import LARGEST
from gdgui.experiment.points import LONGEST_NAME, check_coordinate
from gdgui.experiment.view_options import View, ViewOptions
from gdgui.ui.actions import Actions
from gdgui.ui.panels.buttons import SwitchBox
from gdgui.ui.panels.fields import NumberField


class AxesDialog(QDialog):
    """Takes what was typed when it is accepted; the switches act at once, as everywhere."""

    wanted = Signal(object, object)  # names of both axes, and the view options that are others

    def __init__(
        self, parent: QWidget, options: ViewOptions, view: View, names: tuple[str, str], actions: Actions
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Axes")
        self._view = view
        self._form = QFormLayout(self)
        self._names = [self._name_field(axis, name) for axis, name in zip("xy", names, strict=True)]
        self._hint = QLabel()
        self._ranges = [self._pair(axis, values) for axis, values in zip("xy", view, strict=True)]
        self._before = [[field.value for field in pair] for pair in self._ranges]
        for name, action in (
            ("equalUnits", actions.equal_units),
            ("grid", actions.grid),
            ("snapToGrid", actions.snap),
        ):
            self._form.addRow(SwitchBox(action, name))
        self._steps = self._step_fields(options.grid_steps)
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        self._form.addRow(self._hint)
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        box.setObjectName("buttons")
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        self._form.addRow(box)
        self.finished.connect(self.deleteLater)

    def _name_field(self, axis: str, name: str) -> QLineEdit:
        field = QLineEdit(name)
        field.setObjectName(f"{axis}Name")
        field.setMaxLength(LONGEST_NAME)
        self._form.addRow(f"Name of {axis}", field)
        return field

    def _pair(self, axis: str, values: tuple[float, float]) -> list[NumberField]:
        row = QHBoxLayout()
        fields = []
        for words, value in zip(("From", "To"), values, strict=True):
            field = NumberField(check_coordinate)
            field.setObjectName(f"{axis}{words}")
            field.setAccessibleName(f"{axis} {words.lower()}")
            field.set_value(_rounded(value, values[1] - values[0]))
            field.hinted.connect(self._hint.setText)
            fields.append(field)
            row.addWidget(field)
        row.insertWidget(1, QLabel("to"))
        self._form.addRow(f"{axis} from", row)
        return fields

    def _step_fields(self, steps: tuple[float, float] | None) -> list[NumberField]:
        row = QHBoxLayout()
        fields = []
        for axis, step in zip("xy", steps or (0.0, 0.0), strict=True):
            field = NumberField(_check_step)
            field.setObjectName(f"{axis}Step")
            field.setAccessibleName(f"Step of the grid along {axis}")
            field.set_value(step)
            field.hinted.connect(self._hint.setText)
            fields.append(field)
            row.addWidget(QLabel(axis))
            row.addWidget(field)
        self._form.addRow("Snap to steps of (0: lines drawn)", row)
        return fields

    def _accept(self) -> None:
        """Take it all, or say what will not do."""
        fields = (*self._ranges[0], *self._ranges[1], *self._steps)
        if any(field.property("wrong") for field in fields):
            return  # the hint says which numbers it takes
        for field in fields:
            field.commit()
        values = [[field.value for field in pair] for pair in self._ranges]
        for axis, (low, high) in zip("xy", values, strict=True):
            if not high - low > 1e-12 * max(abs(low), abs(high)):
                self._hint.setText(f"The range of {axis} must end above its beginning.")
                return
        steps = [field.value for field in self._steps]
        if (steps[0] > 0) != (steps[1] > 0):
            self._hint.setText("Give the steps of both axes, or 0 for both.")
            return
        changes: dict[str, object] = {"grid_steps": (steps[0], steps[1]) if steps[0] else None}
        if values != self._before:
            changes["data_range"] = tuple(
                old if now == before else (now[0], now[1])
                for old, now, before in zip(self._view, values, self._before, strict=True)
            )
            changes["fits_points"] = False
        self.wanted.emit((self._names[0].text(), self._names[1].text()), changes)
        self.accept()


def _check_step(value: float) -> None:
    if not 0 <= value <= LARGEST:
        raise ValueError("Takes 0 or a number above it.")


def _rounded(value: float, width: float) -> float:
    """The value to a hundred-thousandth of the range that it belongs to."""
    return round(value, 5 - math.floor(math.log10(width)))
