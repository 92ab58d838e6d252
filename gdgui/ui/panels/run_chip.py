"""One run as a chip: a click hides it or shows it again, × deletes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdgui.ui.theme import Style
from gdgui.ui.theme.swatch import swatch
from gdgui.words import window
from gdgui.words.numbers import whole


class ChipWords(NamedTuple):
    """What a chip says and shows depends on this and on nothing else."""

    number: int
    words: str
    tip: str
    style: int
    shown: bool
    is_current: bool


CLOSE = "×"
FAINT = 0.35  # opacity of the line of a run that is hidden
FORMS = ("words", "number", "bare")  # of chips: the last have no way to delete, and the current run no word


class RunChip(QWidget):
    """One run; the current one can be neither hidden nor deleted here."""

    shown_wanted = Signal(int, bool)
    deletion_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip: ChipWords | None = None
        self._style: Style | None = None  # that its line was drawn in
        self._name, self._close = _name_button(), _close_button()
        self._form = FORMS[0]
        self._look: tuple[object, object] = ("", None)  # what the style sheet last saw of it
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._name)
        self._row.addWidget(self._close)
        for part in (self, self._name, self._close):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name.clicked.connect(self._toggle)
        self._close.clicked.connect(self._delete)

    def show_run(self, chip: ChipWords, style: Style) -> None:
        """Show this run, where it is not as it was."""
        self._name.setChecked(chip.shown)
        if (chip, style) == (self._chip, self._style):
            return
        self._chip, self._style = chip, style
        self._name.setObjectName(f"run{chip.number}Chip")
        self._close.setObjectName(f"deleteRun{chip.number}Button")
        self._name.setProperty("current", chip.is_current)
        self._name.setIcon(_line(chip, style))
        self._name.setIconSize(_size(style))
        say(self._name, self.text_in(self._form))
        self._name.setCheckable(not chip.is_current)
        self._name.setChecked(chip.shown)
        self._name.setToolTip(chip.tip)
        self._name.setAccessibleName(window.chip_state(chip.words, chip.shown))
        delete = window.delete_run(chip.words)
        self._close.setToolTip(delete)
        self._close.setAccessibleName(delete)
        self._show_close()

    def take_form(self, form: str) -> None:
        """Say more or less."""
        if form != self._form:
            self._form = form
            say(self._name, self.text_in(form))
            self._show_close()

    def text_in(self, form: str) -> str:
        """What it says in this form. The current run is told by its word, the others by their numbers."""
        if self._chip is None:
            return ""
        if self._chip.is_current:
            return self._chip.words if form != FORMS[-1] else ""
        return self._chip.words if form == FORMS[0] else whole(self._chip.number)

    def has_close(self, form: str) -> bool:
        """Whether it can be deleted here in this form."""
        return form != FORMS[-1] and self._chip is not None and not self._chip.is_current

    def _show_close(self) -> None:
        """The × is the other half of the chip."""
        has_close = self.has_close(self._form)
        self._close.setVisible(has_close)
        self._name.setProperty("side", "first" if has_close else "")
        look = self._name.property("side"), self._name.property("current")
        if look != self._look:
            self._look = look
            self._name.style().unpolish(self._name)
            self._name.style().polish(self._name)

    @property
    def number(self) -> int:
        """Of the run shown; 0 before the first one."""
        return self._chip.number if self._chip is not None else 0

    @property
    def first_stop(self) -> QWidget:
        """Where Tab stops first in it."""
        return self._name

    def come_before(self, other: QWidget) -> None:
        """Let Tab stop here on its way to another widget."""
        before = other.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, self._name)
        QWidget.setTabOrder(self._name, self._close)

    def _toggle(self) -> None:
        if self._chip is not None and not self._chip.is_current:
            self.shown_wanted.emit(self._chip.number, not self._chip.shown)

    def _delete(self) -> None:
        if self._chip is not None:
            self.deletion_wanted.emit(self._chip.number)


class ChipWidth:
    """How wide a chip is in any form, on twins that nobody sees: so nothing hangs on what it said before."""

    def __init__(self, parent: QWidget) -> None:
        name, close = _name_button(parent), _close_button(parent)
        name.setIcon(QIcon(QPixmap(1, 1)))  # without any, a button keeps no room for it
        self._like_name, self._name, self._close = name, Widths(name), Widths(close)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._like_name.setIconSize(_size(style))
        self._name.forget()

    def of(self, chip: RunChip, form: str) -> int:
        """In pixels."""
        wide = self._name.of(chip.text_in(form))
        return wide + (self._close.of(CLOSE) if chip.has_close(form) else 0)


class Widths:
    """How wide buttons like this hidden one are with a text, in pixels, measured once for each style."""

    def __init__(self, twin: QToolButton) -> None:
        self._twin = twin
        self._known: dict[str, int] = {}
        self._restyled = Restyled(twin, self.forget)
        twin.hide()

    def of(self, text: str) -> int:
        """With this text."""
        self._twin.ensurePolished()
        if text not in self._known:
            say(self._twin, text)
            self._known[text] = self._twin.sizeHint().width()
        return self._known[text]

    def forget(self) -> None:
        """Measure anew: it looks different now."""
        self._known.clear()


class Restyled(QObject):
    """Calls when a widget has got another style or font."""

    KINDS = QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange

    def __init__(self, widget: QWidget, call: Callable[[], None]) -> None:
        super().__init__(widget)
        self._call = call
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """It is about to have it."""
        if event.type() in self.KINDS:
            self._call()
        return False


def say(button: QToolButton, text: str) -> None:
    """Give it these words beside its icon, or none and no room for them."""
    styles = Qt.ToolButtonStyle
    has_icon = not button.icon().isNull()
    both = styles.ToolButtonTextBesideIcon if text else styles.ToolButtonIconOnly
    button.setToolButtonStyle(both if has_icon else styles.ToolButtonTextOnly)
    button.setText(text)


def _size(style: Style) -> QSize:
    """Of a piece of a line: no higher than words, as a chip is as high as it needs."""
    return QSize(style.scale.swatch, round(style.scale.controls))


def _chip_button(parent: QWidget | None) -> QToolButton:
    button = QToolButton(parent)
    button.setProperty("role", "chip")
    return button


def _name_button(parent: QWidget | None = None) -> QToolButton:
    return _chip_button(parent)


def _close_button(parent: QWidget | None = None) -> QToolButton:
    button = _chip_button(parent)
    button.setProperty("side", "last")
    button.setText(CLOSE)
    return button


def _line(chip: ChipWords, style: Style) -> QIcon:
    """A piece of the run's line."""
    look, thin = style.theme.runs[chip.style], style.scale.thin
    pen = style.stroke(look.colour, 2 * thin, 1.0 if chip.shown else FAINT, look.dash)
    if chip.is_current:
        pen = style.stroke(style.theme.line, 3 * thin)
    return swatch(pen, 0.35 * style.scale.controls, not QGuiApplication.isLeftToRight())
