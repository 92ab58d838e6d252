"""Fields for numbers that keep the last good value and say what they take."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QSpinBox, QStyle, QStyleOptionSlider, QWidget

from gdgui.files.numbers import parse_number, quoted
from gdgui.ui.spoken import Role
from gdgui.words.dialogs import back_to
from gdgui.words.errors import out_of_range, sentence
from gdgui.words.numbers import whole
from gdgui.words.status import joined
from gdgui.words.tables import as_sentence
from gdgui.words.typed import typed

MARGIN = 7  # pixels between the edge of a field and its number
WIDGET_MOST = 16_777_215  # Qt's own: no limit
PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)  # of a presenter's remote: they change no value


class NumberField(QLineEdit):
    """A field for any number: 0.05, 5e-2, 5·10⁻² and 0,05 are the same.

    `check(value)` raises ValueError with a sentence where the value will not do. Then, and where the
    text is no number, the last good value comes back and `hinted` carries the sentence ("" when all
    is well again).
    """

    entered = Signal(float)
    hinted = Signal(str)

    def __init__(self, check: Callable[[float], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._value = 0.0
        self.installEventFilter(_UndoPassesThrough(self))
        self.textEdited.connect(self._judge)
        self.editingFinished.connect(self.commit)

    @property
    def value(self) -> float:
        """The last good value."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value, in the fewest digits that give it exactly."""
        if value == self._value and self.text() and not self.isModified():
            return  # it stands there
        self._value = value
        if not (self.isModified() and self.hasFocus()):
            self._show_value()

    def commit(self) -> None:
        """Take what was typed, or bring the last good value back."""
        if not self.isModified():
            return
        value, complaint = self._read()
        if complaint:
            self.hinted.emit(back_to(complaint, _exact(self._value)))
        elif value != self._value:
            self._value = value
            self.entered.emit(value)
        self._show_value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._show_value()
            self.hinted.emit("")
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        _, complaint = self._read()
        self._mark(bool(complaint))
        self.hinted.emit(complaint)

    def _read(self) -> tuple[float, str]:
        try:
            value = parse_number(typed(self.text()))
        except ValueError as error:
            value, reason = float("nan"), as_sentence(str(error))
        else:
            reason = ""
        try:
            self._check(value)
        except ValueError as error:
            return value, joined(reason, sentence(error))
        return value, ""

    def _show_value(self) -> None:
        self.setText(_exact(self._value))
        self.setCursorPosition(0)  # of a long number, its beginning is what matters
        self.setModified(False)
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


class WholeField(QSpinBox):
    """A spin box that takes a number when it is complete, not digit by digit.

    What is not a whole number within its range brings the last good value back, and `hinted` carries a
    sentence ("" when all is well again).
    """

    hinted = Signal(str)

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else its margin and its arrows cover it
        self.setRange(least, most)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLocale(QLocale(QLocale.Language.English))
        self.setGroupSeparatorShown(True)
        self.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        self.lineEdit().setTextMargins(MARGIN, 0, 0, 0)  # as in other fields, where a style sheet can say so
        self.lineEdit().installEventFilter(_UndoPassesThrough(self))
        self.lineEdit().textEdited.connect(self._judge)
        self.installEventFilter(_UndoPassesThrough(self))
        self._usual, self._arrows = WIDGET_MOST, 0

    def take_width(self, usual: int, arrows: int) -> None:
        """So wide at most, of which its arrows take so much, unless its number needs more."""
        self._usual, self._arrows = usual, arrows
        self.fit()

    def fit(self) -> None:
        """Have room for the number that stands there."""
        if self._usual < WIDGET_MOST:
            number = self.fontMetrics().horizontalAdvance(self.text())
            self.setMaximumWidth(max(self._usual, number + 2 * MARGIN + self._arrows))

    def _judge(self, text: str) -> None:
        self.fit()
        self.hinted.emit(self._complaint(text))

    def commit(self) -> None:
        """Take what was typed."""
        self.interpretText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self.lineEdit().isModified():
            self.lineEdit().setText(self.textFromValue(self.value()))
            self.hinted.emit("")
        elif event.key() in PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        good = self._complaint(text) == ""
        if good:
            self.hinted.emit("")
        state = QValidator.State.Acceptable if good else QValidator.State.Intermediate
        return state, text, position  # never “invalid”: that would swallow the key without a word

    def fixup(self, text: str) -> str:
        """What stands there instead of a text that will not do: the last good value."""
        self.hinted.emit(back_to(self._complaint(text), whole(self.value())))
        return self.textFromValue(self.value())

    def _complaint(self, text: str) -> str:
        digits = text.strip().replace(",", "")
        if re.fullmatch("[0-9]{1,15}", digits) and self.minimum() <= int(digits) <= self.maximum():
            return ""
        return out_of_range(quoted(text), self.minimum(), self.maximum())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls; no value changes by a slip of it


class QuietSlider(QSlider):
    """A horizontal slider that goes to where it is clicked, and that the wheel never moves."""

    spoken_role = Role.Slider

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # numbers rise to the right in every language
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def spoken(self) -> str:
        """What its position stands for."""
        return whole(self.value())

    def quantities(self) -> tuple[float, float, float]:
        """The number shown, the least and the largest one."""
        return self.value(), self.minimum(), self.maximum()

    def take_quantity(self, number: float) -> None:
        """Go to where this number stands."""
        self.setValue(round(number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there at once; then, as the handle is under the mouse, it can be dragged on."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part, style = QStyle.SubControl, self.style()
        groove, handle = (
            style.subControlRect(QStyle.ComplexControl.CC_Slider, option, each, self)
            for each in (part.SC_SliderGroove, part.SC_SliderHandle)
        )
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(place):
            along, room = place.x() - groove.x() - handle.width() // 2, groove.width() - handle.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), along, room))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls; no value changes by a slip of it


class _UndoPassesThrough(QObject):
    """Leaves Ctrl+Z to the window while a field has no typing of its own to undo."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            field = watched.lineEdit() if isinstance(watched, QSpinBox) else watched
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and isinstance(field, QLineEdit) and not field.isModified():
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _exact(value: float) -> str:
    return f"{value:.15g}" if float(f"{value:.15g}") == value else repr(value)
