"""One line that says what happened and what it means, with one remedy where there is one."""

from __future__ import annotations

import math
from enum import Enum

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdgui.ui.panels.floating import let_float
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words.verdict import arrival

WORDS, REMEDY = 2.2, 1.0  # lengths of a long sentence and of a remedy, in those of an arrival
BESIDE_REMEDY = 12  # letters of width that brief words have beside a remedy, at least
BESIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
WIDGET_MOST = 16_777_215  # Qt's own: no limit
MORE = "…"  # where words go on on another page
HIGHEST = 9999  # pixels of words, however narrow they are


class Mood(Enum):
    """How what happened is to be taken."""

    PLAIN = ""
    GOOD = "✓"
    BAD = "⚠"


class StatusLabel(QLabel):
    """Sentences, of which it shows as many words as it has room for; its tool tip has all.

    Those that have no room stand on further pages. To who does not see it, an alert where it is urgent.
    """

    is_urgent = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self._page = 0

    @property
    def spoken_role(self) -> Role:
        return Role.AlertMessage if self.is_urgent else Role.StatusBar

    def spoken(self) -> str:
        return self.words

    def say(self, words: str) -> None:
        """Show these words."""
        self.words, self._page = words, 0
        self.setToolTip(words)
        self._fit()

    def begin(self) -> None:
        """Show the first page."""
        self._page = 0
        self._fit()

    def turn(self) -> bool:
        """Show the next page or, after the last one, the first again; whether there was another."""
        last = len(self._pages()) - 1
        self._page = self._page + 1 if self._page < last else 0
        self._fit()
        return self._page > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def height_for(self, width: int) -> int:
        """How high all of the words are in so many pixels across."""
        return self._height_of(self.words, width)

    @property
    def height_of_two(self) -> int:
        """How high two lines are."""
        return self._height_of("x\nx", HIGHEST)

    def _fit(self) -> None:
        room, text = self.contentsRect(), self.words
        if self._height_of(text, room.width()) > max(1, room.height()):
            pages = self._pages()
            text = pages[min(self._page, len(pages) - 1)]
        if text != self.text():
            self.setText(text)

    def _pages(self) -> list[str]:
        """Each with as many words as there is room for; two at least."""
        left, pages = self.words.split(" "), list[str]()
        while left:
            begin = MORE if pages else ""
            shown = len(left)
            while shown > 2 and not self._has_room(begin + _some(left, shown)):
                shown -= 1
            pages.append(begin + _some(left, shown))
            left = left[shown:]
        return pages

    def _has_room(self, text: str) -> bool:
        room = self.contentsRect()
        return self._height_of(text, room.width()) <= max(1, room.height())

    def _height_of(self, text: str, width: int) -> int:
        within = QRect(0, 0, max(1, width), HIGHEST)
        return self.fontMetrics().boundingRect(within, Qt.TextFlag.TextWordWrap, text).height()


def _some(words: list[str], shown: int) -> str:
    """So many of the words, with a sign where that is not all."""
    return " ".join(words[:shown]) + (MORE if shown < len(words) else "")


class StatusPanel(QWidget):
    """The newest sentence for the person at the desk, and the verdict on a run that has ended.

    At the desk its height depends on its width, the style and the language alone; over a picture, where it
    floats, it is as high as what it says.
    """

    clicked = Signal()
    work_wanted = Signal()  # the one that was offered before any remedy
    changed = Signal()  # it says something else
    dismissed = Signal()  # somebody clicked it away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = Style()
        self._sentence, self._verdict, self._remark, self._mood = "", "", "", Mood.PLAIN
        self._sign = QLabel()
        self._sign.setObjectName("statusSign")
        self._sign.hide()
        self.label = StatusLabel()
        self.label.setObjectName("status")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._button = QPushButton()
        self._button.setObjectName("remedyButton")
        self._button.hide()
        self._button.clicked.connect(self._on_clicked)
        self._advice = self._work = ""  # of which the second comes first
        self._remedy, self._floats = "", False
        self._most: int | None = None  # pixels across that the button may take
        self._across = 0  # pixels that it has in a row of its own
        self._words = QHBoxLayout()
        self._words.addWidget(self._sign)
        self._words.addWidget(self.label, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._words, 1)
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
        self._advice = remedy
        self._show_remedy()

    def offer_work(self, words: str) -> None:
        """The button is for this rather than for a remedy, until the words are empty again."""
        self._work = words
        self._show_remedy()

    def _show_remedy(self) -> None:
        remedy = self._work or self._advice
        if remedy != self._remedy:
            self._remedy = remedy
            self._write_remedy()
            self._button.setVisible(bool(remedy))
            if remedy:
                self.changed.emit()

    @property
    def has_remedy(self) -> bool:
        """Whether there is something to press."""
        return bool(self._remedy)

    def limit_remedy(self, width: int | None) -> None:
        """Let the button take so many pixels across at most, and be as high as that makes it."""
        if width != self._most:
            self._most = width
            self._write_remedy()

    def _write_remedy(self) -> None:
        self._button.setText(self._remedy)
        if self._most is not None:
            self._wrap_remedy(self._most)
            self.fit_height(self._across)

    def _wrap_remedy(self, room: int) -> None:
        """In lines that fit into so many pixels, where one does not."""
        least = self._button.sizeHint().width()
        if least > room:
            around = least - self._button.fontMetrics().horizontalAdvance(self._remedy)
            self._button.setText(_in_lines(self._remedy, self._button, room - around))

    def float_over(self, floats: bool) -> None:
        """Whether it lies over the picture, as a card of its own."""
        self._floats = floats
        let_float(self, floats)
        gap = self._style.scale.gap if floats else 0.0
        across, down = (
            round(gap / 2),
            round(gap / 8),
        )  # low: it covers names of axes alone
        self._row.setContentsMargins(across, down, across, down)
        if not floats:
            self.label.setMaximumHeight(WIDGET_MOST)
            self._write_remedy()
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            self.fit_height(self._across)  # it has still the width of where it lay

    def fit_into(self, width: int, is_brief: bool = False) -> int:
        """Lie in so many pixels across, the remedy below the words where they need the room; the height.

        A brief one has two lines of words at most, and the rest on further pages.
        """
        gap, margins = self._row.spacing(), self._row.contentsMargins()
        room = width - 2 * margins.left()
        self._button.setText(self._remedy)
        least = self._button.sizeHint().width()
        words = BESIDE_REMEDY * self._style.scale.controls if is_brief else room / 2
        is_beside = not self.has_remedy or least <= room - gap - words
        self._row.setDirection(BESIDE if is_beside else BELOW)
        self._wrap_remedy(room)
        sign = 0 if self._sign.isHidden() else self._sign.sizeHint().width() + self._words.spacing()
        words = room - sign - (least + gap if self.has_remedy and is_beside else 0)
        tall = self.label.height_for(words)
        if is_brief:
            tall = min(tall, self.label.height_of_two)
        button = self._button.sizeHint().height() if self.has_remedy else 0
        self.label.setMaximumHeight(WIDGET_MOST if is_beside else tall)  # or it takes room from the button
        self.setMinimumHeight(0)
        self.setMaximumHeight(WIDGET_MOST)
        inside = max(tall, button) if is_beside else tall + gap + button
        return max(round(self._style.scale.target), inside + 2 * margins.top())

    @property
    def is_urgent(self) -> bool:
        """Whether it is to stay until something was done about it."""
        return self._mood is Mood.BAD

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        for row in (self._row, self._words):
            row.setSpacing(round(style.scale.gap))
        self.fit_height(self._across)
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes it away where it lies over the picture."""
        if self._floats:
            self.dismissed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._floats:
            self.fit_height(self.width())

    def fit_height(self, width: int) -> None:
        """So wide in a row of its own, have room there for what may well be said in this language."""
        self._across = width
        if not self._floats:
            self.setFixedHeight(self.height_in(width))

    def height_in(self, width: int) -> int:
        """How high it has to be for that beside the plots, in so many pixels across."""
        metrics = QFontMetrics(self._style.scale.font())
        usual = metrics.horizontalAdvance(arrival())
        room = max(1.0, width - REMEDY * usual)
        lines = max(2, math.ceil(WORDS * usual / room))
        # As it wraps: letters of another language may be those of a higher font.
        half = QRect(0, 0, round(0.7 * usual), HIGHEST)
        two_lines = metrics.boundingRect(half, Qt.TextFlag.TextWordWrap, arrival()).height()
        button = self._button.sizeHint().height() if self._most is not None and self.has_remedy else 0
        return max(round(self._style.scale.target), math.ceil(lines * two_lines / 2), button)

    def _show(self) -> None:
        words = " ".join(filter(None, (self._sentence, self._verdict, self._remark)))
        is_news = words != self.label.words or self._sign.text() != self._mood.value
        if words != self.label.words:
            self.label.say(words)
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
        (self.work_wanted if self._work else self.clicked).emit()


def _in_lines(words: str, on: QWidget, width: int) -> str:
    """The words in lines that are no wider than this, as far as single ones allow."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and on.fontMetrics().horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
