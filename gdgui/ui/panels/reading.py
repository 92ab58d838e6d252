"""What is read: paragraphs, items and formulas, one below the other, scrolled by mouse and arrow keys."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gdgui.files.formulas import typeset
from gdgui.lessons.text import Formula, Paragraph, Text
from gdgui.ui.panels.explain.formula import FormulaView
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.theme import Style
from gdgui.words.formula import in_one_line


class TextBlocks(QWidget):
    """A text. A formula that was not typeset beforehand stands as it is written until it is."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter, self._style = typesetter, Style()
        self._waiting: dict[str, list[QLabel]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        typesetter.typeset.connect(self._take)

    def show_text(self, text: Text) -> None:
        """Show this and nothing else."""
        self._waiting.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for block in text:
            self._column.addWidget(self._formula(block) if isinstance(block, Formula) else _paragraph(block))
        for latex in tuple(self._waiting):
            self._typesetter.ask(latex)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self._column.setSpacing(round(style.scale.controls * 0.7))
        for view in self.findChildren(FormulaView):
            view.apply(style)

    def _formula(self, formula: Formula) -> QWidget:
        if typeset(formula.latex) is not None:
            return self._view(formula.latex)
        label = wrapped(formula.latex, "formulaAsWritten")
        self._waiting.setdefault(formula.latex, []).append(label)
        return label

    def _view(self, latex: str, svg: str | None = None) -> FormulaView:
        view = FormulaView(latex, in_one_line(latex), svg)
        view.apply(self._style)
        return view

    def _take(self, latex: str, svg: str) -> None:
        """It is typeset; what could not be stays as it is written."""
        for label in self._waiting.pop(latex, ()) if svg else ():
            self._column.replaceWidget(label, self._view(latex, svg))
            label.hide()
            label.deleteLater()


class Reading(QScrollArea):
    """Scrolls what is read."""

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setObjectName("reading")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.setObjectName("readingPage")
        self.setWidget(content)
        self._wanted: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._reveal)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.verticalScrollBar().setSingleStep(round(3 * style.scale.controls))

    def to_the_top(self) -> None:
        """Show its beginning."""
        self._soon.stop()
        self.verticalScrollBar().setValue(0)

    def reveal(self, part: QWidget) -> None:
        """Bring a part of the text into view, once it is laid out."""
        self._wanted = part
        self._soon.start()

    def _reveal(self) -> None:
        if self._wanted is not None:
            self.ensureWidgetVisible(self._wanted, 0, 0)


def wrapped(text: str, object_name: str = "", role: str = "") -> QLabel:
    """A label of plain text, in as many lines as it needs; `role` is one of the style sheet's."""
    label = QLabel(text)
    label.setObjectName(object_name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def take_mood(label: QLabel, mood: str) -> None:
    """Let it have the colour of what is "good" or "bad", or none."""
    label.setProperty("mood", mood)
    label.style().unpolish(label)
    label.style().polish(label)


def _paragraph(paragraph: Paragraph) -> QWidget:
    label = wrapped("")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(
        "".join(f"<b>{escape(s.text)}</b>" if s.strong else escape(s.text) for s in paragraph.spans)
    )
    label.setAccessibleName(paragraph.plain)
    if not paragraph.item:
        return label
    item = QWidget()
    row = QHBoxLayout(item)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(wrapped("•"))
    row.addWidget(label, 1)
    return item
