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
from gdgui.words import dialogs, errors


class AxesDialog(QDialog):
    """Takes what was typed when it is accepted; the switches act at once, as everywhere."""

    wanted = Signal(object, object)  # names of both axes, and the view options that are others

    def __init__(
        self, parent: QWidget, options: ViewOptions, view: View, names: tuple[str, str], actions: Actions
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialogs.axes())
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
        self._form.addRow(dialogs.name_of_axis(axis), field)
        return field

    def _pair(self, axis: str, values: tuple[float, float]) -> list[NumberField]:
        row = QHBoxLayout()
        fields = []
        names = dialogs.axis_from(axis), dialogs.axis_to(axis)
        for end, name, value in zip((f"{axis}From", f"{axis}To"), names, values, strict=True):
            field = NumberField(check_coordinate)
            field.setObjectName(end)
            field.setAccessibleName(name)
            field.set_value(_rounded(value, values[1] - values[0]))
            field.hinted.connect(self._hint.setText)
            fields.append(field)
            row.addWidget(field)
        row.insertWidget(1, QLabel(dialogs.to()))
        self._form.addRow(names[0], row)
        return fields

    def _step_fields(self, steps: tuple[float, float] | None) -> list[NumberField]:
        row = QHBoxLayout()
        fields = []
        for axis, step in zip("xy", steps or (0.0, 0.0), strict=True):
            field = NumberField(_check_step)
            field.setObjectName(f"{axis}Step")
            field.setAccessibleName(dialogs.step_along(axis))
            field.set_value(step)
            field.hinted.connect(self._hint.setText)
            fields.append(field)
            row.addWidget(QLabel(axis))
            row.addWidget(field)
        self._form.addRow(dialogs.snap_to(), row)
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
                self._hint.setText(dialogs.range_ends_too_early(axis))
                return
        steps = [field.value for field in self._steps]
        if (steps[0] > 0) != (steps[1] > 0):
            self._hint.setText(dialogs.steps_of_both())
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
        raise ValueError(errors.not_negative())


def _rounded(value: float, width: float) -> float:
    """The value to a hundred-thousandth of the range that it belongs to."""
    return round(value, 5 - math.floor(math.log10(width)))
