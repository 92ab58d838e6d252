"""One line that says what happened and what it means, with one remedy where there is one."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style

WIDE = 88  # letters of width: below, there are two lines


class Mood(Enum):
    """How what happened is to be taken."""

    PLAIN = ""
    GOOD = "✓"
    BAD = "⚠"


class StatusLabel(QLabel):
    """A sentence; to who does not see it, an alert where it is urgent."""

    is_urgent = False

    @property
    def spoken_role(self) -> Role:
        return Role.AlertMessage if self.is_urgent else Role.StatusBar

    def spoken(self) -> str:
        return self.text()


class StatusPanel(QWidget):
    """The newest sentence for the person at the desk, and the verdict on a run that has ended.

    Its height depends on its width and the style alone.
    """

    clicked = Signal()
    changed = Signal()  # it says something else

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = Style()
        self._sentence, self._verdict, self._remark, self._mood = "", "", "", Mood.PLAIN
        self._sign = QLabel()
        self._sign.setObjectName("statusSign")
        self.label = StatusLabel()
        self.label.setObjectName("status")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._button = QPushButton()
        self._button.setObjectName("remedyButton")
        self._button.hide()
        self._button.clicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._button)

    def say(self, sentence: str) -> None:
        """Show a sentence; the verdict and the button stay."""
        self._sentence = sentence
        self._show()

    def remark(self, words: str) -> None:
        """What is said besides, whatever the sentence; empty where there is nothing."""
        self._remark = words
        self._show()

    def judge(self, verdict: str, mood: Mood) -> None:
        """What became of the run that has ended; empty where none has."""
        if (verdict, mood) != (self._verdict, self._mood):
            self._verdict, self._mood = verdict, mood
            self._show()

    def offer(self, remedy: str) -> None:
        """A button with these words; none where they are empty."""
        if remedy != self._button.text() or bool(remedy) == self._button.isHidden():
            self._button.setText(remedy)
            self._button.setVisible(bool(remedy))
            if remedy:
                self.changed.emit()

    @property
    def has_remedy(self) -> bool:
        """Whether there is something to press."""
        return not self._button.isHidden()

    def height_for(self, width: int) -> int:
        """In which nothing of what it says is cut."""
        words = width - (self._button.sizeHint().width() if self.has_remedy else 0) - 6 * self._row.spacing()
        return max(self.height(), self.label.heightForWidth(max(1, words)) + 4)

    @property
    def is_urgent(self) -> bool:
        """Whether it is to stay until something was done about it."""
        return self._mood is Mood.BAD

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self._row.setSpacing(round(style.scale.gap))
        self._fit_height()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        scale = self._style.scale
        lines = 1 if self.width() >= WIDE * scale.text else 2
        words = lines * QFontMetrics(scale.font()).lineSpacing() + 2
        self.setFixedHeight(max(round(scale.target), words))

    def _show(self) -> None:
        words = " ".join(filter(None, (self._sentence, self._verdict, self._remark)))
        is_news = words != self.label.text() or self._sign.text() != self._mood.value
        if words != self.label.text():
            self.label.setText(words)
            self.label.setToolTip(words)
        self.label.is_urgent = self.is_urgent
        if self._sign.text() != self._mood.value:
            self._sign.setText(self._mood.value)
            self._sign.setVisible(bool(self._mood.value))
            for label in (self.label, self._sign):
                label.setProperty("mood", self._mood.name.lower())
                label.style().unpolish(label)
                label.style().polish(label)
        if is_news:
            self.changed.emit()

    def _on_clicked(self) -> None:
        self.clicked.emit()
