"""The run as a script, in which the lines of the part that is lit are marked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gdgui.ui.panels.fold import Fold
from gdgui.ui.theme import Style
from gdgui.words import code as words

LINES = 14  # in view at a time
SHADE = 40  # of 255, of the colour behind the lines marked


class CodeView(QPlainTextEdit):
    """Read and copied, never typed into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeView")
        self.setAccessibleName(words.name())
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._style = Style()
        self._lit: tuple[int, ...] = ()

    def show_code(self, text: str, lit: Collection[int]) -> bool:
        """Show this script, and mark these lines of it, counted from 1; whether other ones than before."""
        before = self._lit
        if text != self.toPlainText():
            at = self.verticalScrollBar().value()
            self.setPlainText(text)
            self.verticalScrollBar().setValue(at)
            self._lit = ()
        if tuple(lit) != self._lit:
            self._lit = tuple(lit)
            self._mark()
            if self._lit:
                self.setTextCursor(self._line(self._lit[0]))
                self.ensureCursorVisible()
        return self._lit not in (before, ())

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.ensurePolished()
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + round(2 * style.scale.gap))
        self._mark()

    def _mark(self) -> None:
        colour = QColor(self._style.theme.residual)
        marked = QTextCharFormat()
        marked.setForeground(colour)
        colour.setAlpha(SHADE)
        marked.setBackground(colour)
        marked.setProperty(QTextFormat.Property.FullWidthSelection, True)
        selections = []
        for number in self._lit:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = self._line(number), marked
            selections.append(selection)
        self.setExtraSelections(selections)

    def _line(self, number: int) -> QTextCursor:
        return QTextCursor(self.document().findBlockByNumber(number - 1))


class CodeFold(Fold):
    """The script, where somebody wants to see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = CodeView()
        super().__init__("codeFold", words.title(), words.title_tip(), self.view, parent)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        super().apply(style)
        self.view.apply(style)
