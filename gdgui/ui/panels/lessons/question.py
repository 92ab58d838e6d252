"""A question with its choices; each answer that was given has a word on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from gdgui.lessons.lesson import Choice, Question
from gdgui.ui.panels.reading import take_mood, wrapped
from gdgui.ui.theme import Style
from gdgui.words import teaching as words

LETTERS = "ABCDEF"


class Answer(QLabel):
    """The words of a choice: a click on them chooses it, too."""

    clicked = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


class QuestionView(QWidget):
    """`answered` tells whether the choice that somebody made is the right one, and `replied` where the word
    on it stands. One may choose again.
    """

    answered = Signal(bool)
    replied = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []  # those of its choices, in their order
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def show_question(self, question: Question | None) -> None:
        """Ask this, with no answer given; None for nothing."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.setVisible(question is not None)
        if question is not None:
            self._grid.addWidget(wrapped(question.text, "question", "title"), 0, 0, 1, 2)
            for at, choice in enumerate(question.choices):
                self._add(1 + 2 * at, LETTERS[at], choice)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._grid.setHorizontalSpacing(round(style.scale.gap))
        self._grid.setVerticalSpacing(round(style.scale.gap / 2))

    def _add(self, row: int, letter: str, choice: Choice) -> None:
        button, text, verdict = QPushButton(letter), Answer(choice.text), wrapped("", "verdict")
        self.buttons.append(button)
        button.setObjectName(f"choice{letter}")
        button.setAccessibleName(words.choice(letter, choice.text))
        button.setToolTip(choice.text)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        verdict.hide()
        self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, row, 1)
        self._grid.addWidget(verdict, row + 1, 1)

        def choose() -> None:
            verdict.setText(words.verdict(choice.is_right, choice.reply))
            take_mood(verdict, "good" if choice.is_right else "bad")
            verdict.show()
            self.replied.emit(verdict)
            self.answered.emit(choice.is_right)

        button.clicked.connect(choose)
        text.clicked.connect(choose)
