"""The fold for a line of one's own: numbers, error, hints, and the switch to predict first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gdgui.core import Settings
from gdgui.ui.panels.buttons import ActionButton, SwitchButton
from gdgui.ui.panels.error_bar import ErrorBar
from gdgui.ui.panels.fields import NumberField
from gdgui.ui.theme import Style
from gdgui.words import my_line as words

LINES = 4  # that are said of it, at most: what stands below keeps its place
UPWARDS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
WIDE = 16  # letters of width that the column has: where two buttons need more, each has a row
FINE, COARSE = 0.1, 10.0  # of a step: with Shift, with Ctrl


class StepField(NumberField):
    """A field for a number that Up and Down change by so much."""

    step = 0.01

    def keyPressEvent(self, event: QKeyEvent) -> None:
        upwards = UPWARDS.get(Qt.Key(event.key()))
        if upwards is None:
            super().keyPressEvent(event)
            return
        self.commit()
        step, modifiers = self.step, event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            step *= FINE
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            step *= COARSE
        self.entered.emit(float(f"{self.value + upwards * step:.12g}"))


class MyLinePanel(QWidget):
    """`wanted` carries m and b that somebody typed or stepped to, `sealed` that the step is complete."""

    wanted = Signal(float, float)
    sealed = Signal()
    hinted = Signal(str)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        """`actions` by the names of their buttons: see `words.short`."""
        super().__init__(parent)
        self._m, self._b = _field("m"), _field("b")
        self._error, self._hint, self._bar = QLabel(), QLabel(), ErrorBar()
        for label, name in ((self._error, "myError"), (self._hint, "myHint")):
            label.setObjectName(name)
            label.setWordWrap(True)
        self._buttons = {name: _button(action, name) for name, action in actions.items()}
        self._lay_out()
        self._m.entered.connect(self._take_m)
        self._b.entered.connect(self._take_b)
        for field in (self._m, self._b):
            field.editingFinished.connect(self.sealed)
            field.hinted.connect(self.hinted)

    def show_line(self, line: tuple[float, float], steps: tuple[float, float]) -> None:
        """m and b, and by how much keys change them."""
        for field, value, step in zip((self._m, self._b), line, steps, strict=True):
            field.setEnabled(True)
            field.step = step
            field.set_value(value)

    def show_no_line(self) -> None:
        """There is none."""
        for field in (self._m, self._b):
            field.setEnabled(False)
            field.clear()

    def show_error(self, mse: float | None, minimum: float | None, is_shown: bool) -> None:
        """Its MSE and the smallest one, as far as they may be known."""
        self._error.setText(words.error(mse, minimum) if is_shown else "")
        self._bar.show_error(mse if is_shown else None, minimum)

    def say_hint(self, sentence: str) -> None:
        """Which way it fits better; empty where nobody asked."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._bar.apply(style)
        gap = round(style.scale.gap / 2)
        self._column.setSpacing(gap)
        self._grid.setSpacing(gap)
        self._numbers.setSpacing(gap)
        self._below.setSpacing(gap)
        self._told.setMinimumHeight(round(LINES * 1.25 * style.scale.controls))
        widest = max([button.sizeHint().width() for button in self._buttons.values()])
        beside = 2 if 2 * widest + gap <= WIDE * style.scale.controls else 1
        names = [*self._buttons]
        for grid, part in ((self._grid, names[:2]), (self._below, names[2:])):
            _fill(grid, [self._buttons[name] for name in part], beside)

    def _lay_out(self) -> None:
        buttons = [*self._buttons.values()]
        for part in (
            *buttons[:2],
            self._m,
            self._b,
            *buttons[2:],
        ):  # Tab goes as one reads, also before they have a place
            part.setParent(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._grid, self._numbers, self._below = QGridLayout(), QHBoxLayout(), QGridLayout()
        for text, field in (("m", self._m), ("b", self._b)):
            self._numbers.addWidget(QLabel(text))
            self._numbers.addWidget(field, 1)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._numbers)
        self._told = QWidget()
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(0)
        for label in (self._error, self._hint):
            told.addWidget(label)
        told.addStretch(1)
        self._column.addWidget(self._told)
        self._column.addWidget(self._bar)
        self._column.addLayout(self._below)
        self._hint.hide()

    def _take_m(self, m: float) -> None:
        self.wanted.emit(m, self._b.value)

    def _take_b(self, b: float) -> None:
        self.wanted.emit(self._m.value, b)


def _fill(grid: QGridLayout, buttons: Sequence[QPushButton], beside: int) -> None:
    """Put so many of the buttons beside each other; one that is left over has a row."""
    while grid.takeAt(0) is not None:
        pass
    for at, button in enumerate(buttons):
        is_left_over = at == len(buttons) - 1 and at % beside == 0
        grid.addWidget(button, at // beside, at % beside, 1, beside if is_left_over else 1)


def _field(name: str) -> StepField:
    field = StepField(lambda value: Settings(m=value))  # any number that a start may be
    field.setObjectName(f"my{name.upper()}")
    field.setMinimumWidth(40)
    field.setAccessibleName(words.field(name)[0])
    field.setAccessibleDescription(words.field(name)[1])
    field.setToolTip(": ".join(words.field(name)))
    return field


def _button(action: QAction, name: str) -> ActionButton:
    kind = SwitchButton if action.isCheckable() else ActionButton
    return kind(action, f"{name}Button", words.short(name))
